package org.trellis.controller.store.memory;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.trellis.controller.store.WatchStore;
import org.trellis.model.PathExpression;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.NotificationType;
import org.trellis.southbound.TenantId;

/** Sets by endpoint and kind. */
final class MemoryWatchStore implements WatchStore {

    private record Key(TenantId tenant, DeviceId device, EndpointId endpoint) {
        static Key of(Endpoint endpoint) {
            return new Key(endpoint.tenant(), endpoint.device(), endpoint.id());
        }
    }

    private final Map<Key, Map<NotificationType, Set<PathExpression>>> watches = new HashMap<>();

    @Override
    public synchronized void add(
            Endpoint endpoint, NotificationType what, Collection<PathExpression> paths) {
        if (!paths.isEmpty()) {
            watches.computeIfAbsent(Key.of(endpoint), _ -> new EnumMap<>(NotificationType.class))
                    .computeIfAbsent(what, _ -> new HashSet<>())
                    .addAll(paths);
        }
    }

    @Override
    public synchronized void remove(Endpoint endpoint, Collection<PathExpression> paths) {
        Map<NotificationType, Set<PathExpression>> known =
                watches.getOrDefault(Key.of(endpoint), Map.of());
        known.values().forEach(watched -> watched.removeAll(Set.copyOf(paths)));
        known.values().removeIf(Set::isEmpty);
    }

    @Override
    public synchronized Map<NotificationType, Set<PathExpression>> of(Endpoint endpoint) {
        Map<NotificationType, Set<PathExpression>> copy = new EnumMap<>(NotificationType.class);
        watches.getOrDefault(Key.of(endpoint), Map.of())
                .forEach((what, paths) -> copy.put(what, Set.copyOf(paths)));
        return copy;
    }

    @Override
    public synchronized void delete(TenantId tenant, DeviceId device) {
        watches.keySet().removeIf(k -> k.tenant().equals(tenant) && k.device().equals(device));
    }
}
