package org.trellis.usp;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trellis.southbound.Authentication;
import org.trellis.southbound.Claim;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.Revocation;
import org.trellis.southbound.SouthboundAdapter;
import org.trellis.southbound.SouthboundPort;
import org.trellis.southbound.Stranger;
import org.trellis.southbound.TenantId;
import org.trellis.southbound.WakeOutcome;
import org.trellis.usp.UspCounters.Counter;
import org.trellis.usp.codec.UspRecordCodec;
import org.trellis.usp.mtp.Mtp;
import org.trellis.usp.mtp.MtpListener;
import org.trellis.usp.mtp.MtpPeer;

/**
 * USP over any transports. Each agent has a mailbox and is handled by one virtual thread at a time;
 * agents are independent of each other.
 */
public final class UspAdapter implements SouthboundAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(UspAdapter.class);
    private static final Duration TICK = Duration.ofMillis(250);

    private record ConnectionId(String transport, long number) {
        static ConnectionId of(MtpPeer peer) {
            return new ConnectionId(peer.transport(), peer.connection());
        }
    }

    private final UspSettings settings;
    private final List<Mtp> mtps;
    private final InstantSource clock;
    private final UspCounters counters = new UspCounters();
    private final Map<AgentKey, Agent> agents = new ConcurrentHashMap<>();
    private final Map<ConnectionId, String> bound = new ConcurrentHashMap<>();
    private final AtomicLong bytesOfAll = new AtomicLong();
    private @Nullable Thread ticker;
    private volatile @Nullable Wiring wiring;

    public UspAdapter(UspSettings settings, List<Mtp> mtps) {
        this(settings, mtps, InstantSource.system());
    }

    UspAdapter(UspSettings settings, List<Mtp> mtps, InstantSource clock) {
        this.settings = settings;
        this.mtps = List.copyOf(mtps);
        this.clock = clock;
    }

    @Override
    public Protocol protocol() {
        return Protocol.USP;
    }

    /** What happened since the start. */
    public UspCounters counters() {
        return counters;
    }

    /** Agents with a connection. */
    public long connectedAgents() {
        return agents.values().stream().filter(Agent::isReachable).count();
    }

    @Override
    public void start(SouthboundPort port) {
        Map<String, Mtp> byTransport = new LinkedHashMap<>();
        mtps.forEach(mtp -> byTransport.put(mtp.transport(), mtp));
        String prefix = prefix();
        AtomicLong count = new AtomicLong();
        wiring =
                new Wiring(
                        settings,
                        port,
                        byTransport,
                        clock,
                        () -> prefix + count.incrementAndGet(),
                        counters);
        Listener listener = new Listener(port);
        mtps.forEach(mtp -> mtp.start(listener));
        ticker = Thread.ofVirtual().name("usp-ticker").start(this::tick);
    }

    /** So that no message id of an earlier run comes again (TR-369 R-MSG.8). */
    private static String prefix() {
        byte[] random = new byte[6];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random) + "-";
    }

    @Override
    public WakeOutcome wake(Endpoint endpoint, Instant deadline) {
        AgentKey key = AgentKey.of(endpoint);
        Agent agent = agents.get(key);
        if ((agent == null || !agent.isReachable()) && !recalled(key, endpoint)) {
            return new WakeOutcome.Unreachable("not connected");
        }
        return offer(key, new AgentEvent.Wake())
                ? new WakeOutcome.Told()
                : new WakeOutcome.Unreachable("too busy");
    }

    /** Whether it can be sent to although it has not spoken to this node. */
    private boolean recalled(AgentKey key, Endpoint endpoint) {
        return wiring != null
                && mtps.stream()
                        .filter(mtp -> mtp.transport().equals(endpoint.transport()))
                        .anyMatch(mtp -> mtp.recall(key.endpointId(), endpoint.address()));
    }

    private boolean offer(AgentKey key, AgentEvent event) {
        Wiring ready = wiring;
        if (ready == null) {
            return false;
        }
        boolean[] taken = new boolean[1];
        agents.compute(
                key,
                (_, known) -> {
                    Agent agent = known == null ? new Agent(key, ready, bytesOfAll) : known;
                    taken[0] = agent.offer(event);
                    return agent;
                });
        return taken[0];
    }

    private void tick() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(TICK);
                Instant now = clock.instant();
                for (Map.Entry<AgentKey, Agent> entry : agents.entrySet()) {
                    if (!now.isBefore(entry.getValue().deadline())) {
                        entry.getValue().offer(new AgentEvent.Tick());
                    } else if (entry.getValue().isGone()) {
                        agents.computeIfPresent(entry.getKey(), (_, a) -> a.isGone() ? null : a);
                    }
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void revoked(Revocation whose) {
        switch (whose) {
            case Revocation.OfPrincipal(var principal) ->
                    agents.values()
                            .forEach(agent ->
                                    agent.offer(
                                            new AgentEvent.Revoked(
                                                    peer -> peer.principal().equals(principal))));
            case Revocation.OfDevice(var tenant, _, var endpoints) ->
                    endpoints.stream()
                            .map(id -> agents.get(AgentKey.of(tenant, id)))
                            .filter(Objects::nonNull)
                            .forEach(agent -> agent.offer(new AgentEvent.Revoked(_ -> true)));
        }
    }

    @Override
    public void close() {
        agents.values().forEach(a -> a.offer(new AgentEvent.Drain()));
        await(Agent::isQuiet);
        mtps.forEach(Mtp::close);
        bound.clear();
        agents.values().forEach(a -> a.offer(new AgentEvent.Leave()));
        await(agent -> !agent.isReachable());
        Thread running = ticker;
        if (running != null) {
            running.interrupt();
        }
    }

    /** Bounded by the settings: what takes longer is cut. */
    private void await(Predicate<Agent> condition) {
        Instant end = Instant.now().plus(settings.closeWait());
        try {
            while (Instant.now().isBefore(end) && !agents.values().stream().allMatch(condition)) {
                Thread.sleep(10);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** What the transports see; hands over and returns. */
    private final class Listener implements MtpListener {

        private final SouthboundPort port;

        Listener(SouthboundPort port) {
            this.port = port;
        }

        @Override
        public Authentication authenticate(Claim claim) {
            return port.authenticate(claim);
        }

        @Override
        public Authentication vouched(String transport, String endpointId) {
            return port.vouched(
                    new Stranger(TenantId.DEFAULT, Protocol.USP, transport, "", endpointId));
        }

        @Override
        public void connected(MtpPeer peer) {
            if (peer.endpointId().isEmpty()) {
                return;
            }
            if (AgentKey.isEndpointId(peer.endpointId())) {
                offer(AgentKey.of(peer), new AgentEvent.Connected(peer));
            } else {
                refuse(peer);
            }
        }

        @Override
        public boolean received(MtpPeer peer, byte[] record, Runnable acknowledge) {
            return received(peer, record, acknowledge, false);
        }

        @Override
        public boolean receivedByChance(MtpPeer peer, byte[] record, Runnable acknowledge) {
            return received(peer, record, acknowledge, true);
        }

        private boolean received(
                MtpPeer peer, byte[] record, Runnable acknowledge, boolean byChance) {
            Optional<MtpPeer> sender = bind(peer, record);
            if (sender.isEmpty()) {
                counters.count(Counter.RECORDS_MALFORMED);
                acknowledge.run();
                return true;
            }
            boolean taken =
                    offer(
                            AgentKey.of(sender.get()),
                            new AgentEvent.Received(sender.get(), record, acknowledge, byChance));
            if (!taken) {
                counters.count(Counter.RECORDS_OVERFLOWED);
            }
            return taken;
        }

        @Override
        public void disconnected(MtpPeer peer, String why) {
            String id = bound.remove(ConnectionId.of(peer));
            MtpPeer known = peer.endpointId().isEmpty() && id != null ? named(peer, id) : peer;
            Agent agent = agents.get(AgentKey.of(known));
            if (agent != null) {
                agent.offer(new AgentEvent.Gone(known));
            }
        }

        /** Nobody vouches for the peer: its first record does (TR-369 3.1, R-MTP.6). */
        private Optional<MtpPeer> bind(MtpPeer peer, byte[] record) {
            if (!peer.endpointId().isEmpty()) {
                return AgentKey.isEndpointId(peer.endpointId())
                        ? Optional.of(peer)
                        : Optional.empty();
            }
            String id = bound.get(ConnectionId.of(peer));
            if (id == null) {
                id = UspRecordCodec.fromId(record).filter(AgentKey::isEndpointId).orElse(null);
                if (id == null) {
                    return Optional.empty();
                }
                bound.put(ConnectionId.of(peer), id);
            }
            return Optional.of(named(peer, id));
        }

        private void refuse(MtpPeer peer) {
            LOG.warn("not an endpoint id: {}", LogText.of(peer.endpointId()));
            Wiring ready = wiring;
            if (ready != null) {
                Thread.ofVirtual()
                        .name("usp-refuse")
                        .start(() -> ready.disconnect(peer, Mtp.CloseReason.REFUSED));
            }
        }
    }

    private static MtpPeer named(MtpPeer peer, String endpointId) {
        return new MtpPeer(
                endpointId,
                peer.principal(),
                peer.transport(),
                peer.address(),
                peer.remoteAddress(),
                peer.connection());
    }
}
