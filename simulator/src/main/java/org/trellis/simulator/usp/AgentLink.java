package org.trellis.simulator.usp;

import java.io.IOException;
import java.util.function.BiConsumer;

/** How an agent's records travel. Thread-safe for sending. */
public interface AgentLink extends AutoCloseable {

    /**
     * Connects, blocking at most some seconds.
     *
     * @param onRecord called for every record with the address to answer to, which is empty where
     *     the transport has none; must not block
     * @param onLost called once when the connection is gone and was not closed by us
     * @throws IOException if the controller or the broker refuses, with its reason
     */
    void open(BiConsumer<byte[], String> onRecord, Runnable onLost) throws IOException;

    /** The topic to announce in the MQTT connect record; empty for WebSocket. */
    String subscribedTopic();

    /** Whether it is MQTT 5 (as against 3.1.1); false for WebSocket. */
    boolean mqtt5();

    /**
     * @param replyTo where a request wants its answer (R-MQTT.26); empty for what nobody asked for
     */
    void send(byte[] record, String replyTo) throws IOException;

    @Override
    void close();
}
