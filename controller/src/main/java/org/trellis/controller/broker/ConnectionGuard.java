package org.trellis.controller.broker;

import io.netty.channel.ChannelId;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTInterceptor;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trellis.southbound.Principal;

/**
 * Remembers each connection from its CONNECT to its end, and stops publishes that the broker's own
 * access check cannot judge because it does not see the reply-to. A stopped publish ends its
 * connection.
 */
final class ConnectionGuard implements MQTTInterceptor {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionGuard.class);
    private static final String USP_ENDPOINT_ID = "usp-endpoint-id";
    private static final int RESPONSE_TOPIC = 0x08; // MQTT 5, table 2-4
    private static final int USER_PROPERTY = 0x26;

    private final BrokerAcl acl;
    private final Map<String, Holder> clientIds = new ConcurrentHashMap<>();
    private final List<BrokerListener> listeners = new CopyOnWriteArrayList<>();
    private final Map<Object, BrokerConnection> connections = new ConcurrentHashMap<>();
    private final Map<BrokerClient, Integer> present = new ConcurrentHashMap<>();

    /** Who uses a client id, and on how many connections (a takeover has two for a moment). */
    private record Holder(BrokerClient client, int connections) {
        Holder plusOneOf(BrokerClient other) {
            return client.equals(other) ? new Holder(client, connections + 1) : this;
        }

        @Nullable Holder minusOneOf(BrokerClient other) {
            if (!client.equals(other)) {
                return this;
            }
            return connections > 1 ? new Holder(client, connections - 1) : null;
        }
    }

    ConnectionGuard(BrokerAcl acl) {
        this.acl = acl;
    }

    void add(BrokerListener listener) {
        listeners.add(listener);
    }

    @Override
    public boolean intercept(MqttMessage message, RemotingConnection connection) {
        return switch (message) {
            case MqttConnectMessage connect -> connect(connect, connection);
            case MqttPublishMessage publish -> publish(publish, connection);
            default -> true;
        };
    }

    Optional<BrokerConnection> find(RemotingConnection connection) {
        return Optional.ofNullable(connections.get(connection.getID()));
    }

    /** Takes a client id for somebody; false if it is in use by somebody else. */
    boolean claim(String clientId, BrokerClient by) {
        return clientId.isEmpty()
                || Objects.requireNonNull(
                                clientIds.compute(
                                        clientId,
                                        (_, holder) ->
                                                holder == null
                                                        ? new Holder(by, 1)
                                                        : holder.plusOneOf(by)))
                        .client()
                        .equals(by);
    }

    void unclaim(String clientId, BrokerClient by) {
        clientIds.computeIfPresent(clientId, (_, holder) -> holder.minusOneOf(by));
    }

    /**
     * Takes a place for a client that was let in.
     *
     * @return why there is none; empty if it has it
     */
    Optional<String> take(String clientId, BrokerAccess.Granted granted) {
        if (!claim(clientId, granted.client())) {
            return Optional.of("its client id is in use by another client");
        }
        // everybody who has the enrollment key could say that he is this agent: one at a time
        boolean alone =
                granted.principal().kind() == Principal.Kind.ENROLLMENT_KEY
                        && granted.client() instanceof BrokerClient.Agent;
        boolean placed =
                alone
                        ? present.putIfAbsent(granted.client(), 1) == null
                        : present.merge(granted.client(), 1, Integer::sum) > 0;
        if (!placed) {
            unclaim(clientId, granted.client());
            return Optional.of(
                    "it is connected already, and an enrollment key is no proof that this is it");
        }
        return Optional.empty();
    }

    /** Gives back what {@link #take} took; true if it was the last place of the client. */
    boolean leave(String clientId, BrokerClient client) {
        unclaim(clientId, client);
        return present.computeIfPresent(client, (_, count) -> count > 1 ? count - 1 : null) == null;
    }

    void arrived(BrokerConnection state, BrokerAccess.Granted granted, String remoteAddress) {
        listeners.forEach(l -> l.connected(granted, remoteAddress));
        if (state.arrived()) {
            left(state.clientId(), granted);
        }
    }

    private boolean connect(MqttConnectMessage connect, RemotingConnection connection) {
        BrokerConnection state =
                new BrokerConnection(
                        BrokerAddresses.outward(connect.payload().clientIdentifier()),
                        endpointId(connect.variableHeader().properties()),
                        will(connect));
        if (connections.putIfAbsent(connection.getID(), state) != null) {
            return false; // a second CONNECT is a protocol error (MQTT-3.1.0-2)
        }
        return true;
    }

    /**
     * A channel was closed.
     *
     * @param channel the id of the channel, which is the id of its connection
     */
    void gone(ChannelId channel) {
        BrokerConnection state = connections.remove(channel);
        if (state != null && state.closed()) {
            state.granted().ifPresent(g -> left(state.clientId(), g));
        }
    }

    private void left(String clientId, BrokerAccess.Granted granted) {
        if (leave(clientId, granted.client())) {
            listeners.forEach(l -> l.disconnected(granted));
        }
    }

    private boolean publish(MqttPublishMessage publish, RemotingConnection connection) {
        Optional<BrokerConnection> state = find(connection);
        BrokerConnection.Publication publication =
                new BrokerConnection.Publication(
                        BrokerAddresses.outward(publish.variableHeader().topicName()),
                        responseTopic(publish.variableHeader().properties()),
                        publish.fixedHeader().isRetain());
        boolean admitted = state.isPresent() && state.get().admits(acl, publication);
        if (!admitted) {
            LOG.info(
                    "MQTT publish refused, connection closed: client={} from={}",
                    state.flatMap(BrokerConnection::granted)
                            .map(g -> g.client().toString())
                            .orElse("unknown"),
                    connection.getRemoteAddress());
        }
        return admitted;
    }

    private static Optional<BrokerConnection.Publication> will(MqttConnectMessage connect) {
        return connect.variableHeader().isWillFlag()
                ? Optional.of(
                        new BrokerConnection.Publication(
                                BrokerAddresses.outward(connect.payload().willTopic()),
                                responseTopic(connect.payload().willProperties()),
                                connect.variableHeader().isWillRetain()))
                : Optional.empty();
    }

    private static Optional<String> responseTopic(MqttProperties properties) {
        return Optional.ofNullable(properties.getProperty(RESPONSE_TOPIC))
                .map(p -> String.valueOf(p.value()));
    }

    private static Optional<String> endpointId(MqttProperties properties) {
        List<String> values =
                properties.getProperties(USER_PROPERTY).stream()
                        .filter(MqttProperties.UserProperty.class::isInstance)
                        .map(p -> ((MqttProperties.UserProperty) p).value())
                        .filter(pair -> USP_ENDPOINT_ID.equals(pair.key))
                        .map(pair -> pair.value)
                        .distinct()
                        .toList();
        return switch (values.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(values.getFirst());
            default -> Optional.of("conflicting"); // no endpoint id: the login is refused
        };
    }
}
