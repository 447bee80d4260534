package org.trellis.mqtt;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * One connection to a broker.
 *
 * @param uri {@code tcp://host:port} or {@code ssl://host:port}
 * @param clientId stable, so that the broker keeps the session over a reconnect
 * @param user empty for none
 * @param userProperties of CONNECT
 * @param tls for {@code ssl}; empty takes the platform's trust
 * @param maxInFlight messages under way to the broker at once; below its receive maximum (20 in
 *     mosquitto)
 * @param receiveMaximum messages that the broker may send before the first is acknowledged
 * @param maxPacketBytes larger ones the broker must not send
 * @param redeliverAfter how long a message may stay unacknowledged before the connection is made
 *     anew so that the broker sends it again
 * @param sessionExpiry how long the broker keeps the session while we are away; zero starts clean.
 *     With shared subscriptions it must be zero, or messages are kept for a node that is dead
 */
public record MqttSettings(
        String uri,
        String clientId,
        String user,
        String password,
        Map<String, String> userProperties,
        Optional<SSLContext> tls,
        int maxInFlight,
        int receiveMaximum,
        long maxPacketBytes,
        Duration redeliverAfter,
        Duration sessionExpiry) {

    private static final int DEFAULT_IN_FLIGHT = 16;
    private static final int DEFAULT_RECEIVE_MAXIMUM = 512;
    private static final long DEFAULT_MAX_PACKET_BYTES = 8L * 1024 * 1024;

    public MqttSettings {
        Objects.requireNonNull(uri);
        Objects.requireNonNull(clientId);
        Objects.requireNonNull(user);
        Objects.requireNonNull(password);
        userProperties = Map.copyOf(userProperties);
        Objects.requireNonNull(tls);
        Objects.requireNonNull(redeliverAfter);
        Objects.requireNonNull(sessionExpiry);
    }

    public static MqttSettings of(String uri, String clientId, String user, String password) {
        return new MqttSettings(
                uri,
                clientId,
                user,
                password,
                Map.of(),
                Optional.empty(),
                DEFAULT_IN_FLIGHT,
                DEFAULT_RECEIVE_MAXIMUM,
                DEFAULT_MAX_PACKET_BYTES,
                Duration.ofMinutes(1),
                Duration.ofHours(1));
    }

    public MqttSettings withUserProperties(Map<String, String> properties) {
        return new MqttSettings(
                uri,
                clientId,
                user,
                password,
                properties,
                tls,
                maxInFlight,
                receiveMaximum,
                maxPacketBytes,
                redeliverAfter,
                sessionExpiry);
    }

    public MqttSettings withTls(SSLContext context) {
        return new MqttSettings(
                uri,
                clientId,
                user,
                password,
                userProperties,
                Optional.of(context),
                maxInFlight,
                receiveMaximum,
                maxPacketBytes,
                redeliverAfter,
                sessionExpiry);
    }

    public MqttSettings withRedeliverAfter(Duration duration) {
        return new MqttSettings(
                uri,
                clientId,
                user,
                password,
                userProperties,
                tls,
                maxInFlight,
                receiveMaximum,
                maxPacketBytes,
                duration,
                sessionExpiry);
    }

    public MqttSettings withSessionExpiry(Duration duration) {
        return new MqttSettings(
                uri,
                clientId,
                user,
                password,
                userProperties,
                tls,
                maxInFlight,
                receiveMaximum,
                maxPacketBytes,
                redeliverAfter,
                duration);
    }

    @Override
    public String toString() {
        return "MqttSettings[" + uri + ", clientId=" + clientId + ", user=" + user + "]";
    }
}
