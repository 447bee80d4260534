package org.trellis.cwmp.message;

/** Accepts an AutonomousTransferComplete. */
public record AutonomousTransferCompleteResponse() implements AcsResponse {
    @Override
    public String method() {
        return "AutonomousTransferComplete";
    }
}
