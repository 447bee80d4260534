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
 * and every few seconds, however busy the queue is. An event that became visible late (its node was
 * slow to store it) is found as long as that took less than the reordering window.
 *
 * <p>A resume begins a window before the id that the reader had last: what became visible behind
 * that id while nobody followed would be lost otherwise. The events of that window come again;
 * readers know them by their ids.
 */
final class Follower {

    /** How late an event may become visible in the feed, against the time in its id. */
    static final Duration WINDOW = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final int QUEUE = 1_000;
    private static final int PAGE = 500;
    private static final Duration POLL_ALONE = Duration.ofSeconds(15);
    private static final Duration POLL_TOGETHER = Duration.ofSeconds(2);

    /** So many ids are kept before the feed is read early, which moves the cursor on. */
    private static final int LOOK_EARLY = 5_000;

    /** Beyond so many within one window the oldest are forgotten, and may come twice. */
    static final int REMEMBERED = 50_000;

    private final EventStore store;
    private final Clock clock;
    private final Cluster cluster;
    private final TenantId tenant;
    private final Consumer<Item> listener;
    private final BlockingQueue<Optional<EventRecord>> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Optional<UUID> after;

    /** Everything up to this cursor was delivered; only the follower's thread touches it. */
    private UUID cursor;

    /** Ids behind the cursor that were delivered already, in the order of time. */
    private final TreeSet<UUID> delivered = new TreeSet<>();

    private volatile int remembered;
    private long lookedAt = System.nanoTime();
    private int lookAtSize = LOOK_EARLY;

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
        this.after = after;
        this.behind = after.isPresent();
        this.cursor =
                TimeOrderedIds.floor(
                        after.map(id -> TimeOrderedIds.time(id).minus(WINDOW))
                                .orElseGet(clock::instant));
        after.ifPresent(delivered::add);
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
        Instant horizon = store.feedHorizon();
        if (after.filter(id -> TimeOrderedIds.time(id).isBefore(horizon)).isPresent()) {
            listener.accept(new Item.Reset());
            cursor = TimeOrderedIds.floor(horizon);
        }
        while (!closed) {
            if (behind) {
                catchUp();
            }
            Duration patience = cluster.hasOthers() ? POLL_TOGETHER : POLL_ALONE;
            long left = patience.toNanos() - (System.nanoTime() - lookedAt);
            Optional<EventRecord> next = queue.poll(left, TimeUnit.NANOSECONDS);
            if (next == null || left <= 0 || delivered.size() >= lookAtSize) {
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
        lookedAt = System.nanoTime();
        UUID safe = TimeOrderedIds.floor(began.minus(WINDOW));
        if (safe.compareTo(cursor) > 0) {
            cursor = safe;
            Iterator<UUID> old = delivered.headSet(cursor).iterator();
            while (old.hasNext()) {
                old.next();
                old.remove();
            }
        }
        lookAtSize = Math.max(LOOK_EARLY, 2 * delivered.size());
    }

    private void deliver(EventRecord event) {
        if (!closed && event.id().compareTo(cursor) > 0 && delivered.add(event.id())) {
            if (delivered.size() > REMEMBERED) {
                delivered.pollFirst();
            }
            remembered = delivered.size();
            listener.accept(new Item.Event(event));
        }
    }

    /** How many ids are kept, for tests. */
    int remembered() {
        return remembered;
    }
}
