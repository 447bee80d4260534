package org.trellis.controller.core;

import java.util.List;
import org.trellis.controller.store.CommandRecord;
import org.trellis.model.PathError;
import org.trellis.southbound.DeviceId;

/** The answer to a {@link CommandRequest}. */
public sealed interface Submission {

    /**
     * Durable (unless it is a waited-for read that has already ended).
     *
     * @param replayed the idempotency key was known: this is the command of the first call
     */
    record Accepted(CommandRecord command, boolean replayed) implements Submission {}

    /** Refused before queueing. */
    record Invalid(List<PathError> errors) implements Submission {
        public Invalid {
            errors = List.copyOf(errors);
        }
    }

    /** There is no such device. */
    record UnknownDevice(DeviceId device) implements Submission {}

    /** The idempotency key was used with another body. */
    record KeyConflict() implements Submission {}

    /** Too many commands wait for this device. */
    record QueueFull(int limit) implements Submission {}
}
