package org.trellis.controller.store.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.trellis.controller.store.BadCursorException;
import org.trellis.controller.store.CommandRecord;
import org.trellis.controller.store.CommandStore;
import org.trellis.controller.store.EventRecord;
import org.trellis.controller.store.EventStore;
import org.trellis.controller.store.Page;
import org.trellis.southbound.CommandId;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.TenantId;

/** Orders by the text of the id, which is the order of time. */
final class MemoryCommandStore implements CommandStore {

    private static final int MAX_CLAIMS = 100_000;

    private record Key(TenantId tenant, String scope, String key) {}

    private final Map<DeviceRef, NavigableMap<String, CommandRecord>> byDevice =
            new ConcurrentHashMap<>();
    private final Map<CommandId, DeviceRef> devices = new ConcurrentHashMap<>();
    private final Cache<Key, Claimed> claims =
            Caffeine.newBuilder()
                    .maximumSize(MAX_CLAIMS)
                    .expireAfterWrite(Duration.ofDays(1))
                    .build();

    private final EventStore events;

    MemoryCommandStore(EventStore events) {
        this.events = events;
    }

    @Override
    public void save(CommandRecord command, List<EventRecord> told) {
        save(command);
        events.append(told);
    }

    @Override
    public void save(CommandRecord command) {
        DeviceRef device = new DeviceRef(command.tenant(), command.device());
        byDevice.computeIfAbsent(device, _ -> new ConcurrentSkipListMap<>())
                .put(command.id().toString(), command);
        devices.put(command.id(), device);
    }

    private NavigableMap<String, CommandRecord> of(DeviceRef device) {
        return byDevice.getOrDefault(device, new ConcurrentSkipListMap<>());
    }

    @Override
    public Optional<CommandRecord> find(TenantId tenant, CommandId id) {
        return Optional.ofNullable(devices.get(id))
                .filter(device -> device.tenant().equals(tenant))
                .map(device -> of(device).get(id.toString()));
    }

    @Override
    public List<CommandRecord> open(TenantId tenant, DeviceId device) {
        return of(new DeviceRef(tenant, device)).values().stream()
                .filter(c -> !c.status().ended())
                .toList();
    }

    @Override
    public Page<CommandRecord> list(
            TenantId tenant, DeviceId device, Optional<String> cursor, int limit) {
        Pages.requireLimit(limit);
        NavigableMap<String, CommandRecord> newestFirst =
                of(new DeviceRef(tenant, device)).descendingMap();
        NavigableMap<String, CommandRecord> rest =
                cursor.map(MemoryCommandStore::last)
                        .map(last -> newestFirst.tailMap(last, false))
                        .orElse(newestFirst);
        return Pages.cut(
                rest.values().stream().limit(limit + 1L).toList(), limit, c -> c.id().toString());
    }

    private static String last(String cursor) {
        return CommandId.parse(Pages.decode(cursor))
                .orElseThrow(BadCursorException::new)
                .toString();
    }

    @Override
    public List<DeviceRef> devicesWithOpenCommands() {
        Stream<DeviceRef> open =
                byDevice.entrySet().stream()
                        .filter(e ->
                                e.getValue().values().stream().anyMatch(c -> !c.status().ended()))
                        .map(Map.Entry::getKey);
        return List.copyOf(new LinkedHashSet<>(open.toList()));
    }

    @Override
    public Optional<Claimed> claim(
            TenantId tenant,
            String scope,
            String key,
            String fingerprint,
            CommandId command,
            Duration keep) {
        return Optional.ofNullable(
                claims.asMap()
                        .putIfAbsent(
                                new Key(tenant, scope, key), new Claimed(fingerprint, command)));
    }

    @Override
    public Optional<Claimed> claimed(TenantId tenant, String scope, String key) {
        return Optional.ofNullable(claims.getIfPresent(new Key(tenant, scope, key)));
    }
}
