package org.trellis.usp;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trellis.southbound.DeviceLogin;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.Fence;
import org.trellis.southbound.Hello;
import org.trellis.southbound.UnavailableException;
import org.trellis.usp.UspCounters.Counter;
import org.trellis.usp.mtp.MtpPeer;
import org.trellis.usp.session.AgentSession;
import org.trellis.usp.session.Door;
import org.trellis.usp.session.Effect;

/**
 * One agent's calls of the core. While the store is away nothing is lost: what has ended is kept
 * and told later, in order, and no further command is taken meanwhile; a notification is not
 * answered, and comes again. Confined to the agent's thread.
 */
final class CoreCalls {

    private static final Logger LOG = LoggerFactory.getLogger(CoreCalls.class);
    private static final Duration RETRY = Duration.ofSeconds(1);

    /** Notifications that ask for no response: nobody would repeat them. */
    private static final int MAX_UNTOLD = 32;

    /** How long the next one waits for room, in steps of {@link #RETRY}. */
    private static final int ROOM_STEPS = 40;

    private record Untold(Effect.Tell tell, Runnable acknowledge) {}

    private final AgentKey key;
    private final Wiring wiring;
    private final Deque<Effect> unsettled = new ArrayDeque<>();
    private final Deque<Untold> untold = new ArrayDeque<>();
    private Instant retryAt = Instant.MAX;

    CoreCalls(AgentKey key, Wiring wiring) {
        this.key = key;
        this.wiring = wiring;
    }

    boolean isSettled() {
        return unsettled.isEmpty() && untold.isEmpty();
    }

    Instant deadline() {
        return retryAt;
    }

    List<Effect> admit(Door door, Hello hello, Instant now) {
        try {
            return door.decided(wiring.port().admit(hello), now);
        } catch (UnavailableException away) {
            door.undecided(now);
            return List.of();
        }
    }

    /** Not worth an agent's time if the store is away. */
    void refused(MtpPeer peer, String claimed, String reason) {
        try {
            wiring.refused(peer, claimed, reason);
        } catch (UnavailableException away) {
            LOG.debug("a refusal was not told: {}", away.getMessage());
        }
    }

    List<Effect> open(AgentSession session, Endpoint endpoint, Instant now) {
        if (!unsettled.isEmpty()) {
            session.pause(now);
            return List.of();
        }
        try {
            return session.opened(wiring.port().opened(endpoint), now);
        } catch (UnavailableException away) {
            session.pause(now);
            return List.of();
        }
    }

    /** Without a store it keeps what it has until it comes again. */
    List<Effect> equip(AgentSession session, Effect.Equip effect, Instant now) {
        Optional<DeviceLogin> credential = Optional.empty();
        try {
            credential = Optional.of(wiring.port().ownLogin(effect.endpoint()));
        } catch (UnavailableException away) {
            LOG.debug("no credential is given now: {}", away.getMessage());
        }
        return session.equipped(credential, wiring.credentialTransports(), now);
    }

    List<Effect> pull(AgentSession session, Endpoint endpoint, Fence fence, Instant now) {
        if (!unsettled.isEmpty()) {
            session.pause(now);
            return List.of();
        }
        try {
            return wiring.port()
                    .next(endpoint, fence)
                    .map(lease -> session.leased(lease, now))
                    .orElse(List.of());
        } catch (UnavailableException away) {
            session.pause(now);
            return List.of();
        }
    }

    /** What must reach the core, whenever that is. */
    void call(Effect effect, Instant now) {
        unsettled.add(effect);
        settle(now);
    }

    void retry(Instant now) {
        if (now.isBefore(retryAt)) {
            return;
        }
        settle(now);
        boolean away = false;
        while (!away && !untold.isEmpty()) {
            try {
                away = !told(untold.element());
            } finally {
                if (!away) {
                    untold.remove();
                }
                plan(now);
            }
        }
    }

    private void plan(Instant now) {
        retryAt = isSettled() ? Instant.MAX : now.plus(RETRY);
    }

    /** What breaks the core is given up: it must not stand in the way of all that comes after. */
    private void settle(Instant now) {
        boolean away = false;
        while (!away && !unsettled.isEmpty()) {
            try {
                perform(unsettled.element());
            } catch (UnavailableException later) {
                away = true;
            } finally {
                if (!away) {
                    unsettled.remove();
                }
                plan(now);
            }
        }
    }

    private void perform(Effect effect) {
        switch (effect) {
            case Effect.Accept(var lease) -> wiring.port().accepted(lease);
            case Effect.Complete(var lease, var result) -> wiring.port().complete(lease, result);
            case Effect.Release(var lease, var reason) -> wiring.port().release(lease, reason);
            case Effect.Close(var endpoint, var fence) -> wiring.port().closed(endpoint, fence);
            case Effect.Send _,
                    Effect.Admit _,
                    Effect.LetIn _,
                    Effect.Disconnect _,
                    Effect.Open _,
                    Effect.Equip _,
                    Effect.Pull _,
                    Effect.Tell _,
                    Effect.Note _ ->
                    throw new IllegalArgumentException("not for the core: " + effect);
        }
    }

    /**
     * Stored, then answered, then acknowledged. While the store is away the agent's thread may wait
     * here: what the agent sends meanwhile fills its mailbox.
     *
     * @return false if there is no room for it: it was not acknowledged, and the agent is to come
     *     back later
     */
    boolean tell(Effect.Tell tell, Runnable acknowledge) {
        wiring.counters().count(Counter.NOTIFICATIONS);
        Untold one = new Untold(tell, acknowledge);
        if (untold.isEmpty() && told(one)) {
            return true;
        }
        wiring.counters().count(Counter.NOTIFICATIONS_POSTPONED);
        if (tell.answer().isPresent()) {
            // without a response the agent says it again; the transport need not keep it
            acknowledge.run();
            return true;
        }
        if (!awaitRoom()) {
            LOG.warn("{}: no room for its notifications", LogText.of(key.endpointId()));
            return false;
        }
        untold.add(one);
        plan(wiring.now());
        return true;
    }

    private boolean awaitRoom() {
        try {
            for (int step = 0; untold.size() >= MAX_UNTOLD; step++) {
                if (step == ROOM_STEPS) {
                    return false;
                }
                Thread.sleep(RETRY);
                retry(wiring.now());
            }
            return true;
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean told(Untold one) {
        boolean away = false;
        try {
            if (!one.tell().delivery().reports().isEmpty()) {
                wiring.port().report(one.tell().endpoint(), one.tell().delivery());
            }
            one.tell().answer().ifPresent(a -> wiring.send(a.to(), a.message()));
        } catch (UnavailableException later) {
            away = true;
        } finally {
            // also if the core breaks at it: it would break again
            if (!away) {
                one.acknowledge().run();
            }
        }
        return !away;
    }
}
