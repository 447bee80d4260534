package org.trellis.controller.store;

import java.time.Instant;
import java.util.Map;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.TenantId;

/** A device that was announced before its first contact. */
public record Preregistration(
        TenantId tenant, DeviceId device, Map<String, String> attributes, Instant createdAt) {
    public Preregistration {
        attributes = Map.copyOf(attributes);
    }
}
