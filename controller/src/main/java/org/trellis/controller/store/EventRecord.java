package org.trellis.controller.store;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.TenantId;

/**
 * Something that happened.
 *
 * @param id version 7: time-ordered
 * @param type {@code device.boot}, {@code command.updated}, ... (an open list)
 * @param data JSON-like: strings, numbers, booleans, lists and maps of them; no secret in it
 */
public record EventRecord(
        TenantId tenant,
        UUID id,
        Optional<DeviceId> device,
        String type,
        Instant at,
        Map<String, Object> data) {
    public EventRecord {
        data = Map.copyOf(data);
    }
}
