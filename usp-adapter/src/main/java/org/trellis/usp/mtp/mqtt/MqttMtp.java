package org.trellis.usp.mtp.mqtt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trellis.mqtt.MqttDelivery;
import org.trellis.mqtt.MqttListener;
import org.trellis.mqtt.MqttSettings;
import org.trellis.mqtt.MqttTransport;
import org.trellis.mqtt.PublishOutcome;
import org.trellis.southbound.Authentication;
import org.trellis.southbound.Principal;
import org.trellis.southbound.UnavailableException;
import org.trellis.usp.mtp.Mtp;
import org.trellis.usp.mtp.MtpListener;
import org.trellis.usp.mtp.MtpPeer;
import org.trellis.usp.mtp.SendOutcome;

/**
 * TR-369 over MQTT (4.4 there): one shared connection to the broker, agents of 5.0 and 3.1.1 alike.
 *
 * <p>An agent is a peer from its first record on, until its broker connection is gone (as far as
 * the broker tells) or ours is. A record whose agent is not known yet to this transport waits while
 * the core is asked who it is; that happens only with an external broker, because the embedded one
 * has asked already.
 *
 * <p>A record is acknowledged to the broker when the core has stored it. If a peer's mailbox is
 * full its record is dropped and acknowledged all the same: one agent must not use up the window
 * that all share, and agents repeat what was not answered (R-NOT.2).
 */
public final class MqttMtp implements Mtp, BrokerPresence {

    private static final Logger LOG = LoggerFactory.getLogger(MqttMtp.class);
    private static final String TRANSPORT = "mqtt";
    private static final int MAX_WAITING = 16;
    private static final int MAX_ASKING = 64;
    private static final int NOT_AUTHORIZED = 135;

    /** Who an agent is, as the embedded broker told. */
    private record Identity(Principal principal, String remoteAddress) {}

    /** A peer and how it is reached. */
    private record Known(MtpPeer peer, Route route) {}

    private final MqttMtpSettings settings;
    private final MqttTransport transport;
    private final Postbox postbox;
    private final Semaphore asking = new Semaphore(MAX_ASKING);

    /** Guards everything below, and orders the listener's events; nothing blocks under it. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Map<String, Identity> identities = new HashMap<>();
    private final Map<String, Known> known = new HashMap<>();
    private final Map<String, List<MqttDelivery>> waiting = new HashMap<>();

    /** Of an embedded broker only as long as the agents are there. */
    private final LastRoutes routes = new LastRoutes();

    /** Those we had when our own connection was lost: they may still be at the broker. */
    private final Map<String, Known> interrupted = new HashMap<>();

    private long connections;
    private boolean closed;
    private @Nullable MtpListener listener;

    /**
     * @param transports makes the connection: {@code PahoTransport::new}
     */
    public MqttMtp(MqttMtpSettings settings, Function<MqttSettings, MqttTransport> transports) {
        this.settings = Objects.requireNonNull(settings);
        MqttSettings broker =
                settings.shared()
                        ? settings.broker().withSessionExpiry(Duration.ZERO)
                        : settings.broker();
        this.transport =
                transports.apply(
                        broker.withUserProperties(
                                Map.of(
                                        "usp-endpoint-id", // R-MQTT.13
                                        settings.topics().controller())));
        this.postbox = new Postbox(settings, transport);
    }

    @Override
    public String transport() {
        return TRANSPORT;
    }

    @Override
    public void start(MtpListener to) {
        this.listener = Objects.requireNonNull(to);
        transport.start(settings.subscriptions(), new FromBroker());
    }

    /** Whether the broker is reached now. */
    public boolean isReady() {
        return transport.isReady();
    }

    @Override
    public SendOutcome send(MtpPeer peer, byte[] record) {
        Optional<Route> route = route(peer);
        if (route.isEmpty()) {
            return new SendOutcome.NotSent("the agent is not connected");
        }
        return switch (postbox.toAgent(route.get(), record)) {
            case PublishOutcome.Accepted _ -> new SendOutcome.Sent();
            case PublishOutcome.NobodyListens _ -> {
                deaf(route.get());
                gone(peer, "not subscribed to its topic");
                yield new SendOutcome.NotSent("the agent is not subscribed to its topic");
            }
            case PublishOutcome.Refused(int code) ->
                    new SendOutcome.NotSent(
                            code == NOT_AUTHORIZED
                                    ? "the broker does not let us publish to the agent"
                                    : "refused by the broker, code " + code);
            case PublishOutcome.NotSent(String reason) -> new SendOutcome.NotSent(reason);
            case PublishOutcome.MaybeSent(String reason) -> new SendOutcome.MaybeSent(reason);
        };
    }

    @Override
    public boolean isShared() {
        return settings.shared();
    }

    /** To the topic where that node gets answers; what comes there is passed on no further. */
    @Override
    public SendOutcome passOn(MtpPeer peer, byte[] record, String node) {
        Optional<Route> route = route(peer);
        if (route.isEmpty()) {
            return new SendOutcome.NotSent("the agent is not known any more");
        }
        return switch (postbox.toNode(route.get(), record, node)) {
            case PublishOutcome.Accepted _ -> new SendOutcome.Sent();
            case PublishOutcome.NobodyListens _ ->
                    new SendOutcome.NotSent("the node does not listen");
            case PublishOutcome.Refused(int code) ->
                    new SendOutcome.NotSent("refused by the broker, code " + code);
            case PublishOutcome.NotSent(String reason) -> new SendOutcome.NotSent(reason);
            case PublishOutcome.MaybeSent(String reason) -> new SendOutcome.MaybeSent(reason);
        };
    }

    @Override
    public void disconnect(MtpPeer peer, CloseReason reason) {
        gone(peer, reason.name());
    }

    /** We are who looks at user and password, where the broker is ours. */
    @Override
    public boolean acceptsCredentials() {
        return settings.vouching() == MqttMtpSettings.Vouching.EMBEDDED;
    }

    /** An external broker does not tell. */
    @Override
    public boolean hearsDisconnects() {
        return settings.vouching() == MqttMtpSettings.Vouching.EMBEDDED;
    }

    /**
     * A broker keeps agents connected while a node dies, or while we have given one up that was
     * silent, and they will not say hello again. Whether the agent is still there is seen when it
     * is sent to.
     */
    @Override
    public boolean recall(String endpointId, String address) {
        if (!transport.isReady() || !UspTopics.belongsToAgent(address, endpointId)) {
            return false;
        }
        Optional<Identity> asked =
                switch (settings.vouching()) {
                    case EMBEDDED -> Optional.empty();
                    case BY_TOPIC -> vouchedFor(endpointId).map(p -> new Identity(p, ""));
                };
        lock.lock();
        try {
            Optional<Identity> identity =
                    asked.or(() -> Optional.ofNullable(identities.get(endpointId)));
            if (closed || identity.isEmpty()) {
                return false;
            }
            if (!known.containsKey(endpointId)) {
                if (routes.isDeaf(endpointId)) {
                    return false;
                }
                // an agent of 3.1.1 listens there too, and shows by its first record what it is
                Route unheard = new Route(endpointId, address, true);
                connect(routes.of(endpointId).orElse(unheard), identity.get());
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            waiting.clear();
        } finally {
            lock.unlock();
        }
        transport.close();
    }

    @Override
    public void agentConnected(String endpointId, Principal principal, String remoteAddress) {
        lock.lock();
        try {
            identities.put(endpointId, new Identity(principal, remoteAddress));
            Known before = known.get(endpointId);
            if (before != null && !before.peer().principal().equals(principal)) {
                forget(before.peer(), "came back with another credential");
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void agentDisconnected(String endpointId) {
        lock.lock();
        try {
            identities.remove(endpointId);
            routes.forget(endpointId);
            interrupted.remove(endpointId);
            Known before = known.get(endpointId);
            if (before != null) {
                forget(before.peer(), "disconnected from the broker");
            }
        } finally {
            lock.unlock();
        }
    }

    private void received(MqttDelivery delivery) {
        Optional<Route> found = Route.of(delivery, settings.topics(), settings.vouching());
        if (found.isEmpty() || delivery.retained()) {
            LOG.debug("MQTT message without a vouched sender dropped: {}", delivery);
            delivery.acknowledge().run();
            return;
        }
        Route route = found.get();
        Known before = known.get(route.endpointId());
        if (before != null) {
            deliver(current(before, route), delivery);
            return;
        }
        Identity identity = identities.get(route.endpointId());
        if (identity != null) {
            deliver(connect(route, identity), delivery);
        } else if (settings.vouching() == MqttMtpSettings.Vouching.BY_TOPIC) {
            ask(route, delivery);
        } else {
            // published, and gone before we read it: nobody to answer to
            delivery.acknowledge().run();
        }
    }

    /** The peer of a record; another reply topic is another connection of the agent. */
    private MtpPeer current(Known before, Route route) {
        if (before.route().equals(route)) {
            return before.peer();
        }
        forget(before.peer(), "moved to another topic");
        return connect(
                route, new Identity(before.peer().principal(), before.peer().remoteAddress()));
    }

    private MtpPeer connect(Route route, Identity identity) {
        MtpPeer peer =
                new MtpPeer(
                        route.endpointId(),
                        identity.principal(),
                        TRANSPORT,
                        route.replyTopic(),
                        identity.remoteAddress(),
                        ++connections);
        known.put(route.endpointId(), new Known(peer, route));
        routes.reached(route);
        listener().connected(peer);
        return peer;
    }

    /** Our connection is back; an agent that stayed at the broker will not say hello again. */
    private void resume(Known before) {
        Identity identity =
                switch (settings.vouching()) {
                    case EMBEDDED -> identities.get(before.peer().endpointId());
                    case BY_TOPIC ->
                            new Identity(before.peer().principal(), before.peer().remoteAddress());
                };
        if (identity != null && !known.containsKey(before.peer().endpointId())) {
            connect(before.route(), identity);
        }
    }

    private void deliver(MtpPeer peer, MqttDelivery delivery) {
        boolean byChance =
                settings.shared()
                        && !delivery.topic()
                                .startsWith(
                                        settings.topics()
                                                .ofNode(peer.endpointId(), settings.node()));
        boolean taken =
                byChance
                        ? listener()
                                .receivedByChance(peer, delivery.payload(), delivery.acknowledge())
                        : listener().received(peer, delivery.payload(), delivery.acknowledge());
        if (!taken) {
            LOG.debug("USP agent sends faster than it is served: {}", peer.endpointId());
            delivery.acknowledge().run();
            forget(peer, "too many records at once");
        }
    }

    /** Has the core say who an agent is that an external broker vouches for; its records wait. */
    private void ask(Route route, MqttDelivery delivery) {
        List<MqttDelivery> queue = waiting.get(route.endpointId());
        if (queue != null) {
            if (queue.size() < MAX_WAITING) {
                queue.add(delivery);
            } else {
                delivery.acknowledge().run();
            }
            return;
        }
        if (!asking.tryAcquire()) {
            return; // not acknowledged: it comes again
        }
        waiting.put(route.endpointId(), new ArrayList<>(List.of(delivery)));
        Thread.ofVirtual()
                .name("usp-mqtt-ask")
                .start(() -> {
                    try {
                        answered(route, vouchedFor(route.endpointId()));
                    } catch (UnavailableException away) {
                        LOG.debug("USP agent put off: {}", route.endpointId(), away);
                        putOff(route); // not acknowledged: its records come again
                    } finally {
                        asking.release();
                    }
                });
    }

    private Optional<Principal> vouchedFor(String endpointId) {
        return switch (listener().vouched(TRANSPORT, endpointId)) {
            case Authentication.Granted(Principal principal) -> Optional.of(principal);
            case Authentication.Denied _ -> Optional.empty();
        };
    }

    private void answered(Route route, Optional<Principal> answer) {
        lock.lock();
        try {
            List<MqttDelivery> queue = waiting.remove(route.endpointId());
            if (closed || queue == null) {
                return;
            }
            if (answer.isEmpty()) {
                LOG.info("USP agent refused: {}", route.endpointId());
                queue.forEach(d -> d.acknowledge().run());
                return;
            }
            MtpPeer peer = connect(route, new Identity(answer.get(), ""));
            for (MqttDelivery delivery : queue) {
                if (isCurrent(peer)) {
                    deliver(peer, delivery);
                } else {
                    delivery.acknowledge().run();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void putOff(Route route) {
        lock.lock();
        try {
            waiting.remove(route.endpointId());
        } finally {
            lock.unlock();
        }
    }

    private boolean isCurrent(MtpPeer peer) {
        Known now = known.get(peer.endpointId());
        return now != null && now.peer().sameConnection(peer);
    }

    private Optional<Route> route(MtpPeer peer) {
        lock.lock();
        try {
            return Optional.ofNullable(known.get(peer.endpointId()))
                    .filter(k -> k.peer().sameConnection(peer))
                    .map(Known::route);
        } finally {
            lock.unlock();
        }
    }

    private void deaf(Route route) {
        lock.lock();
        try {
            routes.deaf(route.endpointId());
        } finally {
            lock.unlock();
        }
    }

    private void gone(MtpPeer peer, String why) {
        lock.lock();
        try {
            forget(peer, why);
        } finally {
            lock.unlock();
        }
    }

    private void forget(MtpPeer peer, String why) {
        if (isCurrent(peer)) {
            known.remove(peer.endpointId());
            if (!closed) {
                listener().disconnected(peer, why);
            }
        }
    }

    private MtpListener listener() {
        return Objects.requireNonNull(listener, "not started");
    }

    /** What our own connection tells. */
    private final class FromBroker implements MqttListener {

        @Override
        public void ready() {
            lock.lock();
            try {
                interrupted.values().forEach(MqttMtp.this::resume);
                interrupted.clear();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void received(MqttDelivery delivery) {
            lock.lock();
            try {
                if (!closed) {
                    MqttMtp.this.received(delivery);
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void lost(String why) {
            lock.lock();
            try {
                waiting.clear();
                interrupted.putAll(known);
                List.copyOf(known.values())
                        .forEach(k -> forget(k.peer(), "the broker is not reached: " + why));
            } finally {
                lock.unlock();
            }
        }
    }
}
