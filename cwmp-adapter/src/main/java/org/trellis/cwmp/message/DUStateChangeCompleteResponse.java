package org.trellis.cwmp.message;

/** Accepts a DUStateChangeComplete. */
public record DUStateChangeCompleteResponse() implements AcsResponse {
    @Override
    public String method() {
        return "DUStateChangeComplete";
    }
}
