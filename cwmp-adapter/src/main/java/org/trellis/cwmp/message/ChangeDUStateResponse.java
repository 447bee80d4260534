package org.trellis.cwmp.message;

/** The operations are accepted; DUStateChangeComplete tells how each ended. */
public record ChangeDUStateResponse() implements CpeResponse {
    @Override
    public String method() {
        return "ChangeDUState";
    }
}
