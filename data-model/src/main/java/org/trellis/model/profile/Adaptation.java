package org.trellis.model.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** All that profiles say of a device. */
public record Adaptation(List<ParameterRule> parameters, WlanHabits wlan) {

    /** Nothing. */
    public static final Adaptation NONE = new Adaptation(List.of(), WlanHabits.STANDARD);

    public Adaptation {
        parameters = List.copyOf(parameters);
        Objects.requireNonNull(wlan);
    }

    /** What this says, and what the other says of anything else. */
    Adaptation over(Adaptation weaker) {
        List<ParameterRule> all = new ArrayList<>(parameters);
        for (ParameterRule rule : weaker.parameters) {
            if (parameters.stream().noneMatch(rule::contradicts)) {
                all.add(rule);
            }
        }
        return new Adaptation(all, wlan.over(weaker.wlan));
    }
}
