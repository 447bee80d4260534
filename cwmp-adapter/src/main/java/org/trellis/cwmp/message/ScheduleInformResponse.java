package org.trellis.cwmp.message;

/** The Inform is scheduled. */
public record ScheduleInformResponse() implements CpeResponse {
    @Override
    public String method() {
        return "ScheduleInform";
    }
}
