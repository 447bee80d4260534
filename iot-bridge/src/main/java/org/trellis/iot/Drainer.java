package org.trellis.iot;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.Lease;
import org.trellis.southbound.Operation;
import org.trellis.southbound.ReleaseReason;
import org.trellis.southbound.SouthboundPort;
import org.trellis.southbound.UnavailableException;

/** Pulls the commands of open things and carries them out, one at a time for each thing. */
final class Drainer {

    private static final Logger LOG = LoggerFactory.getLogger(Drainer.class);
    private static final int CONCURRENT = 64;
    private static final Duration PAUSE = Duration.ofSeconds(3);

    private final SouthboundPort port;
    private final ThingCommands commands;
    private final Duration reopenEvery;
    private final Semaphore running = new Semaphore(CONCURRENT);

    /** Who is being drained, and whether there was another call meanwhile. */
    private final Map<EndpointId, Boolean> active = new ConcurrentHashMap<>();

    private volatile boolean closed;

    Drainer(SouthboundPort port, ThingCommands commands, Duration reopenEvery) {
        this.reopenEvery = reopenEvery;
        this.port = port;
        this.commands = commands;
    }

    /** Returns at once. */
    void drain(OpenThing thing) {
        EndpointId id = thing.endpoint().id();
        if (!closed && active.merge(id, false, (_, _) -> true).equals(false)) {
            Thread.ofVirtual().name("iot-commands").start(() -> run(thing));
        }
    }

    void close() {
        closed = true;
    }

    private void run(OpenThing thing) {
        EndpointId id = thing.endpoint().id();
        try {
            do {
                active.replace(id, false);
                running.acquire();
                try {
                    pull(thing);
                } finally {
                    running.release();
                }
            } while (!active.remove(id, false));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            active.remove(id);
        } catch (RuntimeException defect) {
            LOG.error("IoT command could not be carried out: {}", id, defect);
            boolean calledAgain = Boolean.TRUE.equals(active.remove(id));
            if (calledAgain) {
                drain(thing);
            }
        }
    }

    private void pull(OpenThing thing) throws InterruptedException {
        boolean any = false;
        while (!closed && !thing.isClosed()) {
            try {
                Optional<Lease> lease = port.next(thing.endpoint(), thing.fence());
                if (lease.isEmpty()) {
                    if (any || !thing.reopen(port, reopenEvery)) {
                        return;
                    }
                    any = true;
                    continue;
                }
                any = true;
                if (!carryOut(thing, lease.get())) {
                    return;
                }
            } catch (UnavailableException away) {
                LOG.debug("IoT commands wait, the store is away: {}", thing.endpoint().id());
                Thread.sleep(PAUSE);
            }
        }
    }

    /** False if it could not be delivered: the next wake tries again. */
    private boolean carryOut(OpenThing thing, Lease lease) throws InterruptedException {
        boolean whole = lease.command().operation() instanceof Operation.Discover;
        if (!whole) {
            return carriedOut(thing, lease);
        }
        thing.telling().lock();
        try {
            return carriedOut(thing, lease);
        } finally {
            thing.telling().unlock();
        }
    }

    private boolean carriedOut(OpenThing thing, Lease lease) throws InterruptedException {
        try {
            return switch (commands.run(thing, lease.command().operation())) {
                case ThingCommands.Outcome.Ended(var result) -> {
                    port.complete(lease, result);
                    yield true;
                }
                case ThingCommands.Outcome.NotDelivered(ReleaseReason reason) -> {
                    port.release(lease, reason);
                    yield false;
                }
            };
        } catch (UnavailableException away) {
            throw away;
        } catch (InterruptedException | RuntimeException e) {
            port.release(lease, ReleaseReason.MAYBE_SENT);
            throw e;
        }
    }
}
