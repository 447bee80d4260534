package org.trellis.controller.store.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import org.trellis.controller.store.EventRecord;
import org.trellis.controller.store.EventStore;
import org.trellis.controller.store.Page;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.TenantId;

/** Keeps the newest events of each tenant. */
final class MemoryEventStore implements EventStore {

    private static final int MAX_EVENTS = 200_000;
    private static final int MAX_DEDUP_KEYS = 100_000;

    private record Delivered(TenantId tenant, EndpointId endpoint, String key) {}

    /** By the text of the id; guarded by itself. */
    private final Map<TenantId, NavigableMap<String, EventRecord>> feeds =
            new ConcurrentHashMap<>();

    private final ConcurrentMap<Delivered, Boolean> delivered;
    private volatile Instant horizon = Instant.EPOCH;

    MemoryEventStore() {
        Cache<Delivered, Boolean> window =
                Caffeine.newBuilder()
                        .maximumSize(MAX_DEDUP_KEYS)
                        .expireAfterWrite(Duration.ofDays(1))
                        .build();
        delivered = window.asMap();
    }

    private NavigableMap<String, EventRecord> feed(TenantId tenant) {
        return feeds.computeIfAbsent(tenant, _ -> new TreeMap<>());
    }

    @Override
    public void append(List<EventRecord> events) {
        for (EventRecord event : events) {
            NavigableMap<String, EventRecord> feed = feed(event.tenant());
            synchronized (feed) {
                feed.putIfAbsent(event.id().toString(), event);
                if (feed.size() > MAX_EVENTS) {
                    horizon = feed.pollFirstEntry().getValue().at();
                }
            }
        }
    }

    private List<EventRecord> after(
            TenantId tenant, String after, Predicate<EventRecord> wanted, int limit) {
        NavigableMap<String, EventRecord> feed = feed(tenant);
        synchronized (feed) {
            return feed.tailMap(after, false).values().stream()
                    .filter(wanted)
                    .limit(limit)
                    .toList();
        }
    }

    @Override
    public Page<EventRecord> ofDevice(
            TenantId tenant, DeviceId device, Optional<UUID> after, int limit) {
        Pages.requireLimit(limit);
        List<EventRecord> ahead =
                after(
                        tenant,
                        after.map(UUID::toString).orElse(""),
                        e -> e.device().filter(device::equals).isPresent(),
                        limit + 1);
        return ahead.size() <= limit
                ? new Page<>(ahead, Optional.empty())
                : new Page<>(
                        ahead.subList(0, limit), Optional.of(ahead.get(limit - 1).id().toString()));
    }

    @Override
    public List<EventRecord> feed(TenantId tenant, UUID after, int limit) {
        Pages.requireLimit(limit);
        return after(tenant, after.toString(), _ -> true, limit);
    }

    @Override
    public Instant feedHorizon() {
        return horizon;
    }

    @Override
    public boolean delivered(TenantId tenant, EndpointId endpoint, String dedupKey) {
        return delivered.containsKey(new Delivered(tenant, endpoint, dedupKey));
    }

    @Override
    public boolean firstDelivery(TenantId tenant, EndpointId endpoint, String dedupKey) {
        return delivered.putIfAbsent(new Delivered(tenant, endpoint, dedupKey), true) == null;
    }
}
