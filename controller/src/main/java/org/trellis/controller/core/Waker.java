package org.trellis.controller.core;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trellis.controller.store.CommandRecord;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.SouthboundAdapter;
import org.trellis.southbound.TenantId;
import org.trellis.southbound.UnavailableException;
import org.trellis.southbound.WakeOutcome;

/**
 * Makes devices fetch their commands. One attempt per endpoint at a time, at most {@value
 * #CONCURRENT} in all and {@value #PER_SECOND} a second; a CWMP device that cannot be reached, or
 * was told and does not come, is tried again on a ladder as long as commands wait. A device that
 * keeps a connection is not: it comes back by itself, and that wakes it.
 */
final class Waker {

    private static final Logger LOG = LoggerFactory.getLogger(Waker.class);
    private static final int CONCURRENT = 64;
    private static final int PER_SECOND = 200;
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final Duration NO_SHOW = Duration.ofSeconds(30);
    private static final List<Duration> LADDER =
            List.of(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(15),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(15),
                    Duration.ofHours(1));

    private record Key(TenantId tenant, EndpointId id) {}

    /** Guarded by itself. */
    private static final class State {
        Endpoint endpoint;
        boolean running;
        boolean again;
        int failures;
        Instant retryAt = Instant.MAX;

        State(Endpoint endpoint) {
            this.endpoint = endpoint;
        }
    }

    private final Foundation core;
    private final Registry registry;
    private final Bulkhead bulkhead;
    private final RateLimiter limiter;
    private final List<SouthboundAdapter> adapters = new CopyOnWriteArrayList<>();
    private final ConcurrentMap<Key, State> states = new ConcurrentHashMap<>();
    private volatile @org.jspecify.annotations.Nullable Routed routed;

    /** What the waker needs of the parts that are made after it. */
    private record Routed(Queues queues, Routing routing) {}

    Waker(Foundation core, Registry registry) {
        this.core = core;
        this.registry = registry;
        this.bulkhead =
                Bulkhead.of(
                        "wake",
                        BulkheadConfig.custom()
                                .maxConcurrentCalls(CONCURRENT)
                                .maxWaitDuration(DEADLINE)
                                .build());
        this.limiter =
                RateLimiter.of(
                        "wake",
                        RateLimiterConfig.custom()
                                .limitForPeriod(PER_SECOND)
                                .limitRefreshPeriod(Duration.ofSeconds(1))
                                .timeoutDuration(DEADLINE)
                                .build());
    }

    void connect(Queues queues, Routing routing) {
        routed = new Routed(queues, routing);
    }

    void register(SouthboundAdapter adapter) {
        adapters.add(adapter);
    }

    /** Something waits, or a lane is free: wakes every endpoint over which a command would go. */
    void nudge(DeviceKey key) {
        Routed parts = routed;
        if (parts == null) {
            return;
        }
        List<CommandRecord> waiting =
                parts.queues()
                        .ifPresent(
                                key,
                                queue ->
                                        queue.inOrder().stream()
                                                .filter(CommandEntry::queued)
                                                .map(CommandEntry::record)
                                                .limit(20)
                                                .toList())
                        .orElse(List.of());
        if (waiting.isEmpty()) {
            return;
        }
        Optional<Registry.Known> device = registry.find(key).filter(Registry.Known::active);
        Set<EndpointId> woken = new HashSet<>();
        device.ifPresent(known -> {
            for (CommandRecord command : waiting) {
                parts.routing()
                        .target(known, command)
                        .filter(e -> woken.add(e.id()))
                        .ifPresent(this::request);
            }
        });
    }

    /** Wakes one endpoint; a CWMP session that is open pulls by itself. */
    void request(Endpoint endpoint) {
        if (endpoint.protocol() == Protocol.CWMP && isOpen(endpoint)) {
            return;
        }
        State state = states.computeIfAbsent(key(endpoint), _ -> new State(endpoint));
        synchronized (state) {
            state.endpoint = endpoint;
            if (state.running) {
                state.again = true;
                return;
            }
            state.running = true;
        }
        Thread.ofVirtual().name("wake").start(() -> run(state));
    }

    private boolean isOpen(Endpoint endpoint) {
        Routed parts = routed;
        return parts != null
                && parts.queues()
                        .ifPresent(
                                DeviceKey.of(endpoint),
                                queue -> queue.session(endpoint.id()) != null)
                        .orElse(false);
    }

    private void run(State state) {
        boolean more = true;
        while (more) {
            Endpoint endpoint;
            synchronized (state) {
                state.again = false;
                endpoint = state.endpoint;
            }
            WakeOutcome outcome = wake(endpoint);
            settle(state, endpoint, outcome);
            synchronized (state) {
                more = state.again;
                state.running = more;
            }
        }
    }

    private WakeOutcome wake(Endpoint endpoint) {
        core.metrics().count(CoreMetrics.Counter.WAKES);
        Optional<SouthboundAdapter> adapter =
                adapters.stream().filter(a -> a.protocol() == endpoint.protocol()).findFirst();
        if (adapter.isEmpty()) {
            return new WakeOutcome.Unreachable(
                    "nothing here speaks " + endpoint.protocol().label());
        }
        if (!limiter.acquirePermission() || !bulkhead.tryAcquirePermission()) {
            return new WakeOutcome.Unreachable("too many devices are being woken");
        }
        try {
            return adapter.get().wake(endpoint, core.now().plus(DEADLINE));
        } catch (UnavailableException away) {
            return new WakeOutcome.Unreachable("the store is away");
        } finally {
            bulkhead.onComplete();
        }
    }

    private void settle(State state, Endpoint endpoint, WakeOutcome outcome) {
        boolean retries =
                endpoint.protocol() == Protocol.CWMP
                        || isOpen(endpoint)
                        || staysAtItsBroker(endpoint);
        String note;
        synchronized (state) {
            switch (outcome) {
                case WakeOutcome.Told _ -> {
                    note = "";
                    Duration pause = pause(state.failures++);
                    Duration patience = pause.compareTo(NO_SHOW) > 0 ? pause : NO_SHOW;
                    state.retryAt =
                            endpoint.protocol() == Protocol.CWMP
                                    ? core.now().plus(patience)
                                    : Instant.MAX;
                }
                case WakeOutcome.Unreachable unreachable -> {
                    core.metrics().count(CoreMetrics.Counter.WAKES_FAILED);
                    note = unreachable.reason();
                    Duration pause = pause(state.failures++);
                    state.retryAt = retries ? core.now().plus(pause) : Instant.MAX;
                    LOG.debug("{} cannot be woken: {}", endpoint.id(), Texts.printable(note));
                }
            }
        }
        if (!note.isEmpty()) {
            note(endpoint, Texts.printable(note));
        }
    }

    /** An agent does not come back by itself if it never left: its broker keeps the connection. */
    private static boolean staysAtItsBroker(Endpoint endpoint) {
        return endpoint.protocol() == Protocol.USP && endpoint.transport().startsWith("mqtt");
    }

    private static Duration pause(int failures) {
        return LADDER.get(Math.min(failures, LADDER.size() - 1));
    }

    private void note(Endpoint endpoint, String text) {
        Routed parts = routed;
        if (parts == null) {
            return;
        }
        parts.queues()
                .ifPresent(
                        DeviceKey.of(endpoint),
                        queue -> {
                            queue.inOrder().stream()
                                    .filter(CommandEntry::queued)
                                    .forEach(e -> e.record(Records.withNote(e.record(), text)));
                            return true;
                        });
    }

    /** The device is here: what failed before is forgotten. */
    void arrived(Endpoint endpoint) {
        states.remove(key(endpoint));
    }

    /** Tries again what is due. */
    void tick() {
        Instant now = core.now();
        for (Map.Entry<Key, State> entry : states.entrySet()) {
            State state = entry.getValue();
            Endpoint endpoint;
            boolean due;
            boolean idle;
            synchronized (state) {
                endpoint = state.endpoint;
                due = !state.running && !state.retryAt.isAfter(now);
                idle = !state.running && state.retryAt.equals(Instant.MAX);
            }
            if (idle || due && !waits(endpoint)) {
                states.remove(entry.getKey(), state);
            } else if (due) {
                synchronized (state) {
                    state.retryAt = Instant.MAX;
                }
                request(endpoint);
            }
        }
    }

    private boolean waits(Endpoint endpoint) {
        Routed parts = routed;
        return parts != null
                && parts.queues()
                        .ifPresent(DeviceKey.of(endpoint), DeviceQueue::hasQueued)
                        .orElse(false);
    }

    private static Key key(Endpoint endpoint) {
        return new Key(endpoint.tenant(), endpoint.id());
    }
}
