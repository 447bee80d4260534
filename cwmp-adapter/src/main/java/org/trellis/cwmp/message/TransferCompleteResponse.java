package org.trellis.cwmp.message;

/** Accepts a TransferComplete. */
public record TransferCompleteResponse() implements AcsResponse {
    @Override
    public String method() {
        return "TransferComplete";
    }
}
