package org.trellis.cwmp.message;

/** The download is scheduled. */
public record ScheduleDownloadResponse() implements CpeResponse {
    @Override
    public String method() {
        return "ScheduleDownload";
    }
}
