package org.trellis.southbound;

import java.time.Instant;
import java.util.Objects;

/**
 * A durable command on its way to a device.
 *
 * @param attempt 1 for the first time it is leased; greater after a crash or a lost connection
 * @param tag a value unique to the command that fits everywhere a device echoes one (CommandKey,
 *     command_key, Alias): at most 32 characters {@code [A-Za-z0-9-]}, beginning with a letter
 */
public record Command(
        CommandId id,
        DeviceId device,
        Operation operation,
        Priority priority,
        Instant expiresAt,
        int attempt,
        String tag) {

    /** Interactive commands overtake background ones that are not yet sent. */
    public enum Priority {
        INTERACTIVE,
        BACKGROUND
    }

    public Command {
        Objects.requireNonNull(id);
        Objects.requireNonNull(device);
        Objects.requireNonNull(operation);
        Objects.requireNonNull(priority);
        Objects.requireNonNull(expiresAt);
        Objects.requireNonNull(tag);
    }
}
