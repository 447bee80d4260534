package org.trellis.model.capability.twin;

import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;
import org.trellis.model.ParameterPath;
import org.trellis.model.Quality;

/**
 * One member of a view: its value, and where it comes from.
 *
 * @param path the canonical parameter
 * @param writable whether this device accepts a write, as far as is known
 */
public record Reading<T>(
        T value, ParameterPath path, boolean writable, Instant observedAt, Quality quality) {

    public Reading {
        Objects.requireNonNull(value);
        Objects.requireNonNull(path);
        Objects.requireNonNull(observedAt);
        Objects.requireNonNull(quality);
    }

    /** Another form of the same value; it is not what the device said any more. */
    public <U> Reading<U> derived(Function<T, U> form) {
        return new Reading<>(form.apply(value), path, writable, observedAt, Quality.DERIVED);
    }
}
