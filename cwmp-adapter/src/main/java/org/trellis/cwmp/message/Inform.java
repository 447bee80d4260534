package org.trellis.cwmp.message;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Opens a session (TR-069 A.3.3.1).
 *
 * @param events as sent; may be empty, order means nothing
 * @param maxEnvelopes as sent; has no effect since Amendment 1
 * @param retryCount earlier attempts of this session, 0 when the CPE did not say
 * @param parameterList forced, changed and requested parameters
 */
public record Inform(
        DeviceIdStruct deviceId,
        List<EventStruct> events,
        long maxEnvelopes,
        CwmpTime currentTime,
        long retryCount,
        List<ParameterValueStruct> parameterList)
        implements CpeRequest {
    public Inform {
        events = List.copyOf(events);
        parameterList = List.copyOf(parameterList);
    }

    /** The standard events among {@link #events()}. */
    public Set<EventCode> eventCodes() {
        EnumSet<EventCode> codes = EnumSet.noneOf(EventCode.class);
        for (EventStruct event : events) {
            event.code().ifPresent(codes::add);
        }
        return codes;
    }

    /** The value of the first parameter whose full name is {@code name}. */
    public Optional<String> value(String name) {
        for (ParameterValueStruct parameter : parameterList) {
            if (parameter.name().equals(name)) {
                return Optional.of(parameter.value());
            }
        }
        return Optional.empty();
    }

    @Override
    public String method() {
        return "Inform";
    }
}
