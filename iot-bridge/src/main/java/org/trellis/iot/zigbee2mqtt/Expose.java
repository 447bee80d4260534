package org.trellis.iot.zigbee2mqtt;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One leaf of {@code definition.exposes}.
 *
 * @param kind of its value
 * @param context the specific expose around it ({@code switch}, {@code light}, ...); empty if none
 * @param name without endpoint: what it means
 * @param property where it stands in the state message; with the name of a composite before it,
 *     separated by a dot
 * @param access bit 1 in the state, 2 settable, 4 gettable
 * @param on the JSON value of a binary that is on
 * @param off likewise
 * @param toggle the value that toggles it
 */
record Expose(
        Kind kind,
        String context,
        String name,
        String property,
        int access,
        String unit,
        Optional<Literal> on,
        Optional<Literal> off,
        Optional<Literal> toggle,
        List<String> values,
        Optional<BigDecimal> min,
        Optional<BigDecimal> max,
        Optional<BigDecimal> step) {

    /** The kinds of a value. */
    enum Kind {
        NUMERIC,
        BINARY,
        ENUM,
        TEXT,
        OTHER
    }

    /** A JSON scalar: {@code true}, {@code "ON"} and {@code 1} are three different things. */
    sealed interface Literal {
        record Text(String value) implements Literal {}

        record Bool(boolean value) implements Literal {}

        record Number(BigDecimal value) implements Literal {}
    }

    static final int IN_STATE = 1;
    static final int SETTABLE = 2;
    static final int GETTABLE = 4;

    Expose {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(context);
        Objects.requireNonNull(name);
        Objects.requireNonNull(property);
        values = List.copyOf(values);
    }

    boolean isInState() {
        return (access & IN_STATE) != 0;
    }

    boolean isSettable() {
        return (access & SETTABLE) != 0;
    }

    boolean isGettable() {
        return (access & GETTABLE) != 0;
    }
}
