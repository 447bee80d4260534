package org.trellis.controller.core;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trellis.controller.core.Events.Item;
import org.trellis.controller.store.EventRecord;
import org.trellis.controller.store.EventStore;
import org.trellis.southbound.TenantId;
import org.trellis.southbound.UnavailableException;

/**
 * One subscription. Events of this node come through a bounded queue at once; the feed in the store
 * is read from a little behind what was delivered when another node hints, when the queue ran over,
 * and every few seconds while other nodes live. An event that became visible late (its node was
 * slow to store it) is found as long as that took less than the reordering window.
 */
final class Follower {

    /** How late an event may become visible in the feed, against the time in its id. */
    static final Duration WINDOW = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final int QUEUE = 1_000;
    private static final int PAGE = 500;
    private static final Duration POLL_ALONE = Duration.ofSeconds(15);
    private static final Duration POLL_TOGETHER = Duration.ofSeconds(2);

    private final EventStore store;
    private final Clock clock;
    private final Cluster cluster;
    private final TenantId tenant;
    private final Consumer<Item> listener;
    private final BlockingQueue<Optional<EventRecord>> queue = new ArrayBlockingQueue<>(QUEUE);
    private final boolean resumed;

    /** Everything up to this cursor was delivered; only the follower's thread touches it. */
    private UUID cursor;

    /** Ids behind the cursor that were delivered already, in the order of time. */
    private final TreeSet<UUID> delivered = new TreeSet<>();

    private volatile boolean behind;
    private volatile boolean closed;
    private volatile Thread thread = Thread.currentThread();

    Follower(
            EventStore store,
            Clock clock,
            Cluster cluster,
            TenantId tenant,
            Optional<UUID> after,
            Consumer<Item> listener) {
        this.store = store;
        this.clock = clock;
        this.cluster = cluster;
        this.tenant = tenant;
        this.listener = listener;
        this.resumed = after.isPresent();
        this.behind = resumed;
        this.cursor = after.orElseGet(() -> TimeOrderedIds.floor(clock.instant()));
    }

    TenantId tenant() {
        return tenant;
    }

    void start(Runnable whenEnded) {
        thread =
                Thread.ofVirtual()
                        .name("events-follower")
                        .start(() -> {
                            try {
                                run();
                            } catch (InterruptedException ended) {
                                Thread.currentThread().interrupt();
                            } catch (RuntimeException failed) {
                                LOG.debug("An event subscription ended", failed);
                            } finally {
                                closed = true;
                                whenEnded.run();
                            }
                        });
    }

    void offer(EventRecord event) {
        if (event.tenant().equals(tenant) && !queue.offer(Optional.of(event))) {
            behind = true;
        }
    }

    /** The feed may have grown elsewhere. */
    void poll() {
        behind = true;
        boolean woken = queue.offer(Optional.empty());
        assert woken || behind;
    }

    void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() throws InterruptedException {
        if (resumed && TimeOrderedIds.time(cursor).isBefore(store.feedHorizon())) {
            listener.accept(new Item.Reset());
            cursor = TimeOrderedIds.floor(store.feedHorizon());
        }
        while (!closed) {
            if (behind) {
                catchUp();
            }
            Duration patience = cluster.hasOthers() ? POLL_TOGETHER : POLL_ALONE;
            Optional<EventRecord> next = queue.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (next == null) {
                behind = true;
            } else if (!behind) {
                next.ifPresent(this::deliver);
            }
        }
    }

    /**
     * Reads the feed to its end, then moves the cursor to a window before the beginning of that.
     */
    private void catchUp() throws InterruptedException {
        behind = false;
        Instant began = clock.instant();
        UUID from = cursor;
        try {
            List<EventRecord> page;
            do {
                page = store.feed(tenant, from, PAGE);
                page.forEach(this::deliver);
                from = page.isEmpty() ? from : page.getLast().id();
            } while (page.size() == PAGE && !closed);
        } catch (UnavailableException away) {
            behind = true;
            TimeUnit.SECONDS.sleep(1);
            return;
        }
        UUID safe = TimeOrderedIds.floor(began.minus(WINDOW));
        if (safe.compareTo(cursor) > 0) {
            cursor = safe;
            Iterator<UUID> old = delivered.headSet(cursor).iterator();
            while (old.hasNext()) {
                old.next();
                old.remove();
            }
        }
    }

    private void deliver(EventRecord event) {
        if (!closed && event.id().compareTo(cursor) > 0 && delivered.add(event.id())) {
            listener.accept(new Item.Event(event));
        }
    }
}
