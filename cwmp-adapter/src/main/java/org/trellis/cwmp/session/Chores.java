package org.trellis.cwmp.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.trellis.southbound.Admission;

/** What a session itself wants of the device, before any command. */
final class Chores {

    private Chores() {}

    /**
     * @param provision whether the device gets credentials of its own
     */
    static Optional<Script<PlanOutcome>> due(
            SessionState state,
            Admission.Admitted admitted,
            PlanContext context,
            boolean provision,
            RandomGenerator random) {
        List<Script<PlanOutcome.Learnt>> due = new ArrayList<>(2);
        if (provision) {
            Credentials.due(state, admitted, random).ifPresent(due::add);
        }
        TestResults.due(state, context).ifPresent(due::add);
        return due.stream()
                .reduce((a, b) -> a.then(first -> b.map(first::and)))
                .map(all -> all.map(learnt -> learnt));
    }
}
