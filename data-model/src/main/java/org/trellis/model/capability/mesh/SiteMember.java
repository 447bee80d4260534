package org.trellis.model.capability.mesh;

import java.util.Objects;
import org.trellis.model.capability.twin.Twin;

/**
 * A managed device of a site.
 *
 * @param device its id
 * @param gateway whether the others reach the provider through it
 */
public record SiteMember(String device, boolean gateway, Twin twin) {
    public SiteMember {
        Objects.requireNonNull(device);
        Objects.requireNonNull(twin);
    }
}
