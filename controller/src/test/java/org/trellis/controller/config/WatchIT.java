package org.trellis.controller.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trellis.simulator.SimulatedDevices;
import org.trellis.simulator.cwmp.Cpe;
import org.trellis.simulator.http.WireClient;
import org.trellis.simulator.usp.Agent;
import org.trellis.simulator.usp.WebSocketLink;
import tools.jackson.databind.JsonNode;

/** What is watched by one call, whatever the device speaks, becomes an event when it happens. */
class WatchIT {

    private static final String TR098 = "0014A5-HG98-W098";
    private static final String TR181 = "0014A5-HG181-W181";
    private static final String USP = "0014A5-HGU-WUSP";
    private static final String SSID = "Device.WiFi.SSID.1.SSID";
    private static final String ADVERTISED = "Device.WiFi.AccessPoint.1.SSIDAdvertisementEnabled";
    private static final String CHANNEL = "Device.WiFi.Radio.1.Channel";
    private static final String TABLE = "Device.NAT.PortMapping.";
    private static final String IGD = "InternetGatewayDevice.";

    private static final Teardown everything = new Teardown();

    private static ApiCaller api;
    private static Cpe tr098;
    private static Cpe tr181;
    private static Agent usp;

    @BeforeAll
    static void start_the_controller_and_switch_the_devices_on() throws Exception {
        RunningNode node = everything.add(RunningNode.start(Map.of()));
        api = node.api();
        Optional<WireClient.Login> login =
                Optional.of(new WireClient.Login("trellis", node.enrollmentKey()));
        tr098 = everything.add(SimulatedDevices.tr098Gateway("W098", node.acs(), login));
        tr181 = everything.add(SimulatedDevices.tr181Gateway("W181", node.acs(), login));
        usp =
                everything.add(
                        SimulatedDevices.uspGateway(
                                "WUSP",
                                "self::trellis",
                                new WebSocketLink(
                                        node.webSocket(), SimulatedDevices.endpointId("WUSP"))));
        tr098.start(true);
        tr181.start(true);
        usp.start();
        for (String device : List.of(TR098, TR181, USP)) {
            api.awaitDevice(device);
        }
    }

    @AfterAll
    static void stop() {
        everything.close();
    }

    private static void change(String device, String path, String value) {
        switch (device) {
            case TR098 ->
                    tr098.change(
                            IGD
                                    + "LANDevice.1.WLANConfiguration.1."
                                    + path.substring(path.lastIndexOf('.') + 1),
                            value);
            case TR181 -> tr181.change(path, value);
            default -> usp.change(path, value);
        }
    }

    private static int grow(String device) {
        return switch (device) {
            case TR098 -> tr098.grow(nativeTable());
            case TR181 -> tr181.grow(TABLE);
            default -> usp.grow(TABLE);
        };
    }

    private static void shrink(String device, int row) {
        switch (device) {
            case TR098 -> tr098.shrink(nativeTable(), row);
            case TR181 -> tr181.shrink(TABLE, row);
            default -> usp.shrink(TABLE, row);
        }
    }

    private static String nativeTable() {
        return IGD + "WANDevice.1.WANConnectionDevice.1.WANIPConnection.1.PortMapping.";
    }

    private static void watch(String device, String path, String what) throws Exception {
        api.done(
                device,
                "{\"type\":\"watch\",\"paths\":[\"" + path + "\"],\"notify\":\"" + what + "\"}");
    }

    /** The values that the device has told of a path, in the order in which it did. */
    private static List<String> told(String device, String path) throws Exception {
        List<String> values = new ArrayList<>();
        for (JsonNode event : events(device)) {
            if (event.path("data").path("path").asString().equals(path)
                    && event.path("data").path("cause").asString().equals("notification")) {
                values.add(event.path("data").path("value").asString());
            }
        }
        return values;
    }

    private static List<String> rows(String device, String type) throws Exception {
        List<String> rows = new ArrayList<>();
        for (JsonNode event : events(device)) {
            if (event.path("type").asString().equals(type)) {
                rows.add(event.path("data").path("object").asString());
            }
        }
        return rows;
    }

    /** How those commands stand that set anew what was watched. */
    private static List<String> watchesOfOurOwn(String device) throws Exception {
        List<String> found = new ArrayList<>();
        for (JsonNode command :
                api.read(api.get("/api/v1/devices/" + device + "/commands")).path("items")) {
            if (command.path("type").asString().equals("watch")
                    && command.path("createdBy").asString().equals("system")) {
                found.add(command.path("status").asString());
            }
        }
        return found;
    }

    private static JsonNode events(String device) throws Exception {
        return api.read(api.get("/api/v1/devices/" + device + "/events?limit=500")).path("items");
    }

    @ParameterizedTest
    @ValueSource(strings = {TR098, TR181, USP})
    void a_watched_value_that_changes_at_home_becomes_an_event_until_it_is_off(String device)
            throws Exception {
        change(device, ADVERTISED, "false");
        assertThat(api.value(device, ADVERTISED)).isEqualTo("false");
        assertThat(told(device, ADVERTISED)).isEmpty();

        watch(device, ADVERTISED, "value-change");
        change(device, ADVERTISED, "true");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(told(device, ADVERTISED)).containsExactly("true"));

        watch(device, ADVERTISED, "off");
        change(device, ADVERTISED, "false");
        assertThat(api.value(device, ADVERTISED)).isEqualTo("false");
        assertThat(told(device, ADVERTISED)).containsExactly("true");
    }

    @ParameterizedTest
    @ValueSource(strings = {TR098, TR181, USP})
    void a_name_that_is_watched_with_all_others_is_told(String device) throws Exception {
        watch(device, "Device.WiFi.SSID.*.SSID", "value-change");
        change(device, SSID, "by the family");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(told(device, SSID)).contains("by the family"));
    }

    @ParameterizedTest
    @ValueSource(strings = {TR098, TR181, USP})
    void rows_that_come_and_go_at_home_become_events(String device) throws Exception {
        watch(device, TABLE, "object-creation");
        watch(device, TABLE, "object-deletion");
        int before = rows(device, "object.created").size();
        int row = grow(device);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(rows(device, "object.created")).hasSizeGreaterThan(before));
        String created = rows(device, "object.created").getLast();
        assertThat(created).startsWith(TABLE);
        shrink(device, row);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(rows(device, "object.deleted")).contains(created));
        assertThat(rows(device, "object.created")).containsOnlyOnce(created);
        assertThat(rows(device, "object.deleted")).containsOnlyOnce(created);
    }

    @ParameterizedTest
    @ValueSource(strings = {TR098, TR181, USP})
    void what_is_watched_is_so_after_a_factory_reset(String device) throws Exception {
        watch(device, CHANNEL, "value-change");
        api.done(device, "{\"type\":\"operate\",\"path\":\"Device.FactoryReset()\"}");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(watchesOfOurOwn(device)).contains("done"));
        int before = told(device, CHANNEL).size();
        change(device, CHANNEL, api.value(device, CHANNEL).equals("11") ? "1" : "11");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(told(device, CHANNEL)).hasSizeGreaterThan(before));
        watch(device, CHANNEL, "off");
    }

    @ParameterizedTest
    @ValueSource(strings = {TR098, TR181, USP})
    void what_the_device_does_not_have_is_refused_before_it_is_asked(String device)
            throws Exception {
        var answer =
                api.post(
                        "/api/v1/devices/" + device + "/commands",
                        "{\"type\":\"watch\",\"paths\":[\"Device.NAT.\"],"
                                + "\"notify\":\"object-creation\"}");
        assertThat(answer.statusCode()).isEqualTo(422);
    }
}
