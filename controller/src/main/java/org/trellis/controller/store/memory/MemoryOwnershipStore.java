package org.trellis.controller.store.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.trellis.controller.store.OwnershipStore;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.TenantId;

/** Counts epochs per device. */
final class MemoryOwnershipStore implements OwnershipStore {

    private record Owned(TenantId tenant, DeviceId device) {}

    private final Map<Owned, Owner> owners = new ConcurrentHashMap<>();
    private final Map<String, Instant> nodes = new ConcurrentHashMap<>();

    @Override
    public Optional<Owner> owner(TenantId tenant, DeviceId device) {
        return Optional.ofNullable(owners.get(new Owned(tenant, device)));
    }

    @Override
    public long acquire(TenantId tenant, DeviceId device, String node) {
        return owners.merge(
                        new Owned(tenant, device),
                        new Owner(node, 1),
                        (before, _) -> new Owner(node, before.epoch() + 1))
                .epoch();
    }

    @Override
    public void heartbeat(String node, Instant now) {
        nodes.put(node, now);
    }

    @Override
    public List<Node> nodes() {
        Instant newest = nodes.values().stream().max(Instant::compareTo).orElse(Instant.MIN);
        return nodes.entrySet().stream()
                .map(e -> new Node(e.getKey(), e.getValue()))
                .filter(n -> n.lastHeartbeat().plus(Duration.ofDays(1)).isAfter(newest))
                .sorted(Comparator.comparing(Node::id))
                .toList();
    }
}
