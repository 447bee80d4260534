package org.trellis.controller.api;

import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.trellis.controller.core.Caller;
import org.trellis.controller.core.Northbound;
import org.trellis.controller.core.Twins;
import org.trellis.model.PathExpression;
import org.trellis.model.capability.resolve.Snapshot;
import org.trellis.model.capability.twin.Observation;
import org.trellis.model.capability.twin.Twin;
import org.trellis.model.catalogue.Catalogue;
import org.trellis.model.profile.AccessPointUses;
import org.trellis.southbound.DeviceId;

/** A device as resolvers want it. */
@Component
class CapabilityTwins {

    private final Twins twins;
    private final Supplier<Catalogue> canonical;

    CapabilityTwins(Northbound core) {
        this.twins = core.twins();
        this.canonical = core.canonicalModel();
    }

    /**
     * @param scope what of the twin is read; empty means everything
     */
    Snapshot snapshot(Caller caller, DeviceId device, List<PathExpression> scope) {
        List<Observation> values =
                twins.parameters(caller, device, scope).stream()
                        .map(row -> new Observation(row.value().value(), row.observedAt()))
                        .toList();
        List<Twins.Support> supports = twins.support(caller, device);
        // the first one is the authority for what all of them have
        AccessPointUses uses =
                supports.isEmpty() ? AccessPointUses.NONE : supports.getFirst().uses();
        return Snapshot.of(
                        Twin.of(values),
                        supports.stream().map(Twins.Support::canonical).toList(),
                        canonical.get())
                .with(uses);
    }
}
