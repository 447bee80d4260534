package org.trellis.usp.message;

import java.util.Map;
import java.util.Objects;

/** What became of one execution of a command. */
public sealed interface CommandOutcome {

    /** It ended well. A result without anything is this with no output (TR-369 6.1.6). */
    record Output(Map<String, String> arguments) implements CommandOutcome {
        public Output {
            arguments = Map.copyOf(arguments);
        }
    }

    /**
     * It runs; the end comes as a notification.
     *
     * @param request {@code Device.LocalAgent.Request.{i}.}
     */
    record Started(String request) implements CommandOutcome {
        public Started {
            Objects.requireNonNull(request);
        }
    }

    record Failed(Fault fault) implements CommandOutcome {
        public Failed {
            Objects.requireNonNull(fault);
        }
    }
}
