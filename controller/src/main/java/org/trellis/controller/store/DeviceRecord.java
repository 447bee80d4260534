package org.trellis.controller.store;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trellis.model.DataModelRoot;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.DeviceIdentity;
import org.trellis.southbound.DeviceKind;
import org.trellis.southbound.TenantId;

/**
 * A device as it is registered. Presence is not here: it is per endpoint.
 *
 * @param stateReason why it is pending or quarantined; empty otherwise
 * @param attributes what operators attach ({@code site}, {@code subscriber})
 * @param settings per-device switches of the adapters
 * @param modelKey key of its {@code SupportedModel}; empty until discovered
 */
public record DeviceRecord(
        TenantId tenant,
        DeviceId id,
        State state,
        String stateReason,
        DeviceIdentity identity,
        DeviceKind kind,
        DataModelRoot dataModel,
        Optional<DeviceId> parent,
        Set<String> tags,
        Map<String, String> attributes,
        Map<String, String> settings,
        String modelKey,
        Instant createdAt) {

    /** The life of a device in the registry. */
    public enum State {
        PENDING,
        ACTIVE,
        QUARANTINED,
        DECOMMISSIONED
    }

    public DeviceRecord {
        tags = Set.copyOf(tags);
        attributes = Map.copyOf(attributes);
        settings = Map.copyOf(settings);
    }
}
