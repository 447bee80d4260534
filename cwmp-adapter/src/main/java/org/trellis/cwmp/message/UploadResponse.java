package org.trellis.cwmp.message;

/** {@link ApplyStatus#APPLIED}: sent, no TransferComplete follows. */
public record UploadResponse(ApplyStatus status, CwmpTime startTime, CwmpTime completeTime)
        implements CpeResponse {
    @Override
    public String method() {
        return "Upload";
    }
}
