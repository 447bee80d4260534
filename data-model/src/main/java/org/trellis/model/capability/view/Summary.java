package org.trellis.model.capability.view;

import java.util.List;
import java.util.Objects;
import org.trellis.model.ParameterPath;
import org.trellis.model.capability.support.CapabilitySupport;

/**
 * What all views have.
 *
 * @param actions the commands that this device has, one for each row that they can be given to
 */
public record Summary(CapabilitySupport support, List<Action> actions) {

    /**
     * A command of the data model that can be given to this device.
     *
     * @param member of the capability
     */
    public record Action(String member, ParameterPath command) {}

    public Summary {
        Objects.requireNonNull(support);
        actions = List.copyOf(actions);
    }
}
