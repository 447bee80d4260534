package org.trellis.cwmp.message;

/** Resets to factory defaults after the session (TR-069 A.4.1.6). */
public record FactoryReset() implements AcsRequest {
    @Override
    public String method() {
        return "FactoryReset";
    }
}
