package org.trellis.controller.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.trellis.model.DataModelRoot;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.DeviceIdentity;
import org.trellis.southbound.DeviceKind;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.TenantId;

/** Devices, their endpoints, their aliases, and the search over them. */
public interface DeviceStore {

    Optional<DeviceRecord> find(TenantId tenant, DeviceId id);

    /** Inserts a device that is not known, with its first endpoint: both or none. */
    void enroll(DeviceRecord device, EndpointRecord endpoint);

    /**
     * Inserts or replaces it whole; search columns follow. Whoever knows a device from a copy uses
     * what changes one thing of it, or takes back what others have changed.
     */
    void save(DeviceRecord device);

    /**
     * Changes what people edit: state with its reason and visitor, tags, attributes, settings. One
     * edit follows another, on whichever node: it is written only if nobody has edited since it was
     * read, and read and applied again otherwise.
     *
     * @param expected the version that the caller has seen; empty for whichever there is
     * @param change pure; what it returns equal is not written
     * @return the device as it is now; empty if there is none, or none of the expected version
     */
    Optional<DeviceRecord> edit(
            TenantId tenant,
            DeviceId id,
            OptionalLong expected,
            UnaryOperator<DeviceRecord> change);

    /** Replaces who it says it is, and in which data model; search columns follow. */
    void saveIdentity(
            TenantId tenant, DeviceId id, DeviceIdentity identity, DataModelRoot dataModel);

    void saveKind(TenantId tenant, DeviceId id, DeviceKind kind);

    void saveModelKey(TenantId tenant, DeviceId id, String modelKey);

    /** Adds settings that were learnt, one by one; all others stay. */
    void addSettings(TenantId tenant, DeviceId id, Map<String, String> settings);

    /** Forgets the device, its endpoints and its aliases. Its events stay. */
    void delete(TenantId tenant, DeviceId id);

    Page<DeviceRecord> list(DeviceQuery query);

    /** An estimate, cheap. */
    long estimate(TenantId tenant);

    List<EndpointRecord> endpoints(TenantId tenant, DeviceId id);

    Optional<EndpointRecord> findEndpoint(TenantId tenant, EndpointId id);

    void saveEndpoint(EndpointRecord endpoint);

    /** Replaces the presence of an endpoint, and nothing else; makes none of one that is gone. */
    void savePresence(EndpointRecord endpoint);

    /**
     * Names that look up this device ({@code usp:os::...}, {@code mac:...}); adds, never steals.
     */
    void addAliases(TenantId tenant, DeviceId id, Set<String> aliases);

    Optional<DeviceId> findByAlias(TenantId tenant, String alias);

    /** Devices that sit behind another. */
    List<DeviceId> children(TenantId tenant, DeviceId parent);
}
