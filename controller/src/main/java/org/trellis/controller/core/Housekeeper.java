package org.trellis.controller.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trellis.controller.store.CommandStore;
import org.trellis.southbound.UnavailableException;

/**
 * What must happen with time: heartbeats and take-over, deadlines, wakes that are due, presence
 * that ended, completions that the store did not take. Ticks about twice a second by the real
 * clock; what is due is decided by the core's clock.
 */
final class Housekeeper {

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeper.class);
    private static final long TICK_MILLIS = 500;
    private static final int PARALLEL = 16;
    private static final Duration SWEEP_ALONE = Duration.ofMinutes(10);
    private static final Duration SWEEP_TOGETHER = Duration.ofMinutes(1);
    private static final Duration PRESENCE = Duration.ofSeconds(5);

    private final Foundation core;
    private final Cluster cluster;
    private final Queues queues;
    private final Deadlines deadlines;
    private final PresenceBook presence;
    private final Waker waker;
    private volatile boolean closed;
    private volatile Thread thread = Thread.currentThread();
    private Instant swept = Instant.MIN;
    private Instant presenceAt = Instant.MIN;

    Housekeeper(
            Foundation core,
            Cluster cluster,
            Queues queues,
            Deadlines deadlines,
            PresenceBook presence,
            Waker waker) {
        this.core = core;
        this.cluster = cluster;
        this.queues = queues;
        this.deadlines = deadlines;
        this.presence = presence;
        this.waker = waker;
    }

    /**
     * Joins: takes nothing before every living node must have seen this one.
     *
     * @throws UnavailableException while the store is away
     */
    void start() {
        cluster.beat();
        if (cluster.hasOthers()) {
            long patience = core.settings().heartbeat().multipliedBy(2).toNanos();
            LockSupport.parkNanos(patience + TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS));
        }
        tick();
        thread = Thread.ofVirtual().name("housekeeper").start(this::run);
    }

    void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() {
        while (!closed) {
            try {
                TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
                tick();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                return;
            } catch (UnavailableException away) {
                LOG.debug("The store is away: {}", away.getMessage());
            } catch (RuntimeException bug) {
                LOG.error("Housekeeping failed", bug);
            }
        }
    }

    /** Everything that is due. One at a time. */
    synchronized void tick() {
        boolean someoneDied = false;
        if (cluster.due()) {
            Set<String> died = cluster.beat();
            someoneDied = !died.isEmpty();
            if (someoneDied) {
                LOG.warn("Nodes {} are gone; their devices are taken over", died);
            }
        }
        Instant now = core.now();
        Duration interval = cluster.hasOthers() ? SWEEP_TOGETHER : SWEEP_ALONE;
        if (someoneDied || swept.equals(Instant.MIN) || !now.isBefore(swept.plus(interval))) {
            sweep();
            swept = now;
        }
        for (DeviceKey key : queues.keys()) {
            keep(key);
        }
        waker.tick();
        if (presenceAt.equals(Instant.MIN) || !now.isBefore(presenceAt.plus(PRESENCE))) {
            presence.tick();
            presenceAt = now;
        }
    }

    private void keep(DeviceKey key) {
        queues.ifPresent(
                key,
                queue -> {
                    if (!queue.isEmpty()) {
                        queue.entries().forEach(Ending::retry);
                        queues.recoverForeign(queue);
                        if (queue.owned()) {
                            deadlines.expire(queue);
                        }
                    }
                    queues.dropIfIdle(queue);
                    return true;
                });
    }

    /**
     * Devices with open commands that no living node works for become this node's; what a lost
     * message would have told is found in the store.
     */
    private void sweep() {
        Semaphore parallel = new Semaphore(PARALLEL);
        for (CommandStore.DeviceRef ref : core.stores().commands().devicesWithOpenCommands()) {
            parallel.acquireUninterruptibly();
            Thread.ofVirtual()
                    .name("sweep")
                    .start(() -> {
                        try {
                            sweep(new DeviceKey(ref.tenant(), ref.device()));
                        } catch (UnavailableException away) {
                            LOG.debug("Not swept: {}", away.getMessage());
                        } finally {
                            parallel.release();
                        }
                    });
        }
        parallel.acquireUninterruptibly(PARALLEL);
    }

    private void sweep(DeviceKey key) {
        boolean mine =
                queues.with(
                        key,
                        queue -> {
                            if (queue.owned()) {
                                if (queues.stillOwned(queue)) {
                                    queues.load(queue, cluster.hasOthers(), Optional.empty());
                                }
                            } else if (hasOpen(key) && queues.otherOwner(key).isEmpty()) {
                                queues.own(queue, Optional.empty());
                            }
                            return queue.owned();
                        });
        if (mine) {
            waker.nudge(key);
        }
    }

    /** Asked first: who owns a device costs more to know. */
    private boolean hasOpen(DeviceKey key) {
        return !core.stores().commands().open(key.tenant(), key.device()).isEmpty();
    }
}
