package org.trellis.controller.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trellis.southbound.UnavailableException;

/**
 * What must happen with time: heartbeats and take-over, deadlines, wakes that are due, presence
 * that ended, completions that the store did not take. Ticks about twice a second by the real
 * clock; what is due is decided by the core's clock.
 *
 * <p>Heartbeats and presence have threads of their own: a take-over of many devices, or the power
 * cut of a town, lasts longer than the other nodes wait for a sign of life.
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
    private final Rounds rounds;
    private final Waker waker;
    private final AtomicBoolean takeOver = new AtomicBoolean();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final ReentrantLock working = new ReentrantLock();
    private final ReentrantLock looking = new ReentrantLock();
    private Instant swept = Instant.MIN;
    private Instant sweepAgain = Instant.MIN;
    private Instant presenceAt = Instant.MIN;

    /** What is looked at every few seconds. */
    record Rounds(PresenceBook presence, ModelDiscovery discovery) {}

    Housekeeper(
            Foundation core,
            Cluster cluster,
            Queues queues,
            Deadlines deadlines,
            Rounds rounds,
            Waker waker) {
        this.core = core;
        this.cluster = cluster;
        this.queues = queues;
        this.deadlines = deadlines;
        this.rounds = rounds;
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
        threads.add(every("heartbeat", this::beat));
        threads.add(every("housekeeper", this::work));
        threads.add(every("presence", this::lookWhoIsThere));
    }

    void close() {
        threads.forEach(Thread::interrupt);
    }

    private static Thread every(String name, Runnable task) {
        return Thread.ofVirtual().name(name).start(() -> run(name, task));
    }

    private static void run(String name, Runnable task) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
                task.run();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            } catch (UnavailableException away) {
                LOG.debug("The store is away: {}", away.getMessage());
            } catch (RuntimeException bug) {
                LOG.error("The {} failed", name, bug);
            }
        }
    }

    /** Everything that is due. */
    void tick() {
        beat();
        work();
        lookWhoIsThere();
    }

    /** A death is remembered until its devices are taken over. */
    private void beat() {
        if (cluster.due()) {
            Set<String> died = cluster.beat();
            if (!died.isEmpty()) {
                LOG.warn("Nodes {} are gone; their devices are taken over", died);
                takeOver.set(true);
            }
        }
    }

    private void work() {
        working.lock();
        try {
            waker.tick();
            sweepIfDue(core.now());
            Parallel.each(busy(), PARALLEL, this::keep);
        } finally {
            working.unlock();
        }
    }

    private void sweepIfDue(Instant now) {
        Duration interval = cluster.hasOthers() ? SWEEP_TOGETHER : SWEEP_ALONE;
        boolean due = swept.equals(Instant.MIN) || !now.isBefore(swept.plus(interval));
        if (now.isBefore(sweepAgain) || !takeOver.getAndSet(false) && !due) {
            return;
        }
        boolean all = false;
        try {
            all = sweep();
        } finally {
            if (all) {
                swept = now;
            } else {
                takeOver.set(true);
                sweepAgain = now.plus(core.settings().heartbeat());
            }
        }
    }

    private void lookWhoIsThere() {
        looking.lock();
        try {
            Instant now = core.now();
            if (presenceAt.equals(Instant.MIN) || !now.isBefore(presenceAt.plus(PRESENCE))) {
                rounds.presence().tick();
                presenceAt = now;
                rounds.discovery().tick().forEach(waker::nudge);
            }
        } finally {
            looking.unlock();
        }
    }

    /** Those in which something may be due; whoever is being worked at may. */
    private List<DeviceKey> busy() {
        List<DeviceKey> busy = new ArrayList<>();
        for (DeviceKey key : queues.keys()) {
            boolean idle =
                    queues.ifFree(
                                    key,
                                    queue -> {
                                        queues.dropIfIdle(queue);
                                        return queue.isEmpty();
                                    })
                            .orElse(false);
            if (!idle) {
                busy.add(key);
            }
        }
        return busy;
    }

    private void keep(DeviceKey key) {
        queues.ifPresent(
                key,
                queue -> {
                    queue.entries().forEach(Storing::retry);
                    queues.recoverForeign(queue);
                    if (queue.owned()) {
                        deadlines.expire(queue);
                    }
                    return true;
                });
    }

    /**
     * Devices with open commands that no living node works for become this node's; what a lost
     * message would have told is found in the store.
     *
     * @return false if the store was away for some
     */
    private boolean sweep() {
        return Parallel.each(
                        core.stores().commands().devicesWithOpenCommands(),
                        PARALLEL,
                        ref -> sweep(new DeviceKey(ref.tenant(), ref.device())))
                == 0;
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
