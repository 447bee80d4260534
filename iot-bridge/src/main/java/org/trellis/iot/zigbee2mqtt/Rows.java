package org.trellis.iot.zigbee2mqtt;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which row of {@code Device.IoTCapability.} a capability has. The first time they are numbered in
 * the order of the announcement; what comes later gets the next free number, and the number of what
 * is gone stays taken, so that a row never changes its meaning. {@link #toText} is what is kept.
 *
 * @param numbers by capability key
 */
public record Rows(Map<String, Integer> numbers) {

    private static final int MAX = 1_000;

    public Rows {
        numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
    }

    /** Reads what {@link #toText} wrote; what cannot be read is numbered anew. */
    public static Rows parse(String text) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        for (String pair : text.split(";")) {
            int equals = pair.lastIndexOf('=');
            if (equals > 0 && pair.substring(equals + 1).matches("[1-9][0-9]{0,3}")) {
                numbers.put(
                        pair.substring(0, equals), Integer.parseInt(pair.substring(equals + 1)));
            }
        }
        return new Rows(numbers);
    }

    public String toText() {
        StringBuilder text = new StringBuilder();
        numbers.forEach((key, number) -> text.append(key).append('=').append(number).append(';'));
        return text.toString();
    }

    /** With numbers for all of these. */
    public Rows with(List<Capability> capabilities) {
        Map<String, Integer> all = new LinkedHashMap<>(numbers);
        int next = all.values().stream().mapToInt(Integer::intValue).max().orElse(0) + 1;
        for (Capability capability : capabilities) {
            if (!all.containsKey(capability.key()) && next <= MAX) {
                all.put(capability.key(), next++);
            }
        }
        return new Rows(all);
    }

    public OptionalInt of(Capability capability) {
        return Optional.ofNullable(numbers.get(capability.key()))
                .map(OptionalInt::of)
                .orElseGet(OptionalInt::empty);
    }
}
