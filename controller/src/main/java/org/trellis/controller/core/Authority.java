package org.trellis.controller.core;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trellis.controller.store.EndpointRecord;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.Protocol;

/**
 * From which endpoint the device view takes a top-level object: USP before CWMP before IoT among
 * those whose twin has the object. An endpoint that is offline and was last heard a day before
 * another one comes after all others: the device has moved on.
 */
final class Authority {

    private static final Duration RETIRED = Duration.ofDays(1);

    private final TwinReader twins;
    private final PresenceBook presence;
    private final Cache<DeviceKey, Map<EndpointId, Set<String>>> tops =
            Caffeine.newBuilder()
                    .maximumSize(2_000)
                    .expireAfterWrite(Duration.ofSeconds(30))
                    .build();

    Authority(TwinReader twins, PresenceBook presence) {
        this.twins = twins;
        this.presence = presence;
    }

    /** The device's endpoints, the most authoritative first. */
    List<EndpointRecord> ranked(Registry.Known device) {
        List<EndpointRecord> all =
                device.endpoints().values().stream().map(presence::current).toList();
        if (all.size() < 2) {
            return all;
        }
        Comparator<EndpointRecord> order =
                Comparator.<EndpointRecord, Boolean>comparing(e -> retired(e, all))
                        .thenComparing(e -> rank(e.endpoint().protocol()))
                        .thenComparing(e -> e.endpoint().id().value());
        return all.stream().sorted(order).toList();
    }

    /** The endpoint for an object; the first of all if none has it. Empty without endpoints. */
    Optional<EndpointRecord> of(Registry.Known device, String top) {
        List<EndpointRecord> ranked = ranked(device);
        if (ranked.size() < 2) {
            return ranked.stream().findFirst();
        }
        Map<EndpointId, Set<String>> has = tops(device);
        return ranked.stream()
                .filter(e -> has.getOrDefault(e.endpoint().id(), Set.of()).contains(top))
                .findFirst()
                .or(() -> ranked.stream().findFirst());
    }

    boolean has(Registry.Known device, EndpointId endpoint, String top) {
        return tops(device).getOrDefault(endpoint, Set.of()).contains(top);
    }

    private Map<EndpointId, Set<String>> tops(Registry.Known device) {
        Map<EndpointId, Set<String>> known = tops.getIfPresent(device.key());
        if (known == null || !known.keySet().equals(device.endpoints().keySet())) {
            known = new HashMap<>();
            for (EndpointRecord endpoint : device.endpoints().values()) {
                known.put(
                        endpoint.endpoint().id(),
                        Set.copyOf(twins.parts(endpoint.endpoint()).keySet()));
            }
            tops.put(device.key(), known);
        }
        return known;
    }

    /** What an endpoint has may have changed. */
    void forget(DeviceKey device) {
        tops.invalidate(device);
    }

    private boolean retired(EndpointRecord endpoint, List<EndpointRecord> all) {
        return !presence.online(endpoint)
                && all.stream()
                        .anyMatch(other ->
                                other.lastSeen().isAfter(endpoint.lastSeen().plus(RETIRED)));
    }

    private static int rank(Protocol protocol) {
        return switch (protocol) {
            case USP -> 0;
            case CWMP -> 1;
            case IOT -> 2;
        };
    }
}
