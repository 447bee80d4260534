package org.trellis.southbound;

import java.util.Objects;

/**
 * The right to deliver one command. Ends by {@link SouthboundPort#complete} or {@link
 * SouthboundPort#release}; {@link SouthboundPort#accepted} frees the lane before that.
 */
public record Lease(Command command, Endpoint endpoint, DeviceContext context, Fence fence) {
    public Lease {
        Objects.requireNonNull(command);
        Objects.requireNonNull(endpoint);
        Objects.requireNonNull(context);
        Objects.requireNonNull(fence);
    }
}
