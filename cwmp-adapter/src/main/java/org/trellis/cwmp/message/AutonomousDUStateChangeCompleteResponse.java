package org.trellis.cwmp.message;

/** Accepts an AutonomousDUStateChangeComplete. */
public record AutonomousDUStateChangeCompleteResponse() implements AcsResponse {
    @Override
    public String method() {
        return "AutonomousDUStateChangeComplete";
    }
}
