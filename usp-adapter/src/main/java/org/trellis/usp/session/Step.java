package org.trellis.usp.session;

import java.util.Objects;
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

    /** The agent works on it; the end comes as a notification. */
    record Running() implements Step {}
}
