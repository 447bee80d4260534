package org.trellis.controller.broker;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trellis.controller.core.NodeBus;
import org.trellis.controller.core.NodeMessage;
import org.trellis.controller.core.NodeMessageCodec;
import org.trellis.mqtt.MqttDelivery;
import org.trellis.mqtt.MqttListener;
import org.trellis.mqtt.MqttPublication;
import org.trellis.mqtt.MqttSubscription;
import org.trellis.mqtt.MqttTransport;
import org.trellis.mqtt.PublishOutcome;

/**
 * The bus between nodes on the MQTT broker that they share. Only the controllers' own credential
 * may use its topic. At most once: what is published while the broker is away, or faster than it
 * takes it, is dropped, as hints may be.
 */
public final class MqttNodeBus implements NodeBus, AutoCloseable {

    /** Where every node publishes, and every node listens. */
    public static final String TOPIC = "trellis/v1/node/all";

    private static final Logger LOG = LoggerFactory.getLogger(MqttNodeBus.class);
    private static final int QUEUE = 10_000;
    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private final MqttTransport transport;
    private final BlockingQueue<NodeMessage> outgoing = new ArrayBlockingQueue<>(QUEUE);
    private final List<Consumer<NodeMessage>> listeners = new CopyOnWriteArrayList<>();
    private final Thread sender;

    /**
     * Begins to connect at once.
     *
     * @param transport not yet started; closed with the bus
     */
    public MqttNodeBus(MqttTransport transport) {
        this.transport = Objects.requireNonNull(transport);
        transport.start(List.of(new MqttSubscription(TOPIC, 0, false)), new FromBroker());
        this.sender = Thread.ofVirtual().name("node-bus-mqtt").start(this::send);
    }

    @Override
    public void publish(NodeMessage message) {
        if (!outgoing.offer(message)) {
            LOG.debug("Node message dropped, too many wait: {}", message);
        }
    }

    @Override
    public Handle subscribe(Consumer<NodeMessage> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Whether other nodes can be reached now. */
    public boolean isReady() {
        return transport.isReady();
    }

    @Override
    public void close() {
        sender.interrupt();
        transport.close();
    }

    private void send() {
        try {
            while (true) {
                byte[] bytes = NodeMessageCodec.encode(outgoing.take());
                PublishOutcome outcome =
                        transport.publish(
                                new MqttPublication(
                                        TOPIC, bytes, 0, false, Optional.empty(), Optional.empty()),
                                DEADLINE);
                if (!(outcome instanceof PublishOutcome.Accepted)) {
                    LOG.debug("Node message lost: {}", outcome);
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private final class FromBroker implements MqttListener {

        @Override
        public void ready() {
            LOG.debug("The bus between nodes is up");
        }

        @Override
        public void received(MqttDelivery delivery) {
            NodeMessageCodec.decode(delivery.payload())
                    .ifPresent(message -> listeners.forEach(l -> l.accept(message)));
        }

        @Override
        public void lost(String why) {
            LOG.debug("The bus between nodes is down: {}", why);
        }
    }
}
