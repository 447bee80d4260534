package org.trellis.cwmp.message;

import java.util.Optional;

/**
 * One event of an Inform.
 *
 * @param eventCode white space trimmed and collapsed, otherwise as sent
 * @param commandKey empty except on {@code M} events
 */
public record EventStruct(String eventCode, String commandKey) {
    public EventStruct {
        eventCode = WireText.collapse(eventCode);
    }

    /** The standard event this is; empty for vendor events, which are legal and must be kept. */
    public Optional<EventCode> code() {
        return EventCode.parse(eventCode);
    }
}
