package org.trellis.iot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.trellis.iot.zigbee2mqtt.Vectors;
import org.trellis.model.ErrorCode;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathError;
import org.trellis.model.PathExpression;
import org.trellis.model.Quality;
import org.trellis.mqtt.MqttSettings;
import org.trellis.mqtt.PublishOutcome;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.DeviceKind;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.Hello;
import org.trellis.southbound.Operation;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.ReleaseReason;
import org.trellis.southbound.TenantId;
import org.trellis.southbound.WakeOutcome;

class IotAdapterTest {

    private static final String ROOT = "iot/home1/zigbee2mqtt/";
    private static final String PLUG_TOPIC = ROOT + "kitchen/plug";
    private static final EndpointId PLUG = new EndpointId("iot:home1:00124b00aabb0001");
    private static final EndpointId CLIMATE = new EndpointId("iot:home1:00158d0001a2b3c4");
    private static final String SWITCH = "Device.IoTCapability.1.BinaryControl.Value";

    private final FakeTransport broker = new FakeTransport();
    private final FakePort port = new FakePort();
    private final IotAdapter adapter =
            new IotAdapter(
                    new IotSettings(
                            MqttSettings.of("tcp://127.0.0.1:1", "trellis-iot", "", ""),
                            "zigbee2mqtt",
                            Map.of("home2", "z2m/attic"),
                            Duration.ofMillis(300)),
                    _ -> broker,
                    Duration.ofMillis(100));

    @BeforeEach
    void start() throws Exception {
        adapter.start(port);
        broker.says(ROOT + "bridge/state", "{\"state\":\"online\"}");
        broker.says(ROOT + "bridge/devices", Vectors.devices());
        await().until(() -> port.open.size() == 6);
    }

    @AfterEach
    void stop() {
        adapter.close();
    }

    @Test
    void announces_things_behind_their_bridge() {
        assertThat(broker.subscriptions)
                .extracting("filter")
                .containsExactly("iot/+/zigbee2mqtt/#", "iot/home2/z2m/attic/#");
        Hello bridge = port.hellos.getFirst();
        assertThat(bridge.deviceId()).contains(new DeviceId("bridge-home1"));
        assertThat(bridge.endpointId().value()).isEqualTo("iot:home1:bridge");
        Hello plug =
                port.hellos.stream()
                        .filter(h -> h.endpointId().equals(PLUG))
                        .findFirst()
                        .orElseThrow();
        assertThat(plug.deviceId()).contains(new DeviceId("zigbee-00124b00aabb0001"));
        assertThat(plug.parent()).contains(new DeviceId("bridge-home1"));
        assertThat(plug.kind()).isEqualTo(DeviceKind.IOT);
        assertThat(plug.address()).isEqualTo(PLUG_TOPIC);
        assertThat(plug.identity().orElseThrow().modelName()).isEqualTo("TS0121_plug");
        assertThat(port.reports)
                .contains(
                        PLUG + " has Device.IoTCapability.1.Class=BinaryControl",
                        CLIMATE + " has Device.IoTCapability.2.LevelSensor.Unit=degC");
    }

    @Test
    void reports_what_changed_and_nothing_twice() {
        broker.says(PLUG_TOPIC, "{\"state\":\"OFF\",\"power\":0,\"voltage\":231}");
        await().until(() -> port.reports.contains(PLUG + " changed " + SWITCH + "=false"));
        assertThat(port.reports)
                .contains(PLUG + " reads Device.IoTCapability.2.LevelSensor.Value=0");
        int before = port.reports.size();
        broker.says(PLUG_TOPIC, "{\"state\":\"OFF\",\"power\":0,\"voltage\":231}");
        broker.says(PLUG_TOPIC, "{\"state\":\"OFF\",\"power\":7,\"voltage\":231}");
        await().until(() -> port.reports.size() > before);
        assertThat(port.reports.subList(before, port.reports.size()))
                .containsExactly(PLUG + " reads Device.IoTCapability.2.LevelSensor.Value=7");
    }

    @Test
    void leaves_it_to_the_node_that_serves_a_thing_to_tell_of_it() {
        port.otherNode = Optional.of("n2");
        int before = broker.acknowledged.size();
        List<String> told = List.copyOf(port.reports);
        broker.says(PLUG_TOPIC, "{\"state\":\"OFF\"}");
        broker.says(PLUG_TOPIC + "/availability", "{\"state\":\"offline\"}");
        await().until(() -> broker.acknowledged.size() == before + 2);
        assertThat(port.reports).isEqualTo(told);
        port.otherNode = Optional.empty();
        broker.says(PLUG_TOPIC, "{\"state\":\"ON\"}");
        await().until(() -> port.reports.contains(PLUG + " changed " + SWITCH + "=true"));
    }

    @Test
    void a_defect_costs_one_message_and_not_the_bridge() {
        port.breaks("report", PLUG);
        int before = broker.acknowledged.size();
        broker.says(PLUG_TOPIC, "{\"state\":\"OFF\"}");
        await().until(() -> broker.acknowledged.size() == before + 1);
        assertThat(port.hasBroken()).isTrue();
        broker.says(PLUG_TOPIC, "{\"state\":\"ON\"}");
        await().until(() -> port.reports.contains(PLUG + " changed " + SWITCH + "=true"));
    }

    @Test
    void a_defect_does_not_keep_a_thing_from_its_commands() throws Exception {
        broker.answers.put(PLUG_TOPIC + "/set", _ -> Optional.of("{\"state\":\"ON\"}"));
        port.breaks("next", PLUG);
        adapter.wake(port.open.get(PLUG), Instant.MAX);
        await().until(port::hasBroken);
        CommandResult result = run(set(SWITCH, "true"));
        assertThat(result.status()).isEqualTo(CommandResult.Status.DONE);
    }

    @Test
    void follows_availability_and_the_bridge() {
        broker.says(PLUG_TOPIC + "/availability", "{\"state\":\"offline\"}");
        await().until(() -> port.reports.contains(PLUG + " offline"));
        broker.says(ROOT + "gone/availability", "{\"state\":\"online\"}");
        broker.says(ROOT + "bridge/state", "offline");
        await().until(port.open::isEmpty);
        broker.says(ROOT + "bridge/state", "{\"state\":\"online\"}");
        await().until(() -> port.open.size() == 6);
    }

    @Test
    void a_thing_that_left_is_closed_and_a_renamed_one_keeps_its_rows() throws Exception {
        Map<String, String> rows = Map.copyOf(port.settings.get(PLUG));
        String renamed =
                new String(Vectors.devices(), StandardCharsets.UTF_8)
                        .replace("kitchen/plug", "cellar/plug")
                        .replace("0x00158D0001A2B3C4", "0x00158D0001A2B3C5");
        broker.says(ROOT + "bridge/devices", renamed);
        await().until(() -> !port.open.containsKey(CLIMATE) && port.open.size() == 6);
        assertThat(port.reports).contains(CLIMATE + " offline");
        await().until(() -> port.open.containsKey(PLUG));
        assertThat(port.settings.get(PLUG)).isEqualTo(rows);
        broker.says(ROOT + "cellar/plug", "{\"state\":\"ON\"}");
        await().until(() -> port.reports.contains(PLUG + " changed " + SWITCH + "=true"));
    }

    @Test
    void a_set_is_done_when_the_state_shows_it() throws Exception {
        broker.answers.put(
                PLUG_TOPIC + "/set", _ -> Optional.of("{\"state\":\"ON\",\"power\":42}"));
        CommandResult result = run(set(SWITCH, "true"));
        assertThat(broker.published).contains(PLUG_TOPIC + "/set {\"state\":\"ON\"}");
        assertThat(result.status()).isEqualTo(CommandResult.Status.DONE);
        assertThat(result.values().getFirst().text()).isEqualTo("true");
        assertThat(result.values().getFirst().quality()).isEqualTo(Quality.REPORTED);
    }

    @Test
    void a_set_that_nothing_confirms_is_unconfirmed_and_one_that_is_contradicted_fails()
            throws Exception {
        CommandResult silent = run(set(SWITCH, "true"));
        assertThat(broker.published).contains(PLUG_TOPIC + "/get {\"state\":\"\"}");
        assertThat(silent.status()).isEqualTo(CommandResult.Status.DONE);
        assertThat(silent.values().getFirst().quality()).isEqualTo(Quality.UNCONFIRMED);
        broker.answers.put(PLUG_TOPIC + "/get", _ -> Optional.of("{\"state\":\"OFF\"}"));
        CommandResult stuck = run(set(SWITCH, "true"));
        assertThat(stuck.status()).isEqualTo(CommandResult.Status.FAILED);
        assertThat(stuck.errors()).extracting(PathError::code).containsExactly(ErrorCode.TIMEOUT);
    }

    @Test
    void what_cannot_be_set_is_refused_by_path_and_nothing_is_sent() throws Exception {
        CommandResult result =
                run(
                        new Operation.Set(
                                Map.of(
                                        PathExpression.of(SWITCH),
                                        "maybe",
                                        PathExpression.of(
                                                "Device.IoTCapability.2.LevelSensor.Value"),
                                        "1",
                                        PathExpression.of("Device.IoTCapability.1.Name"),
                                        "x",
                                        PathExpression.of("Device.IoTCapability.99.Name"),
                                        "x"),
                                false));
        assertThat(result.status()).isEqualTo(CommandResult.Status.FAILED);
        assertThat(result.errors())
                .extracting(PathError::code)
                .containsExactlyInAnyOrder(
                        ErrorCode.INVALID_VALUE,
                        ErrorCode.NOT_WRITABLE,
                        ErrorCode.NOT_WRITABLE,
                        ErrorCode.INVALID_PATH);
        assertThat(broker.published).isEmpty();
    }

    @Test
    void a_get_asks_what_can_be_asked_and_tells_the_age_otherwise() throws Exception {
        broker.says(PLUG_TOPIC, "{\"state\":\"OFF\",\"power\":5}");
        await().until(() -> port.reports.contains(PLUG + " changed " + SWITCH + "=false"));
        CommandResult stale = run(get(SWITCH));
        assertThat(stale.values().getFirst().quality()).isEqualTo(Quality.STALE);
        broker.answers.put(PLUG_TOPIC + "/get", _ -> Optional.of("{\"state\":\"ON\",\"power\":5}"));
        CommandResult fresh = run(get("Device.IoTCapability.*.BinaryControl.Value"));
        assertThat(fresh.values().getFirst().text()).isEqualTo("true");
        assertThat(fresh.values().getFirst().quality()).isEqualTo(Quality.REPORTED);
        CommandResult passive = run(get("Device.IoTCapability.2."));
        assertThat(passive.values()).extracting("text").contains("5", "W", "LevelSensor");
        CommandResult wrong = run(get("Device.WiFi."));
        assertThat(wrong.errors()).extracting(PathError::code).contains(ErrorCode.INVALID_PATH);
    }

    @Test
    void toggles_and_discovers() throws Exception {
        broker.answers.put(PLUG_TOPIC + "/set", _ -> Optional.of("{\"state\":\"ON\"}"));
        CommandResult toggled =
                run(
                        new Operation.Operate(
                                PathExpression.of("Device.IoTCapability.1.BinaryControl.Toggle()"),
                                Map.of()));
        assertThat(toggled.status()).isEqualTo(CommandResult.Status.DONE);
        assertThat(broker.published).contains(PLUG_TOPIC + "/set {\"state\":\"TOGGLE\"}");
        CommandResult unknown =
                run(new Operation.Operate(PathExpression.of("Device.Reboot()"), Map.of()));
        assertThat(unknown.errors()).extracting(PathError::code).contains(ErrorCode.NOT_SUPPORTED);
        CommandResult discovered = run(new Operation.Discover(ParameterPath.of("Device.")));
        assertThat(discovered.model().orElseThrow().key())
                .isEqualTo("zigbee2mqtt/Tuya/TS0121_plug/77");
    }

    @Test
    void what_does_not_reach_the_broker_goes_back() throws Exception {
        broker.outcome = new PublishOutcome.NotSent("away");
        port.queue(PLUG, set(SWITCH, "true"));
        adapter.wake(port.open.get(PLUG), Instant.MAX);
        assertThat(port.releases.poll(5, TimeUnit.SECONDS)).isEqualTo(ReleaseReason.NOT_SENT);
    }

    @Test
    void an_absent_store_loses_no_device_list() throws Exception {
        port.away = true;
        String topic = "iot/home2/z2m/attic/bridge/devices";
        broker.says(topic, Vectors.devices());
        Thread.sleep(300);
        assertThat(broker.acknowledged).doesNotContain(topic);
        port.away = false;
        await().until(() -> broker.acknowledged.contains(topic));
        assertThat(port.open).containsKey(new EndpointId("iot:home2:00124b00aabb0001"));
    }

    @Test
    void an_absent_store_loses_no_reading() throws Exception {
        port.away = true;
        broker.says(PLUG_TOPIC, "{\"state\":\"ON\"}");
        Thread.sleep(300);
        port.away = false;
        await().until(() -> port.reports.contains(PLUG + " changed " + SWITCH + "=true"));
    }

    @Test
    void takes_a_thing_back_that_another_node_had_opened() throws Exception {
        port.opened(port.open.get(PLUG)); // as the other node does
        Thread.sleep(150);
        CommandResult result = run(get("Device.IoTCapability.1.Name"));
        assertThat(result.values().getFirst().text()).isEqualTo("switch");
    }

    @Test
    void hostile_payloads_harm_nobody() {
        broker.says(ROOT + "bridge/devices", "[".repeat(50_000));
        broker.says(ROOT + "bridge/devices", "{}");
        broker.says(PLUG_TOPIC, "not json");
        broker.says(PLUG_TOPIC, "{\"power\":\"NaN\",\"state\":[]}");
        broker.says("iot/home1", "x");
        broker.says("iot/../zigbee2mqtt/x", "x");
        broker.says(PLUG_TOPIC, "{\"state\":\"ON\"}");
        await().until(() -> port.reports.contains(PLUG + " changed " + SWITCH + "=true"));
        assertThat(port.open).hasSize(6);
    }

    @Test
    void nobody_is_served_whom_the_core_refuses() {
        port.refusing = true;
        broker.listener.lost("test");
        await().until(port.open::isEmpty);
        broker.says(ROOT + "bridge/state", "online");
        await().pollDelay(Duration.ofMillis(200)).until(port.open::isEmpty);
        assertThat(adapter.wake(endpoint(), Instant.MAX))
                .isInstanceOf(WakeOutcome.Unreachable.class);
        port.refusing = false;
        adapter.wake(endpoint(), Instant.MAX);
        await().until(() -> port.open.size() == 6);
    }

    private static Endpoint endpoint() {
        return new Endpoint(
                PLUG,
                TenantId.DEFAULT,
                new DeviceId("zigbee-00124b00aabb0001"),
                Protocol.IOT,
                "mqtt",
                "");
    }

    private CommandResult run(Operation operation) throws InterruptedException {
        port.queue(PLUG, operation);
        assertThat(adapter.wake(port.open.get(PLUG), Instant.MAX))
                .isEqualTo(new WakeOutcome.Told());
        CommandResult result = port.results.poll(10, TimeUnit.SECONDS);
        assertThat(result).isNotNull();
        return result;
    }

    private static Operation set(String path, String text) {
        return new Operation.Set(Map.of(PathExpression.of(path), text), false);
    }

    private static Operation get(String path) {
        return new Operation.Get(List.of(PathExpression.of(path)));
    }
}
