package org.trellis.controller.store;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.TenantId;

/** Devices, their endpoints, their aliases, and the search over them. */
public interface DeviceStore {

    Optional<DeviceRecord> find(TenantId tenant, DeviceId id);

    /** Inserts or replaces; search columns follow. */
    void save(DeviceRecord device);

    /** Forgets the device, its endpoints and its aliases. Its events stay. */
    void delete(TenantId tenant, DeviceId id);

    Page<DeviceRecord> list(DeviceQuery query);

    /** An estimate, cheap. */
    long estimate(TenantId tenant);

    List<EndpointRecord> endpoints(TenantId tenant, DeviceId id);

    Optional<EndpointRecord> findEndpoint(TenantId tenant, EndpointId id);

    void saveEndpoint(EndpointRecord endpoint);

    /**
     * Names that look up this device ({@code usp:os::...}, {@code mac:...}); adds, never steals.
     */
    void addAliases(TenantId tenant, DeviceId id, Set<String> aliases);

    Optional<DeviceId> findByAlias(TenantId tenant, String alias);

    /** Devices that sit behind another. */
    List<DeviceId> children(TenantId tenant, DeviceId parent);
}
