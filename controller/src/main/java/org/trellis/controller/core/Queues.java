package org.trellis.controller.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trellis.controller.store.CommandRecord;
import org.trellis.controller.store.OwnershipStore;
import org.trellis.southbound.CommandId;
import org.trellis.southbound.EndpointId;

/**
 * The devices that this node works for: takes ownership, loads what is open, recovers what was out,
 * and gives up what another node has taken.
 */
final class Queues {

    private static final Logger LOG = LoggerFactory.getLogger(Queues.class);
    private static final Duration IDLE = Duration.ofHours(1);
    private static final EndpointId NO_ENDPOINT = new EndpointId("-");

    /** How long a command that another node sent is left to it after ownership moved. */
    private static final Duration FOREIGN_GRACE = Duration.ofMinutes(2);

    private final Foundation core;
    private final Cluster cluster;
    private final Ending ending;
    private final TwinCache twins;
    private final ConcurrentMap<DeviceKey, DeviceQueue> queues = new ConcurrentHashMap<>();
    private final ConcurrentMap<CommandId, DeviceKey> index = new ConcurrentHashMap<>();
    private final AtomicLong sessions = new AtomicLong();

    Queues(Foundation core, Cluster cluster, Ending ending, TwinCache twins) {
        this.core = core;
        this.cluster = cluster;
        this.ending = ending;
        this.twins = twins;
    }

    long nextSession() {
        return sessions.incrementAndGet();
    }

    Collection<DeviceQueue> all() {
        return queues.values();
    }

    Optional<DeviceKey> deviceOf(CommandId id) {
        return Optional.ofNullable(index.get(id));
    }

    /** Runs with the lock of the device's queue. */
    <T> T with(DeviceKey key, Function<DeviceQueue, T> action) {
        while (true) {
            DeviceQueue queue = queues.computeIfAbsent(key, DeviceQueue::new);
            queue.lock().lock();
            try {
                if (!queue.retired()) {
                    return action.apply(queue);
                }
            } finally {
                queue.lock().unlock();
            }
        }
    }

    /** As {@link #with}, but only if this node has met the device. */
    <T> Optional<T> ifPresent(DeviceKey key, Function<DeviceQueue, T> action) {
        return queues.containsKey(key) ? Optional.of(with(key, action)) : Optional.empty();
    }

    /** As {@link #ifPresent}, but empty if somebody else is at it. */
    <T> Optional<T> ifFree(DeviceKey key, Function<DeviceQueue, T> action) {
        DeviceQueue queue = queues.get(key);
        if (queue == null || !queue.lock().tryLock()) {
            return Optional.empty();
        }
        try {
            return Optional.of(action.apply(queue));
        } finally {
            queue.lock().unlock();
        }
    }

    boolean add(DeviceQueue queue, CommandEntry entry) {
        index.put(entry.record().id(), queue.key());
        queue.used(core.now());
        return queue.add(entry);
    }

    void remove(DeviceQueue queue, CommandEntry entry) {
        queue.remove(entry);
        index.remove(entry.record().id());
    }

    /** The living node that owns the device, if it is another one. */
    Optional<String> otherOwner(DeviceKey key) {
        return core.stores()
                .ownership()
                .owner(key.tenant(), key.device())
                .map(OwnershipStore.Owner::node)
                .filter(cluster::isOther);
    }

    /** The same, for a device of which this node may be the owner itself. */
    Optional<String> servedElsewhere(DeviceKey key) {
        boolean mine = ifPresent(key, this::stillOwned).orElse(false);
        return mine ? Optional.empty() : otherOwner(key);
    }

    /** Owns the device, from whomever it must be taken. */
    void own(DeviceQueue queue, Optional<EndpointId> opened) {
        if (queue.owned()) {
            return;
        }
        DeviceKey key = queue.key();
        OwnershipStore ownership = core.stores().ownership();
        Optional<OwnershipStore.Owner> before = ownership.owner(key.tenant(), key.device());
        long epoch = ownership.acquire(key.tenant(), key.device(), core.node());
        boolean fromOther = before.filter(o -> !o.node().equals(core.node())).isPresent();
        if (fromOther) {
            twins.forget(key);
            core.metrics().count(CoreMetrics.Counter.TAKEOVERS);
        }
        queue.own(epoch, core.now());
        boolean otherLives = before.filter(o -> cluster.isOther(o.node())).isPresent();
        try {
            catchUp(queue);
            load(queue, otherLives, opened);
        } catch (org.trellis.southbound.UnavailableException away) {
            queue.lose();
            throw away;
        }
        if (fromOther) {
            core.bus()
                    .publish(
                            new NodeMessage.OwnershipTaken(
                                    core.node(),
                                    key.tenant(),
                                    key.device(),
                                    opened.orElse(NO_ENDPOINT),
                                    epoch));
        }
    }

    /**
     * Owns the device for what came from it here; whoever has something out to it over another
     * session may still bring that to its end.
     */
    void claim(DeviceQueue queue) {
        if (!stillOwned(queue)) {
            own(queue, Optional.empty());
        }
    }

    /** What could still end here after a loss may have ended at the owner meanwhile. */
    private void catchUp(DeviceQueue queue) {
        for (CommandEntry entry : queue.entries()) {
            boolean ended =
                    entry.durable()
                            && entry.unsaved() == null
                            && core.stores()
                                    .commands()
                                    .find(entry.record().tenant(), entry.record().id())
                                    .filter(r -> r.status().ended())
                                    .isPresent();
            if (ended) {
                remove(queue, entry);
            }
        }
    }

    /** Fetches what the store has and the queue has not; recovers what nobody is at any more. */
    void load(DeviceQueue queue, boolean otherLives, Optional<EndpointId> opened) {
        DeviceKey key = queue.key();
        for (CommandRecord record : core.stores().commands().open(key.tenant(), key.device())) {
            if (queue.entry(record.id()).isPresent() || queue.isArriving(record.id())) {
                continue;
            }
            CommandEntry entry = new CommandEntry(record, true);
            add(queue, entry);
            boolean moved =
                    record.endpoint().flatMap(r -> opened.filter(r.id()::equals)).isPresent();
            if (record.status() == CommandRecord.Status.SENT && otherLives && !moved) {
                entry.foreign(true);
            } else {
                recover(queue, entry);
            }
        }
    }

    /** Applies the rules to a command of which bytes may have left. */
    void recover(DeviceQueue queue, CommandEntry entry) {
        CommandRecord record = entry.record();
        entry.lease(null);
        entry.foreign(false);
        switch (Recovery.afterLoss(record, core.settings().maxAttempts())) {
            case Recovery.Again again -> {
                if (record.status() != CommandRecord.Status.QUEUED) {
                    core.metrics().count(CoreMetrics.Counter.RECOVERED);
                    requeue(entry, again.attempts());
                }
            }
            case Recovery.StillRunning _ -> {}
            case Recovery.AwaitEvidence(Duration patience) -> {
                core.metrics().count(CoreMetrics.Counter.RECOVERED);
                entry.undecided(core.now().plus(patience));
            }
            case Recovery.End end -> {
                core.metrics().count(CoreMetrics.Counter.RECOVERED);
                ending.end(this, queue, entry, end.status(), end.result());
            }
        }
    }

    /** Back to the queue; stored where the store has it as sent. */
    void requeue(CommandEntry entry, int attempts) {
        boolean stored = entry.durable() && !entry.record().operation().repeatable();
        entry.lease(null);
        entry.record(Records.queuedAgain(entry.record(), attempts));
        if (stored) {
            CommandRecord record = entry.record();
            Storing.store(entry, () -> core.stores().commands().save(record), () -> {});
        }
    }

    /**
     * Whether this node still is the owner; reads it from the store when it was not looked at for a
     * heartbeat and other nodes live.
     */
    boolean stillOwned(DeviceQueue queue) {
        boolean fresh = queue.verified().plus(core.settings().heartbeat()).isAfter(core.now());
        return fresh ? queue.owned() : verified(queue);
    }

    /**
     * The same, read from the store in any case. Who marks a command sent and then finds itself the
     * owner may send it: a new owner takes the device first and reads the commands then, so that
     * one of the two sees the other.
     */
    boolean verified(DeviceQueue queue) {
        if (!queue.owned() || !cluster.needsFencing()) {
            return queue.owned();
        }
        DeviceKey key = queue.key();
        boolean mine =
                core.stores()
                        .ownership()
                        .owner(key.tenant(), key.device())
                        .filter(o -> o.node().equals(core.node()) && o.epoch() == queue.epoch())
                        .isPresent();
        if (mine) {
            queue.verified(core.now());
        } else {
            lose(queue, Optional.empty());
        }
        return mine;
    }

    /**
     * Another node has the device. What is out over other endpoints than the one that moved may
     * still be completed here; all is revoked if it is not known which one moved. Reads that only
     * the memory has are stored, for the new owner.
     *
     * @return whether the new owner must look into the store again
     */
    boolean lose(DeviceQueue queue, Optional<EndpointId> moved) {
        LOG.debug("{} is owned by another node now", queue.key().device());
        queue.lose();
        twins.forget(queue.key());
        boolean stored = false;
        for (CommandEntry entry : queue.entries()) {
            boolean mayComplete =
                    entry.lease() != null
                            && moved.isPresent()
                            && !entry.lease().endpoint().id().equals(moved.get());
            if (mayComplete) {
                continue;
            }
            if (!entry.durable()) {
                core.stores().commands().save(Records.queuedAgain(entry.record(), 0));
                stored = true;
            }
            remove(queue, entry);
        }
        return stored;
    }

    /** What another node sent and left behind is recovered after a grace. */
    void recoverForeign(DeviceQueue queue) {
        Instant since = core.now().minus(FOREIGN_GRACE);
        for (CommandEntry entry : queue.entries()) {
            boolean old = entry.record().sentAt().filter(since::isAfter).isPresent();
            if (queue.owned() && entry.foreign() && old) {
                recoverForeign(queue, entry);
            }
        }
    }

    /** The other node may have brought it further, or to its end. */
    private void recoverForeign(DeviceQueue queue, CommandEntry entry) {
        Optional<CommandRecord> stored =
                core.stores().commands().find(entry.record().tenant(), entry.record().id());
        if (stored.filter(r -> r.status().ended()).isPresent()) {
            endedElsewhere(queue, entry);
        } else {
            stored.ifPresent(entry::record);
            recover(queue, entry);
        }
    }

    /** What the other node learnt by it is in the store only. */
    void endedElsewhere(DeviceQueue queue, CommandEntry entry) {
        remove(queue, entry);
        twins.forget(queue.key());
    }

    /** Lets go of a queue in which nothing has happened for long. */
    void dropIfIdle(DeviceQueue queue) {
        boolean idle =
                queue.isEmpty()
                        && queue.sessions().isEmpty()
                        && queue.used().plus(IDLE).isBefore(core.now());
        if (idle && queues.remove(queue.key(), queue)) {
            queue.retire();
        }
    }

    List<DeviceKey> keys() {
        return List.copyOf(queues.keySet());
    }
}
