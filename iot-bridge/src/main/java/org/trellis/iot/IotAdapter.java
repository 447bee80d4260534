package org.trellis.iot;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trellis.mqtt.MqttDelivery;
import org.trellis.mqtt.MqttListener;
import org.trellis.mqtt.MqttSettings;
import org.trellis.mqtt.MqttSubscription;
import org.trellis.mqtt.MqttTransport;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.Revocation;
import org.trellis.southbound.SouthboundAdapter;
import org.trellis.southbound.SouthboundPort;
import org.trellis.southbound.WakeOutcome;

/**
 * Things behind Zigbee2MQTT bridges as devices of their own, with {@code Device.IoTCapability.}
 * rows. A bridge has a credential at the broker and the topics below {@code iot/BRIDGE/}; the
 * broker keeps two homes apart, so the topic says who speaks.
 */
public final class IotAdapter implements SouthboundAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(IotAdapter.class);
    private static final int MAX_BRIDGES = 10_000;
    private static final Duration REOPEN_EVERY = Duration.ofSeconds(30);

    private final IotSettings settings;
    private final Duration reopenEvery;
    private final MqttTransport transport;
    private final Map<String, BridgeWorker> bridges = new ConcurrentHashMap<>();
    private @Nullable SouthboundPort port;
    private @Nullable Drainer drainer;

    /**
     * @param transports makes the connection: {@code PahoTransport::new}
     */
    public IotAdapter(IotSettings settings, Function<MqttSettings, MqttTransport> transports) {
        this(settings, transports, REOPEN_EVERY);
    }

    IotAdapter(
            IotSettings settings,
            Function<MqttSettings, MqttTransport> transports,
            Duration reopenEvery) {
        this.settings = Objects.requireNonNull(settings);
        this.reopenEvery = reopenEvery;
        this.transport = transports.apply(settings.broker());
    }

    @Override
    public Protocol protocol() {
        return Protocol.IOT;
    }

    @Override
    public void start(SouthboundPort to) {
        port = to;
        drainer =
                new Drainer(
                        to, new ThingCommands(transport, settings.confirmWithin()), reopenEvery);
        Set<String> filters = new LinkedHashSet<>();
        filters.add("iot/+/" + settings.baseTopic() + "/#");
        settings.baseTopics()
                .keySet()
                .forEach(b -> filters.add(SourceTopic.root(b, settings) + "#"));
        transport.start(
                filters.stream().map(f -> new MqttSubscription(f, 1, true)).toList(),
                new FromBroker());
    }

    /** Whether the broker is reached now. */
    public boolean isReady() {
        return transport.isReady();
    }

    @Override
    public WakeOutcome wake(Endpoint endpoint, Instant deadline) {
        Optional<BridgeWorker> bridge = bridge(endpoint);
        Optional<OpenThing> thing = bridge.flatMap(b -> b.find(endpoint.id()));
        if (thing.isPresent()) {
            Objects.requireNonNull(drainer, "not started").drain(thing.get());
            return new WakeOutcome.Told();
        }
        bridge.ifPresent(BridgeWorker::admitAgain);
        return new WakeOutcome.Unreachable(
                bridge.isEmpty()
                        ? "its bridge has not been heard"
                        : "its bridge is offline or does not have it");
    }

    /** The broker cuts a bridge; a thing that is still there is admitted anew or not at all. */
    @Override
    public void revoked(Revocation whose) {
        if (whose instanceof Revocation.OfDevice(_, _, var endpoints)) {
            bridges.values().forEach(bridge -> bridge.forget(endpoints));
        }
    }

    @Override
    public void close() {
        Drainer draining = drainer;
        if (draining != null) {
            draining.close();
        }
        transport.close();
        List.copyOf(bridges.values()).forEach(BridgeWorker::close);
    }

    private Optional<BridgeWorker> bridge(Endpoint endpoint) {
        String[] part = endpoint.id().value().split(":", 3);
        return part.length == 3 ? Optional.ofNullable(bridges.get(part[1])) : Optional.empty();
    }

    private @Nullable BridgeWorker worker(String bridge) {
        if (bridges.size() >= MAX_BRIDGES && !bridges.containsKey(bridge)) {
            return null;
        }
        return bridges.computeIfAbsent(
                bridge,
                name ->
                        new BridgeWorker(
                                name,
                                SourceTopic.root(name, settings),
                                Objects.requireNonNull(port, "not started"),
                                Objects.requireNonNull(drainer, "not started")::drain));
    }

    private final class FromBroker implements MqttListener {

        @Override
        public void ready() {
            LOG.debug("IoT sources are listened to");
        }

        @Override
        public void received(MqttDelivery delivery) {
            Optional<SourceTopic> topic = SourceTopic.parse(delivery.topic(), settings);
            BridgeWorker worker = topic.map(t -> worker(t.bridge())).orElse(null);
            if (worker == null) {
                delivery.acknowledge().run();
            } else {
                worker.message(
                        topic.orElseThrow().rest(), delivery.payload(), delivery.acknowledge());
            }
        }

        @Override
        public void lost(String why) {
            bridges.values().forEach(BridgeWorker::lost);
        }
    }
}
