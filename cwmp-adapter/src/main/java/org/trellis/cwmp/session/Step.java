package org.trellis.cwmp.session;

import java.util.List;

/** What follows from an input: the new state, what to tell the core, and what comes next. */
public record Step(SessionState state, List<Effect> effects, Next next) {

    public Step {
        effects = List.copyOf(effects);
    }

    /** Answer the device, or ask the core first. */
    public sealed interface Next {}

    public record Answer(Reply reply) implements Next {}

    public record Ask(Question question) implements Next {}

    static Step answer(SessionState state, List<Effect> effects, Reply reply) {
        return new Step(state, effects, new Answer(reply));
    }

    static Step ask(SessionState state, List<Effect> effects, Question question) {
        return new Step(state, effects, new Ask(question));
    }
}
