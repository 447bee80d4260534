package org.trellis.controller.store.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.trellis.controller.store.TwinStore;
import org.trellis.controller.store.TwinValue;
import org.trellis.model.ParameterPath;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.TenantId;

/** A map per endpoint. */
final class MemoryTwinStore implements TwinStore {

    private record Owner(TenantId tenant, DeviceId device) {}

    private static final class Twin {
        final Map<ParameterPath, TwinValue> values = new ConcurrentHashMap<>();
        final Map<ParameterPath, Instant> coverage = new ConcurrentHashMap<>();
    }

    private final Map<Owner, Map<EndpointId, Twin>> twins = new ConcurrentHashMap<>();

    private Map<EndpointId, Twin> ofDevice(TenantId tenant, DeviceId device) {
        return twins.getOrDefault(new Owner(tenant, device), Map.of());
    }

    @Override
    public List<TwinValue> read(
            TenantId tenant, DeviceId device, EndpointId endpoint, Set<String> topObjects) {
        Twin twin = ofDevice(tenant, device).get(endpoint);
        if (twin == null) {
            return List.of();
        }
        List<TwinValue> found = new ArrayList<>();
        for (TwinValue value : twin.values.values()) {
            if (topObjects.isEmpty()
                    || topObjects.contains(TwinStore.topObject(value.value().path()))) {
                found.add(value);
            }
        }
        return found;
    }

    @Override
    public void write(
            TenantId tenant,
            DeviceId device,
            EndpointId endpoint,
            List<TwinValue> changed,
            List<ParameterPath> removed,
            Map<ParameterPath, Instant> coverage) {
        Twin twin =
                twins.computeIfAbsent(new Owner(tenant, device), _ -> new ConcurrentHashMap<>())
                        .computeIfAbsent(endpoint, _ -> new Twin());
        removed.forEach(twin.values::remove);
        changed.forEach(value -> twin.values.put(value.value().path(), value));
        twin.coverage.putAll(coverage);
    }

    @Override
    public Map<ParameterPath, Instant> coverage(
            TenantId tenant, DeviceId device, EndpointId endpoint) {
        Twin twin = ofDevice(tenant, device).get(endpoint);
        return twin == null ? Map.of() : Map.copyOf(twin.coverage);
    }

    @Override
    public void delete(TenantId tenant, DeviceId device) {
        twins.remove(new Owner(tenant, device));
    }
}
