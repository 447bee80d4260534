package org.trellis.cwmp.message;

/** The transfers with the key are cancelled. */
public record CancelTransferResponse() implements CpeResponse {
    @Override
    public String method() {
        return "CancelTransfer";
    }
}
