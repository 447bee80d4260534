package org.trellis.cwmp.message;

import java.util.List;

/** Makes the CPE fetch a file inside one of at most two windows (TR-069 A.4.1.8, CWMP 1.2). */
public record ScheduleDownload(
        String commandKey,
        String fileType,
        FileLocation location,
        long fileSize,
        String targetFileName,
        List<TimeWindowStruct> timeWindows)
        implements AcsRequest {
    public ScheduleDownload {
        timeWindows = List.copyOf(timeWindows);
    }

    @Override
    public String method() {
        return "ScheduleDownload";
    }
}
