package org.trellis.cwmp.message;

/** The CPE resets once the session is over. */
public record FactoryResetResponse() implements CpeResponse {
    @Override
    public String method() {
        return "FactoryReset";
    }
}
