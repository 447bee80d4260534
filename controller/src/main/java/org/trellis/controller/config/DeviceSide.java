package org.trellis.controller.config;

import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trellis.controller.broker.AgentPresence;
import org.trellis.controller.broker.BrokerAcl;
import org.trellis.controller.broker.BrokerSettings;
import org.trellis.controller.broker.BrokerTls;
import org.trellis.controller.broker.EmbeddedBroker;
import org.trellis.controller.broker.PortBrokerAccess;
import org.trellis.controller.core.Core;
import org.trellis.cwmp.CwmpAdapter;
import org.trellis.cwmp.CwmpAuthMode;
import org.trellis.cwmp.CwmpSettings;
import org.trellis.iot.IotAdapter;
import org.trellis.iot.IotSettings;
import org.trellis.mqtt.PahoTransport;
import org.trellis.southbound.SouthboundAdapter;
import org.trellis.usp.UspAdapter;
import org.trellis.usp.UspSettings;
import org.trellis.usp.mtp.Mtp;
import org.trellis.usp.mtp.mqtt.MqttMtp;
import org.trellis.usp.mtp.mqtt.MqttMtpSettings;
import org.trellis.usp.mtp.mqtt.UspTopics;
import org.trellis.usp.mtp.websocket.WebSocketMtp;
import org.trellis.usp.mtp.websocket.WebSocketSettings;

/** Opens everything that devices talk to: the broker and the listeners of the adapters. */
final class DeviceSide {

    /** What the API shows of it. */
    record Opened(Meters meters, MqttHealth mqtt) {}

    private final TrellisSettings settings;
    private final Core core;
    private final Clock clock;
    private final MqttAccess access;
    private final Map<Service, Certificates.Loaded> certificates;

    DeviceSide(
            TrellisSettings settings,
            MqttAccess access,
            Core core,
            Clock clock,
            Map<Service, Certificates.Loaded> certificates) {
        this.certificates = certificates;
        this.settings = settings;
        this.access = access;
        this.core = core;
        this.clock = clock;
    }

    /**
     * Opens the listeners.
     *
     * @throws StartException naming the port that cannot be bound
     */
    Opened start(Teardown teardown) throws StartException {
        try {
            UspTopics topics = new UspTopics(settings.usp().endpointId());
            MqttMtp mqtt =
                    new MqttMtp(
                            new MqttMtpSettings(
                                    topics,
                                    access.nodeId(),
                                    !settings.mqtt().embedded(),
                                    settings.mqtt().embedded()
                                            ? MqttMtpSettings.Vouching.EMBEDDED
                                            : MqttMtpSettings.Vouching.BY_TOPIC,
                                    access.connection("usp")),
                            PahoTransport::new);
            Optional<EmbeddedBroker> broker =
                    settings.mqtt().embedded()
                            ? Optional.of(startBroker(topics, mqtt, teardown))
                            : Optional.empty();
            List<Mtp> transports = new ArrayList<>(List.of(mqtt, webSocket()));
            UspAdapter usp =
                    new UspAdapter(UspSettings.of(settings.usp().endpointId()), transports);
            CwmpAdapter cwmp = cwmp();
            startAdapter(usp, teardown);
            startAdapter(cwmp, teardown);
            startAdapter(iot(), teardown);
            return new Opened(
                    new Meters(core.metrics(), cwmp.metrics(), usp.counters()),
                    new MqttHealth(broker.map(b -> b::isRunning), mqtt::isReady));
        } catch (UncheckedIOException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        }
    }

    private void startAdapter(SouthboundAdapter adapter, Teardown teardown) {
        core.register(adapter);
        teardown.add(adapter);
        adapter.start(core.port());
    }

    private EmbeddedBroker startBroker(UspTopics topics, MqttMtp mqtt, Teardown teardown) {
        EmbeddedBroker broker =
                teardown.add(
                        new EmbeddedBroker(
                                brokerSettings(),
                                new BrokerAcl(topics),
                                new PortBrokerAccess(
                                        core.port()::authenticate,
                                        core.port()::refused,
                                        access.internal())));
        broker.addListener(new AgentPresence(mqtt));
        core.onRevocation(broker::revoked);
        broker.start();
        return broker;
    }

    private BrokerSettings brokerSettings() {
        Listeners listeners = settings.listeners();
        BrokerSettings plain =
                BrokerSettings.of(
                        listeners.plainBind(Service.MQTT), listeners.plainPort(Service.MQTT));
        return certificate(Service.MQTT)
                .map(c ->
                        plain.withTls(
                                new BrokerTls(
                                        listeners.bind(Service.MQTT),
                                        listeners.tlsPort(Service.MQTT),
                                        c.context(),
                                        c.asksClients())))
                .orElse(plain);
    }

    private Optional<Certificates.Loaded> certificate(Service service) {
        return Optional.ofNullable(certificates.get(service));
    }

    private IotAdapter iot() {
        return new IotAdapter(
                new IotSettings(
                        access.connection("iot"),
                        settings.iot().zigbee2mqttBase(),
                        Map.of(),
                        Duration.ofSeconds(5)),
                PahoTransport::new);
    }

    private WebSocketMtp webSocket() {
        Listeners listeners = settings.listeners();
        WebSocketSettings plain =
                WebSocketSettings.of(
                        new InetSocketAddress(
                                listeners.plainBind(Service.WEBSOCKET),
                                listeners.plainPort(Service.WEBSOCKET)),
                        settings.usp().endpointId());
        return new WebSocketMtp(
                certificate(Service.WEBSOCKET)
                        .map(c ->
                                plain.withTls(
                                        new WebSocketSettings.Tls(
                                                new InetSocketAddress(
                                                        listeners.bind(Service.WEBSOCKET),
                                                        listeners.tlsPort(Service.WEBSOCKET)),
                                                c.context(),
                                                c.asksClients())))
                        .orElse(plain));
    }

    private CwmpAdapter cwmp() {
        Listeners listeners = settings.listeners();
        CwmpAuthMode mode =
                switch (settings.cwmp().auth()) {
                    case REQUIRED -> CwmpAuthMode.REQUIRED;
                    case ALLOW_PLAIN_BASIC -> CwmpAuthMode.ALLOW_PLAIN_BASIC;
                    case NONE -> CwmpAuthMode.NONE;
                };
        CwmpSettings.ConnectionRequests defaults = CwmpSettings.ConnectionRequests.DEFAULT;
        Set<Integer> own = new HashSet<>();
        for (Service service : Service.values()) {
            own.add(listeners.plainPort(service));
            own.add(listeners.tlsPort(service));
        }
        own.add(settings.cassandra().port());
        own.add(settings.cassandra().port() + 1);
        CwmpSettings.ConnectionRequests requests =
                new CwmpSettings.ConnectionRequests(
                        subscriberRanges(),
                        own,
                        defaults.timeout(),
                        defaults.maxConcurrent(),
                        defaults.perSecond(),
                        defaults.provision());
        CwmpSettings plain =
                CwmpSettings.of(
                                listeners.plainBind(Service.CWMP),
                                listeners.plainPort(Service.CWMP),
                                mode)
                        .withConnectionRequests(requests)
                        .withTrustedProxies(settings.cwmp().trustedProxies());
        return new CwmpAdapter(
                certificate(Service.CWMP)
                        .map(c ->
                                plain.withTls(
                                        new CwmpSettings.Tls(
                                                listeners.bind(Service.CWMP),
                                                listeners.tlsPort(Service.CWMP),
                                                c.context(),
                                                c.asksClients())))
                        .orElse(plain),
                clock,
                new SecureRandom());
    }

    /** A node that listens on loopback only can have no other devices than those on loopback. */
    private List<String> subscriberRanges() {
        List<String> ranges = settings.cwmp().subscriberRanges();
        boolean loopback = settings.listeners().bind().startsWith("127.");
        return ranges.isEmpty() && loopback ? List.of("127.0.0.0/8") : ranges;
    }
}
