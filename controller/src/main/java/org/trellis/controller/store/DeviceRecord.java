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
 * @param stateReason why it is pending, or who is in quarantine and why; empty otherwise
 * @param attributes what operators attach ({@code site}, {@code subscriber})
 * @param settings per-device switches of the adapters
 * @param modelKey key of its {@code SupportedModel}; empty until discovered
 * @param visitor who is in quarantine, while the state says that somebody is
 * @param version grows with everything that {@link DeviceStore#edit} changes
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
        Instant createdAt,
        Optional<Visitor> visitor,
        long version) {

    /** A device that nobody has edited and nobody visits. */
    public DeviceRecord(
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
        this(
                tenant,
                id,
                state,
                stateReason,
                identity,
                kind,
                dataModel,
                parent,
                tags,
                attributes,
                settings,
                modelKey,
                createdAt,
                Optional.empty(),
                0);
    }

    /** The life of a device in the registry. */
    public enum State {
        PENDING,
        ACTIVE,
        /** A visitor waits for an operator's decision; the device itself is served as before. */
        QUARANTINED,
        DECOMMISSIONED
    }

    /**
     * Whether those who may speak for it are served. A quarantine of which no visitor is known is
     * of a release that quarantined whole devices: nobody is served until it is released.
     */
    public boolean served() {
        return switch (state) {
            case ACTIVE -> true;
            case QUARANTINED -> visitor.isPresent();
            case PENDING, DECOMMISSIONED -> false;
        };
    }

    public DeviceRecord {
        tags = Set.copyOf(tags);
        attributes = Map.copyOf(attributes);
        settings = Map.copyOf(settings);
    }

    /** The same with what people edit (state, tags, attributes, settings, visitor) of another. */
    public DeviceRecord edited(DeviceRecord other, long newVersion) {
        return new DeviceRecord(
                tenant,
                id,
                other.state,
                other.stateReason,
                identity,
                kind,
                dataModel,
                parent,
                other.tags,
                other.attributes,
                other.settings,
                modelKey,
                createdAt,
                other.visitor,
                newVersion);
    }

    public DeviceRecord withState(State newState, String reason, Optional<Visitor> newVisitor) {
        return new DeviceRecord(
                tenant,
                id,
                newState,
                reason,
                identity,
                kind,
                dataModel,
                parent,
                tags,
                attributes,
                settings,
                modelKey,
                createdAt,
                newVisitor,
                version);
    }

    public DeviceRecord withIdentity(DeviceIdentity newIdentity, DataModelRoot root) {
        return new DeviceRecord(
                tenant,
                id,
                state,
                stateReason,
                newIdentity,
                kind,
                root,
                parent,
                tags,
                attributes,
                settings,
                modelKey,
                createdAt,
                visitor,
                version);
    }

    public DeviceRecord withKind(DeviceKind newKind) {
        return new DeviceRecord(
                tenant,
                id,
                state,
                stateReason,
                identity,
                newKind,
                dataModel,
                parent,
                tags,
                attributes,
                settings,
                modelKey,
                createdAt,
                visitor,
                version);
    }

    public DeviceRecord withModelKey(String newModelKey) {
        return new DeviceRecord(
                tenant,
                id,
                state,
                stateReason,
                identity,
                kind,
                dataModel,
                parent,
                tags,
                attributes,
                settings,
                newModelKey,
                createdAt,
                visitor,
                version);
    }

    public DeviceRecord withLabels(
            Set<String> newTags,
            Map<String, String> newAttributes,
            Map<String, String> newSettings) {
        return new DeviceRecord(
                tenant,
                id,
                state,
                stateReason,
                identity,
                kind,
                dataModel,
                parent,
                newTags,
                newAttributes,
                newSettings,
                modelKey,
                createdAt,
                visitor,
                version);
    }
}
