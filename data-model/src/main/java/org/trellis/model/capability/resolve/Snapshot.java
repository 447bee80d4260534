package org.trellis.model.capability.resolve;

import java.util.List;
import java.util.Objects;
import org.trellis.model.capability.support.DeviceSupport;
import org.trellis.model.capability.support.EndpointSupport;
import org.trellis.model.capability.twin.Twin;
import org.trellis.model.catalogue.Catalogue;
import org.trellis.model.profile.AccessPointUses;

/** All that a resolver is given about a device. */
public record Snapshot(Twin twin, DeviceSupport support, AccessPointUses uses) {
    public Snapshot {
        Objects.requireNonNull(twin);
        Objects.requireNonNull(support);
        Objects.requireNonNull(uses);
    }

    /**
     * @param endpoints what each endpoint of the device said that it supports
     * @param canonical what canonical paths mean
     */
    public static Snapshot of(Twin twin, List<EndpointSupport> endpoints, Catalogue canonical) {
        return new Snapshot(
                twin, DeviceSupport.of(endpoints, twin, canonical), AccessPointUses.NONE);
    }

    public Snapshot with(AccessPointUses uses) {
        return new Snapshot(twin, support, uses);
    }
}
