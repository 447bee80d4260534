package org.trellis.cwmp.message;

/** Accepts a RequestDownload; promises nothing. */
public record RequestDownloadResponse() implements AcsResponse {
    @Override
    public String method() {
        return "RequestDownload";
    }
}
