package org.trellis.usp.session;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.trellis.model.PathError;
import org.trellis.southbound.CommandResult;
import org.trellis.usp.message.Request;

/** What a plan wants next. */
sealed interface Step {

    /**
     * Ask the agent this.
     *
     * @param slow whether the answer may take long
     */
    record Ask(Request request, boolean slow) implements Step {
        public Ask {
            Objects.requireNonNull(request);
        }
    }

    /** The command has ended. */
    record Done(CommandResult result) implements Step {
        public Done {
            Objects.requireNonNull(result);
        }
    }

    /**
     * The agent works on it; the end comes as notifications.
     *
     * @param started what it works on, by path
     * @param output of what has ended already
     * @param errors of what has failed already
     */
    record Running(Set<String> started, Map<String, String> output, List<PathError> errors)
            implements Step {
        public Running {
            started = Set.copyOf(started);
            output = Map.copyOf(output);
            errors = List.copyOf(errors);
        }
    }
}
