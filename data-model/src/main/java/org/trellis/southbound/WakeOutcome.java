package org.trellis.southbound;

import java.util.Objects;

/** What became of an attempt to make a device fetch its commands. */
public sealed interface WakeOutcome {

    /** The device was told (a connection request was accepted, a live channel is being drained). */
    record Told() implements WakeOutcome {}

    /** It could not be told; shown to the operator. */
    record Unreachable(String reason) implements WakeOutcome {
        public Unreachable {
            Objects.requireNonNull(reason);
        }
    }
}
