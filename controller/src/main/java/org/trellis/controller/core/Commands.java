package org.trellis.controller.core;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.trellis.controller.store.CommandRecord;
import org.trellis.controller.store.Page;
import org.trellis.model.PathError;
import org.trellis.southbound.CommandId;
import org.trellis.southbound.DeviceId;

/** Accepts, tracks and cancels commands. Thread-safe; methods block on the store. */
public interface Commands {

    /**
     * Validates, stores, wakes the device; then waits for the end, at most as long as asked.
     *
     * @param wait zero returns at once
     */
    Submission submit(Caller caller, CommandRequest request, Duration wait);

    /**
     * The answer to a request that came before with the same key; empty if it never came. What is
     * asked for need not be possible any more.
     *
     * @param wait as with {@link #submit}
     */
    Optional<Submission> replay(
            Caller caller, DeviceId device, CommandRequest.Idempotency once, Duration wait);

    /** The checks of {@link #submit} without queueing; empty if it would be accepted. */
    List<PathError> validate(Caller caller, CommandRequest request);

    /** What of a request that would be accepted could not be checked, and is left to the device. */
    List<Warning> warnings(Caller caller, CommandRequest request);

    Optional<CommandRecord> find(Caller caller, CommandId id);

    /** Ends a command that is not yet sent; the record afterwards, whatever its status. */
    Optional<CommandRecord> cancel(Caller caller, CommandId id);

    Page<CommandRecord> list(Caller caller, DeviceId device, Optional<String> cursor, int limit);
}
