package org.trellis.controller.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trellis.simulator.SimulatedDevices;
import org.trellis.simulator.cwmp.Cpe;
import org.trellis.simulator.http.HttpWire;
import org.trellis.simulator.http.WireClient;
import org.trellis.simulator.iot.Zigbee2MqttBridge;
import org.trellis.simulator.usp.Agent;
import org.trellis.simulator.usp.Mqtt311Link;
import org.trellis.simulator.usp.Mqtt5Link;
import org.trellis.simulator.usp.WebSocketLink;
import tools.jackson.databind.JsonNode;

/**
 * The whole controller as an operator meets it: real Cassandra, real broker, real sockets; only the
 * devices are pretended.
 */
class EndToEndIT {

    private static final String CONTROLLER = "self::trellis";
    private static final String TR098 = "0014A5-HG98-A098";
    private static final String TR181 = "0014A5-HG181-A181";
    private static final String MQTT5 = "0014A5-HGU-AMQTT5";
    private static final String MQTT311 = "0014A5-HGU-AMQTT311";
    private static final String WEBSOCKET = "0014A5-HGU-AWS";
    private static final String SSID = "Device.WiFi.SSID.1.SSID";

    private static final Teardown everything = new Teardown();

    private static RunningNode node;
    private static ApiCaller api;
    private static Cpe tr098;
    private static Cpe tr181;
    private static Agent mqtt5;
    private static Agent mqtt311;
    private static Agent webSocket;

    @BeforeAll
    static void start_the_controller_and_switch_the_devices_on() throws Exception {
        node = everything.add(RunningNode.start(Map.of()));
        api = node.api();
        Optional<WireClient.Login> login =
                Optional.of(new WireClient.Login("trellis", node.enrollmentKey()));
        tr098 = SimulatedDevices.tr098Gateway("A098", node.acs(), login);
        tr181 = SimulatedDevices.tr181Gateway("A181", node.acs(), login);
        String topic = "usp/v1/controller/" + CONTROLLER;
        mqtt5 =
                SimulatedDevices.uspGateway(
                        "AMQTT5",
                        CONTROLLER,
                        new Mqtt5Link(
                                node.broker(),
                                "trellis",
                                node.enrollmentKey(),
                                SimulatedDevices.endpointId("AMQTT5"),
                                topic));
        mqtt311 =
                SimulatedDevices.uspGateway(
                        "AMQTT311",
                        CONTROLLER,
                        new Mqtt311Link(
                                node.broker(),
                                "trellis",
                                node.enrollmentKey(),
                                SimulatedDevices.endpointId("AMQTT311"),
                                topic));
        webSocket =
                SimulatedDevices.uspGateway(
                        "AWS",
                        CONTROLLER,
                        new WebSocketLink(node.webSocket(), SimulatedDevices.endpointId("AWS")));
        everything.add(tr098).start(true);
        everything.add(tr181).start(true);
        everything.add(mqtt5).start();
        everything.add(mqtt311).start();
        everything.add(webSocket).start();
        for (String device : List.of(TR098, TR181, MQTT5, MQTT311, WEBSOCKET)) {
            api.awaitDevice(device);
        }
    }

    @AfterAll
    static void stop() {
        everything.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {TR098, TR181, MQTT5, MQTT311, WEBSOCKET})
    void one_call_changes_the_ssid_whatever_the_device_speaks(String device) throws Exception {
        api.done(device, "{\"type\":\"set\",\"values\":{\"" + SSID + "\":\"by " + device + "\"}}");
        assertThat(api.value(device, SSID)).isEqualTo("by " + device);
        JsonNode row =
                api.read(api.get("/api/v1/devices/" + device + "/parameters?path=" + SSID))
                        .path("items")
                        .path(0);
        assertThat(row.path("value").asString()).isEqualTo("by " + device);
        assertThat(row.path("quality").asString()).isEqualTo("reported");
        assertThat(row.path("source").path("path").asString()).endsWith(".SSID");
    }

    @Test
    void the_set_really_reached_the_devices() throws Exception {
        api.done(TR098, "{\"type\":\"set\",\"values\":{\"" + SSID + "\":\"seen\"}}");
        assertThat(tr098.state().text("InternetGatewayDevice.LANDevice.1.WLANConfiguration.1.SSID"))
                .isEqualTo("seen");
        api.done(WEBSOCKET, "{\"type\":\"set\",\"values\":{\"" + SSID + "\":\"seen\"}}");
        assertThat(webSocket.state().text(SSID)).isEqualTo("seen");
    }

    @ParameterizedTest
    @ValueSource(strings = {TR098, TR181, MQTT5, MQTT311, WEBSOCKET})
    void a_wildcard_reads_every_row(String device) throws Exception {
        JsonNode values =
                api.done(device, "{\"type\":\"get\",\"paths\":[\"Device.WiFi.SSID.*.BSSID\"]}")
                        .path("result")
                        .path("values");
        assertThat(values.size()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {TR181, MQTT5, MQTT311, WEBSOCKET})
    void a_port_mapping_is_added_and_deleted(String device) throws Exception {
        JsonNode added =
                api.done(
                        device,
                        "{\"type\":\"add\",\"objects\":[{\"object\":\"Device.NAT.PortMapping.\","
                                + "\"values\":{\"ExternalPort\":\"8080\",\"Protocol\":\"TCP\"}}]}");
        String row = added.path("result").path("instances").path(0).asString();
        assertThat(row).matches("Device\\.NAT\\.PortMapping\\.[0-9]+\\.");
        assertThat(api.value(device, row + "ExternalPort")).isEqualTo("8080");
        api.done(device, "{\"type\":\"delete\",\"objects\":[\"" + row + "\"]}");
        assertThat(
                        api.command(device, "{\"type\":\"get\",\"paths\":[\"" + row + "\"]}")
                                .path("status")
                                .asString())
                .isEqualTo("failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {TR181, MQTT5, WEBSOCKET})
    void a_path_that_does_not_exist_comes_back_as_an_error_that_names_it(String device)
            throws Exception {
        JsonNode command =
                api.command(device, "{\"type\":\"get\",\"paths\":[\"Device.X_ACME_Nothing.A\"]}");
        assertThat(command.path("status").asString()).isEqualTo("failed");
        JsonNode error = command.path("errors").path(0);
        assertThat(error.path("code").asString()).isEqualTo("invalid-path");
        assertThat(error.path("path").asString()).isEqualTo("Device.X_ACME_Nothing.A");
        assertThat(error.path("sourceCode").asString())
                .isEqualTo(device.equals(TR181) ? "9005" : "7026");
    }

    @ParameterizedTest
    @ValueSource(strings = {TR181, MQTT5, WEBSOCKET})
    void a_reboot_ends_when_the_device_is_back_and_is_carried_out_once(String device)
            throws Exception {
        int before = reboots(device);
        api.done(device, "{\"type\":\"operate\",\"path\":\"Device.Reboot()\",\"input\":{}}");
        assertThat(reboots(device)).isEqualTo(before + 1);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> api.eventTypes(device).contains("device.boot"));
    }

    private static int reboots(String device) {
        return switch (device) {
            case TR181 -> tr181.reboots();
            case MQTT5 -> mqtt5.reboots();
            default -> webSocket.reboots();
        };
    }

    @Test
    void a_change_on_the_device_becomes_an_event() throws Exception {
        webSocket.change("Device.WiFi.SSID.2.SSID", "changed at home");
        tr181.change("Device.WiFi.SSID.2.SSID", "changed at home");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> api.eventTypes(WEBSOCKET).contains("parameter.changed"));
    }

    @Test
    void a_zigbee_plug_is_switched_by_the_same_call() throws Exception {
        String secret =
                api.read(api.post("/api/v1/bridges", "{\"bridge\":\"villa\"}"))
                        .path("secret")
                        .asString();
        try (Zigbee2MqttBridge bridge =
                new Zigbee2MqttBridge(node.broker(), "villa", secret, "zigbee2mqtt")) {
            bridge.start();
            String plug = "zigbee-00124b00aabb0001";
            api.awaitDevice(plug);
            await("the plug's row")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> controlOf(plug).isPresent());
            String control = controlOf(plug).orElseThrow();
            api.done(plug, "{\"type\":\"set\",\"values\":{\"" + control + "\":\"true\"}}");
            assertThat(bridge.plugIsOn()).isTrue();
        }
    }

    /** The path of the thing's switch, once its first state has been stored. */
    private static Optional<String> controlOf(String thing) throws Exception {
        JsonNode rows =
                api.read(
                        api.get(
                                "/api/v1/devices/"
                                        + thing
                                        + "/parameters?path=Device.IoTCapability."));
        for (JsonNode row : rows.path("items")) {
            if (row.path("path").asString().endsWith("BinaryControl.Value")) {
                return Optional.of(row.path("path").asString());
            }
        }
        return Optional.empty();
    }

    @Test
    void a_wrong_key_is_refused_and_the_operator_learns_who_knocked() throws Exception {
        try (WireClient client =
                new WireClient(
                        node.acs().getHost(),
                        node.acs().getPort(),
                        "/",
                        10_000,
                        Optional.of(new WireClient.Login("trellis", "wrong")))) {
            HttpWire.Reply reply = client.post(inform("INTRUDER"));
            assertThat(reply.status()).isIn(401, 403);
        }
        assertThat(api.get("/api/v1/devices/0014A5-X-INTRUDER").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "this is no xml",
                "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>",
                "<a><a><a><a><a>",
                "<soap-env:Envelope/>"
            })
    void garbage_is_answered_and_other_devices_do_not_notice(String body) throws Exception {
        try (WireClient client =
                new WireClient(
                        node.acs().getHost(),
                        node.acs().getPort(),
                        "/",
                        10_000,
                        Optional.of(new WireClient.Login("trellis", node.enrollmentKey())))) {
            int status = client.post(body.getBytes(StandardCharsets.UTF_8)).status();
            assertThat(status).isIn(200, 400, 401);
        }
        assertThat(api.value(TR181, "Device.DeviceInfo.SerialNumber")).isEqualTo("A181");
    }

    @Test
    void the_api_wants_a_token() throws Exception {
        HttpResponse<String> response =
                node.apiWithToken("not-the-token-at-all").get("/api/v1/devices");
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).contains("\"status\":401");
    }

    private static byte[] inform(String serial) {
        String text =
                "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\""
                        + " xmlns:c=\"urn:dslforum-org:cwmp-1-0\"><e:Header><c:ID>1</c:ID></e:Header>"
                        + "<e:Body><c:Inform><DeviceId><Manufacturer>A</Manufacturer>"
                        + "<OUI>0014A5</OUI><ProductClass>X</ProductClass><SerialNumber>"
                        + serial
                        + "</SerialNumber></DeviceId><Event><EventStruct><EventCode>1 BOOT"
                        + "</EventCode><CommandKey/></EventStruct></Event><MaxEnvelopes>1"
                        + "</MaxEnvelopes><CurrentTime>2026-11-24T10:00:00Z</CurrentTime>"
                        + "<RetryCount>0</RetryCount><ParameterList/></c:Inform></e:Body>"
                        + "</e:Envelope>";
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
