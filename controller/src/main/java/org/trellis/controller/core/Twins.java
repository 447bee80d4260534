package org.trellis.controller.core;

import java.time.Instant;
import java.util.List;
import org.trellis.controller.store.TwinValue;
import org.trellis.model.PathExpression;
import org.trellis.model.SupportedModel;
import org.trellis.model.capability.support.EndpointSupport;
import org.trellis.model.profile.AccessPointUses;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.Endpoint;

/** The last known values as operators see them. */
public interface Twins {

    /** A value with its age and source. */
    record Row(TwinValue value, Instant observedAt, Endpoint source) {}

    /**
     * The device view: each top-level object from its authoritative endpoint, ordered by path.
     * Searches are resolved on the twin itself.
     *
     * @param paths empty means everything
     */
    List<Row> parameters(Caller caller, DeviceId device, List<PathExpression> paths);

    /** What each of the device's endpoints says it supports; unknown ones are left out. */
    List<Support> support(Caller caller, DeviceId device);

    /**
     * The support map of one endpoint.
     *
     * @param canonical what it comes to in the canonical model
     * @param uses what is known of its access points
     */
    record Support(
            Endpoint endpoint,
            SupportedModel model,
            EndpointSupport canonical,
            AccessPointUses uses) {}
}
