package org.trellis.controller.broker;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How the embedded broker listens and what it bears.
 *
 * @param bind address of the plain port
 * @param port of plain MQTT; 0 takes a free one, empty opens none
 * @param maxPacketBytes a larger packet ends the connection
 * @param maxConnections on each port
 * @param maxQueuedMessages on one agent's topic; what comes on top is dropped
 * @param maxQueuedBytes likewise
 */
public record BrokerSettings(
        String bind,
        OptionalInt port,
        Optional<BrokerTls> tls,
        int maxPacketBytes,
        int maxConnections,
        int maxQueuedMessages,
        int maxQueuedBytes) {

    /** OB-USP-AGENT sends up to 5 MiB in one record. */
    public static final int DEFAULT_MAX_PACKET_BYTES = 6 * 1024 * 1024;

    public BrokerSettings {
        Objects.requireNonNull(bind);
        Objects.requireNonNull(port);
        Objects.requireNonNull(tls);
    }

    public static BrokerSettings of(String bind, int port) {
        return new BrokerSettings(
                bind,
                OptionalInt.of(port),
                Optional.empty(),
                DEFAULT_MAX_PACKET_BYTES,
                20_000,
                2_000,
                8 * 1024 * 1024);
    }

    public BrokerSettings withTls(BrokerTls form) {
        return new BrokerSettings(
                bind,
                port,
                Optional.of(form),
                maxPacketBytes,
                maxConnections,
                maxQueuedMessages,
                maxQueuedBytes);
    }

    public BrokerSettings withMaxPacketBytes(int bytes) {
        return new BrokerSettings(
                bind, port, tls, bytes, maxConnections, maxQueuedMessages, maxQueuedBytes);
    }
}
