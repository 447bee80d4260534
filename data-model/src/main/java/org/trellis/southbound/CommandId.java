package org.trellis.southbound;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Names a command; time-ordered, so that a device's commands list in the order of acceptance. */
public record CommandId(UUID value) {
    public CommandId {
        Objects.requireNonNull(value);
    }

    public static Optional<CommandId> parse(String text) {
        try {
            return text.length() == 36
                    ? Optional.of(new CommandId(UUID.fromString(text)))
                    : Optional.empty();
        } catch (IllegalArgumentException notAUuid) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
