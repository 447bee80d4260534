package org.trellis.cwmp.message;

/** {@link ApplyStatus#APPLIED}: fetched and applied, no TransferComplete follows. */
public record DownloadResponse(ApplyStatus status, CwmpTime startTime, CwmpTime completeTime)
        implements CpeResponse {
    @Override
    public String method() {
        return "Download";
    }
}
