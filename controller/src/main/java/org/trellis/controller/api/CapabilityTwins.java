package org.trellis.controller.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.trellis.controller.core.Caller;
import org.trellis.controller.core.Northbound;
import org.trellis.controller.core.Twins;
import org.trellis.model.PathExpression;
import org.trellis.model.SupportedModel;
import org.trellis.model.capability.resolve.Snapshot;
import org.trellis.model.capability.support.EndpointSupport;
import org.trellis.model.capability.twin.Observation;
import org.trellis.model.capability.twin.Twin;
import org.trellis.model.catalogue.Catalogue;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.Protocol;

/** A device as resolvers want it. */
@Component
class CapabilityTwins {

    private static final int MODELS = 200;

    private final Twins twins;
    private final Supplier<Catalogue> canonical;

    /** By the model itself: all devices of a model share it, and a rediscovery brings another. */
    private final Cache<SupportedModel, EndpointSupport> supports =
            Caffeine.newBuilder().weakKeys().maximumSize(MODELS).build();

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
        List<EndpointSupport> endpoints =
                twins.support(caller, device).stream()
                        .filter(s -> s.model().isKnown())
                        .map(this::kept)
                        .toList();
        return Snapshot.of(Twin.of(values), endpoints, canonical.get());
    }

    private EndpointSupport kept(Twins.Support support) {
        EndpointSupport kept = supports.get(support.model(), _ -> support(support));
        if (kept.translatesBy(support.translator())) {
            return kept;
        }
        EndpointSupport anew = support(support);
        supports.put(support.model(), anew);
        return anew;
    }

    private static EndpointSupport support(Twins.Support support) {
        return support.endpoint().protocol() == Protocol.CWMP
                ? EndpointSupport.cwmp(support.model(), support.translator())
                : EndpointSupport.usp(support.model(), support.translator());
    }
}
