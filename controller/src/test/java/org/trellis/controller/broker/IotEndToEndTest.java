package org.trellis.controller.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.trellis.controller.core.Caller;
import org.trellis.controller.core.CommandRequest;
import org.trellis.controller.core.Core;
import org.trellis.controller.core.CoreBuilder;
import org.trellis.controller.core.CoreSettings;
import org.trellis.controller.core.Devices;
import org.trellis.controller.core.LocalNodeBus;
import org.trellis.controller.core.Submission;
import org.trellis.controller.core.Twins;
import org.trellis.controller.store.CommandRecord;
import org.trellis.controller.store.memory.MemoryStores;
import org.trellis.iot.IotAdapter;
import org.trellis.iot.IotSettings;
import org.trellis.model.PathExpression;
import org.trellis.mqtt.MqttSettings;
import org.trellis.mqtt.PahoTransport;
import org.trellis.simulator.iot.Zigbee2MqttBridge;
import org.trellis.southbound.Command;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.Operation;
import org.trellis.southbound.TenantId;
import org.trellis.usp.mtp.mqtt.UspTopics;

/** A Zigbee2MQTT bridge, the embedded broker, the adapter and the core, on real sockets. */
class IotEndToEndTest {

    private static final Caller OPERATOR =
            new Caller("operator", TenantId.DEFAULT, Set.of(Caller.Right.values()));
    private static final DeviceId SENSOR = new DeviceId("zigbee-00158d0001a2b3c4");
    private static final DeviceId PLUG = new DeviceId("zigbee-00124b00aabb0001");
    private static final String TEMPERATURE = "Device.IoTCapability.1.LevelSensor.Value";
    private static final String SWITCH = "Device.IoTCapability.1.BinaryControl.Value";

    private final InternalCredential internal = InternalCredential.generate();
    private final Core core =
            new CoreBuilder(
                            MemoryStores.create(),
                            Clock.systemUTC(),
                            CoreSettings.defaults("n1"),
                            new LocalNodeBus())
                    .build();
    private EmbeddedBroker broker;
    private IotAdapter adapter;
    private Zigbee2MqttBridge bridge;

    @BeforeEach
    void start() throws Exception {
        broker =
                new EmbeddedBroker(
                        BrokerSettings.of("127.0.0.1", 0),
                        new BrokerAcl(new UspTopics("self::trellis")),
                        new PortBrokerAccess(
                                core.port()::authenticate, core.port()::refused, internal));
        broker.start();
        String uri = "tcp://127.0.0.1:" + broker.port();
        adapter =
                new IotAdapter(
                        IotSettings.of(
                                MqttSettings.of(
                                        uri, "trellis-iot", internal.user(), internal.password())),
                        PahoTransport::new);
        core.register(adapter);
        core.start();
        adapter.start(core.port());
        String secret =
                core.northbound().enrollment().createBridge(OPERATOR, "home1").orElseThrow();
        bridge = new Zigbee2MqttBridge(uri, "home1", secret, "zigbee2mqtt");
        bridge.start();
        await().atMost(Duration.ofSeconds(20)).until(() -> find(PLUG).isPresent());
    }

    @AfterEach
    void stop() {
        bridge.close();
        adapter.close();
        broker.close();
        core.close();
    }

    @Test
    void a_sensor_reads_and_a_plug_switches_as_any_other_device() throws Exception {
        // A state is not retained: what was said before the adapter listened is said again.
        await().atMost(Duration.ofSeconds(20))
                .until(() -> {
                    bridge.measure(21.5);
                    return "21.5".equals(value(SENSOR, TEMPERATURE));
                });
        Devices.View plug = find(PLUG).orElseThrow();
        assertThat(plug.online()).isTrue();
        assertThat(plug.device().parent()).contains(new DeviceId("bridge-home1"));
        assertThat(value(PLUG, "Device.DeviceInfo.ModelName")).isEqualTo("P1");

        bridge.measure(22.75);
        await().until(() -> "22.75".equals(value(SENSOR, TEMPERATURE)));

        CommandRecord set =
                run(new Operation.Set(Map.of(PathExpression.of(SWITCH), "true"), false));
        assertThat(set.status()).isEqualTo(CommandRecord.Status.DONE);
        assertThat(bridge.plugIsOn()).isTrue();
        await().until(() -> "true".equals(value(PLUG, SWITCH)));

        CommandRecord get =
                run(new Operation.Get(List.of(PathExpression.of("Device.IoTCapability."))));
        assertThat(get.status()).isEqualTo(CommandRecord.Status.DONE);
        CommandRecord toggle =
                run(
                        new Operation.Operate(
                                PathExpression.of("Device.IoTCapability.1.BinaryControl.Toggle()"),
                                Map.of()));
        assertThat(toggle.status()).isEqualTo(CommandRecord.Status.DONE);
        assertThat(bridge.plugIsOn()).isFalse();

        try (Mqtt5 will =
                Mqtt5.connect(
                        "tcp://127.0.0.1:" + broker.port(),
                        "trellis-will",
                        internal.user(),
                        internal.password())) {
            will.publish("iot/home1/zigbee2mqtt/bridge/state", "{\"state\":\"offline\"}", null);
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> !find(PLUG).orElseThrow().online());
    }

    private CommandRecord run(Operation operation) {
        Submission submission =
                core.northbound()
                        .commands()
                        .submit(
                                OPERATOR,
                                new CommandRequest(
                                        PLUG,
                                        operation,
                                        Command.Priority.INTERACTIVE,
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty()),
                                Duration.ofSeconds(20));
        assertThat(submission).isInstanceOf(Submission.Accepted.class);
        return ((Submission.Accepted) submission).command();
    }

    private Optional<Devices.View> find(DeviceId id) {
        return core.northbound().devices().find(OPERATOR, id.value());
    }

    private String value(DeviceId device, String path) {
        return core
                .northbound()
                .twins()
                .parameters(OPERATOR, device, List.of(PathExpression.of(path)))
                .stream()
                .map(Twins.Row::value)
                .map(v -> v.value().text())
                .findFirst()
                .orElse("");
    }
}
