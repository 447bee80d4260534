package org.trellis.controller.core;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.trellis.controller.store.CommandRecord;
import org.trellis.controller.store.EventRecord;
import org.trellis.controller.store.EventStore;
import org.trellis.controller.store.Page;
import org.trellis.model.PathExpression;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.TenantId;

/**
 * What happened. An event is stored first, then given to those who follow here, then hinted to the
 * other nodes, whose followers fetch it from the store.
 */
final class EventLog implements Events {

    private final Foundation core;
    private final Cluster cluster;
    private final List<Follower> followers = new CopyOnWriteArrayList<>();

    EventLog(Foundation core, Cluster cluster) {
        this.core = core;
        this.cluster = cluster;
    }

    /** An event of now, not yet stored. */
    EventRecord event(
            TenantId tenant, Optional<DeviceId> device, String type, Map<String, Object> data) {
        return new EventRecord(
                tenant, core.ids().next(), device, type, core.now(), new HashMap<>(data));
    }

    void append(TenantId tenant, Optional<DeviceId> device, String type, Map<String, Object> data) {
        append(List.of(event(tenant, device, type, data)));
    }

    /** Stores all, which must be of one tenant, or throws; then tells. */
    void append(List<EventRecord> events) {
        if (events.isEmpty()) {
            return;
        }
        core.stores().events().append(events);
        tell(events);
    }

    /** Stores a command with the events that tell of it, or throws; then tells. */
    void save(CommandRecord command, List<EventRecord> events) {
        core.stores().commands().save(command, events);
        if (!events.isEmpty()) {
            tell(events);
        }
    }

    private void tell(List<EventRecord> events) {
        core.metrics().add(CoreMetrics.Counter.EVENTS, events.size());
        for (Follower follower : followers) {
            events.forEach(follower::offer);
        }
        EventRecord last = events.getLast();
        core.bus().publish(new NodeMessage.EventsAppended(core.node(), last.tenant(), last.id()));
    }

    /** Another node has stored events. */
    void hint(TenantId tenant) {
        followers.stream().filter(f -> f.tenant().equals(tenant)).forEach(Follower::poll);
    }

    void close() {
        followers.forEach(Follower::close);
    }

    @Override
    public Page<EventRecord> ofDevice(
            Caller caller, DeviceId device, Optional<UUID> after, int limit) {
        return core.stores().events().ofDevice(caller.tenant(), device, after, limit);
    }

    @Override
    public void secretsRevealed(Caller caller, DeviceId device, List<PathExpression> paths) {
        append(
                caller.tenant(),
                Optional.of(device),
                "secrets.revealed",
                Map.of(
                        "by",
                        caller.name(),
                        "paths",
                        paths.stream().map(PathExpression::text).toList()));
    }

    @Override
    public Subscription follow(Caller caller, Optional<UUID> after, Consumer<Item> listener) {
        EventStore store = core.stores().events();
        Follower follower =
                new Follower(store, core.clock(), cluster, caller.tenant(), after, listener);
        followers.add(follower);
        follower.start(() -> followers.remove(follower));
        return follower::close;
    }
}
