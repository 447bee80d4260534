package org.trellis.controller.core;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.trellis.controller.store.TwinStore;
import org.trellis.controller.store.TwinValue;
import org.trellis.model.ParameterPath;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.TenantId;

/**
 * Twins of the devices that this node owns, by endpoint and top-level object, bounded by the number
 * of values. Only the owner may read from it: others read the store.
 */
final class TwinCache {

    /** One top-level object of one endpoint. Immutable but for the times of observation. */
    record Part(
            Map<ParameterPath, TwinValue> values, ConcurrentHashMap<ParameterPath, Instant> seen) {}

    private record Key(
            TenantId tenant, DeviceId device, EndpointId endpoint, String top, int generation) {}

    private final Foundation core;

    /** Stands for all objects of an endpoint; none is called so. */
    private static final String WHOLE = "";

    private final Cache<Key, Part> parts;

    /** The names of all objects, of endpoints that were read whole. */
    private final Cache<Key, Set<String>> tops =
            Caffeine.newBuilder()
                    .maximumSize(10_000)
                    .expireAfterAccess(Duration.ofMinutes(30))
                    .build();

    /**
     * Counts how often a device was forgotten: a new generation leaves the old parts to age out.
     */
    private final ConcurrentHashMap<DeviceKey, Integer> generations = new ConcurrentHashMap<>();

    TwinCache(Foundation core) {
        this.core = core;
        this.parts =
                Caffeine.newBuilder()
                        .maximumWeight(core.settings().cachedValues())
                        .weigher((Key _, Part part) -> 2 + part.values().size())
                        .expireAfterAccess(Duration.ofHours(1))
                        .build();
    }

    Part part(Endpoint endpoint, String top) {
        Key key = key(endpoint, top);
        Part known = parts.getIfPresent(key);
        if (known == null) {
            known = part(read(endpoint, Set.of(top)));
            parts.put(key, known);
        }
        return known;
    }

    /** Every part that the endpoint has. */
    Map<String, Part> all(Endpoint endpoint) {
        Key whole = key(endpoint, WHOLE);
        Set<String> known = tops.getIfPresent(whole);
        Map<String, Part> all = new HashMap<>();
        if (known != null) {
            known.forEach(top -> all.put(top, part(endpoint, top)));
            return all;
        }
        stored(endpoint)
                .forEach((top, part) -> {
                    Part cached = parts.getIfPresent(key(endpoint, top));
                    all.put(top, cached == null ? part : cached);
                });
        all.forEach((top, part) -> put(endpoint, top, part));
        tops.put(whole, Set.copyOf(all.keySet()));
        return all;
    }

    /** The same from the store, whoever owns the device. */
    Map<String, Part> stored(Endpoint endpoint) {
        Map<String, List<TwinValue>> byTop = new HashMap<>();
        for (TwinValue value : read(endpoint, Set.of())) {
            byTop.computeIfAbsent(TwinStore.topObject(value.value().path()), _ -> new ArrayList<>())
                    .add(value);
        }
        Map<String, Part> all = new HashMap<>();
        byTop.forEach((top, values) -> all.put(top, part(values)));
        return all;
    }

    void put(Endpoint endpoint, String top, Part part) {
        parts.put(key(endpoint, top), part);
        tops.asMap()
                .computeIfPresent(
                        key(endpoint, WHOLE),
                        (_, known) -> {
                            if (known.contains(top)) {
                                return known;
                            }
                            Set<String> more = new HashSet<>(known);
                            more.add(top);
                            return Set.copyOf(more);
                        });
    }

    void forget(Endpoint endpoint, Set<String> tops) {
        tops.forEach(top -> parts.invalidate(key(endpoint, top)));
    }

    /** Another node may have written. */
    void forget(DeviceKey device) {
        generations.merge(device, 1, Integer::sum);
        core.stores().twins().forget(device.tenant(), device.device());
    }

    List<TwinValue> read(Endpoint endpoint, Set<String> tops) {
        return core.stores()
                .twins()
                .read(endpoint.tenant(), endpoint.device(), endpoint.id(), tops);
    }

    static Part part(List<TwinValue> values) {
        Map<ParameterPath, TwinValue> byPath = new HashMap<>(values.size() * 2);
        values.forEach(v -> byPath.put(v.value().path(), v));
        return new Part(byPath, new ConcurrentHashMap<>());
    }

    private Key key(Endpoint endpoint, String top) {
        int generation = generations.getOrDefault(DeviceKey.of(endpoint), 0);
        return new Key(endpoint.tenant(), endpoint.device(), endpoint.id(), top, generation);
    }
}
