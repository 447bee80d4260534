package org.trellis.model.capability.twin;

import java.time.Instant;
import java.util.Objects;
import org.trellis.model.ObservedValue;

/**
 * A value of the twin with its age.
 *
 * @param observedAt when the device last said so
 */
public record Observation(ObservedValue value, Instant observedAt) {
    public Observation {
        Objects.requireNonNull(value);
        Objects.requireNonNull(observedAt);
    }
}
