package org.trellis.controller.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.trellis.controller.core.Caller;
import org.trellis.controller.core.Events;
import org.trellis.controller.store.EventRecord;
import org.trellis.controller.store.Page;
import org.trellis.model.PathExpression;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.TenantId;

/** The feed, in memory. */
public final class FakeEvents implements Events {

    private final FakeNorthbound core;
    private final List<EventRecord> feed = new ArrayList<>();
    private long counter;
    private UUID horizon = new UUID(0, 0);
    private int followers;

    FakeEvents(FakeNorthbound core) {
        this.core = core;
    }

    public synchronized EventRecord add(DeviceId device, String type, Map<String, Object> data) {
        Instant now = core.clock.instant();
        UUID id =
                new UUID(
                        (now.toEpochMilli() << 16) | 0x7000L | (counter & 0xfff),
                        0x8000_0000_0000_0000L | ++counter);
        EventRecord event =
                new EventRecord(TenantId.DEFAULT, id, Optional.of(device), type, now, data);
        feed.add(event);
        notifyAll();
        return event;
    }

    /** Everything before now is forgotten: cursors from before get a reset. */
    public synchronized void forget(UUID before) {
        horizon = before;
    }

    synchronized EventRecord last(String type) {
        return feed.reversed().stream()
                .filter(e -> e.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    public synchronized int followers() {
        return followers;
    }

    @Override
    public synchronized Page<EventRecord> ofDevice(
            Caller caller, DeviceId device, Optional<UUID> after, int limit) {
        List<EventRecord> found =
                feed.stream()
                        .filter(e -> e.device().filter(device::equals).isPresent())
                        .filter(e -> after.map(a -> e.id().compareTo(a) > 0).orElse(true))
                        .toList();
        List<EventRecord> shown = found.subList(0, Math.min(limit, found.size()));
        return new Page<>(
                shown, shown.size() < found.size() ? Optional.of("opaque") : Optional.empty());
    }

    @Override
    public void secretsRevealed(Caller caller, DeviceId device, List<PathExpression> paths) {
        core.reachable();
        add(
                device,
                "secrets.revealed",
                Map.of(
                        "by",
                        caller.name(),
                        "paths",
                        paths.stream().map(PathExpression::text).toList()));
    }

    @Override
    public synchronized Subscription follow(
            Caller caller, Optional<UUID> after, Consumer<Item> listener) {
        core.reachable();
        UUID from = after.orElseGet(() -> feed.isEmpty() ? new UUID(0, 0) : feed.getLast().id());
        boolean tooOld = after.isPresent() && from.compareTo(horizon) < 0;
        followers++;
        Thread thread =
                Thread.startVirtualThread(() -> {
                    if (tooOld) {
                        listener.accept(new Item.Reset());
                    }
                    run(from, listener);
                });
        return () -> {
            thread.interrupt();
            synchronized (this) {
                followers--;
            }
        };
    }

    private void run(UUID from, Consumer<Item> listener) {
        UUID last = from;
        try {
            while (true) {
                for (EventRecord event : behind(last)) {
                    listener.accept(new Item.Event(event));
                    last = event.id();
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized List<EventRecord> behind(UUID last) throws InterruptedException {
        while (true) {
            List<EventRecord> news = feed.stream().filter(e -> e.id().compareTo(last) > 0).toList();
            if (!news.isEmpty()) {
                return news;
            }
            wait();
        }
    }
}
