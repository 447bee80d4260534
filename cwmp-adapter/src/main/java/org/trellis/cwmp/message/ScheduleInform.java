package org.trellis.cwmp.message;

/** Asks for an Inform after a delay (TR-069 A.4.1.4). */
public record ScheduleInform(long delaySeconds, String commandKey) implements AcsRequest {
    @Override
    public String method() {
        return "ScheduleInform";
    }
}
