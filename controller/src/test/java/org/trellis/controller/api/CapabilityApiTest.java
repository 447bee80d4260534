package org.trellis.controller.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.trellis.controller.api.ApiServer.Answer;

class CapabilityApiTest {

    private static final String CAPABILITIES =
            "/api/v1/devices/" + FakeNorthbound.GATEWAY + "/capabilities";

    private static ApiServer api;

    @BeforeAll
    static void start() {
        api = ApiServer.start();
        for (int radio = 1; radio <= 3; radio++) {
            value(
                    "Device.WiFi.Radio." + radio + ".OperatingFrequencyBand",
                    radio == 1 ? "2.4GHz" : "5GHz");
            value("Device.WiFi.AccessPoint." + radio + ".Enable", "true");
            value("Device.WiFi.SSID." + radio + ".Enable", "true");
            value(
                    "Device.WiFi.AccessPoint." + radio + ".SSIDReference",
                    "Device.WiFi.SSID." + radio);
            value("Device.WiFi.SSID." + radio + ".LowerLayers", "Device.WiFi.Radio." + radio);
        }
    }

    private static void value(String path, String text) {
        api.core().value(FakeNorthbound.GATEWAY, path, text, true, false);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void lists_what_the_device_has_of_each_capability() {
        Answer answer = api.get(CAPABILITIES);
        assertThat(answer.status()).isEqualTo(200);
        List<String> names = new ArrayList<>();
        answer.json().at("/items").forEach(i -> names.add(i.at("/name").stringValue()));
        assertThat(names).hasSize(13).startsWith("system", "firmware").contains("wifi", "iot");
        int wifi = names.indexOf("wifi");
        assertThat(answer.json().at("/items/" + wifi + "/support").stringValue())
                .isEqualTo("partial");
        assertThat(answer.json().at("/items/" + names.indexOf("voice") + "/support").stringValue())
                .isEqualTo("unsupported");
        assertThat(answer.json().at("/next").isNull()).isTrue();
    }

    @Test
    void shows_a_capability_with_path_age_and_quality_of_each_member() {
        Answer answer = api.get(CAPABILITIES + "/system");
        assertThat(answer.json().at("/name").stringValue()).isEqualTo("system");
        var upTime = answer.json().at("/health/upTime");
        assertThat(upTime.at("/value").intValue()).isEqualTo(86400);
        assertThat(upTime.at("/path").stringValue()).isEqualTo("Device.DeviceInfo.UpTime");
        assertThat(upTime.at("/quality").stringValue()).isEqualTo("reported");
        assertThat(upTime.at("/observedAt").stringValue()).endsWith("Z");
        assertThat(upTime.at("/writable").booleanValue()).isFalse();
        assertThat(answer.json().at("/identity").has("serialNumber")).isFalse();
    }

    @Test
    void never_shows_a_secret() {
        Answer answer = api.get(CAPABILITIES + "/wifi");
        assertThat(answer.text()).doesNotContain("hunter22");
        var security = answer.json().findValue("keyPassphrase");
        assertThat(security.at("/secret").booleanValue()).isTrue();
        assertThat(security.has("value")).isFalse();
    }

    @Test
    void every_capability_of_every_device_can_be_read() {
        for (var device : List.of(FakeNorthbound.GATEWAY, FakeNorthbound.PLUG)) {
            for (var name : api.get(CAPABILITIES).json().at("/items")) {
                String path =
                        "/api/v1/devices/"
                                + device
                                + "/capabilities/"
                                + name.at("/name").stringValue();
                assertThat(api.get(path).status()).as(path).isEqualTo(200);
            }
        }
        assertThat(
                        api.get("/api/v1/devices/" + FakeNorthbound.PLUG + "/capabilities/iot")
                                .json()
                                .at("/own/0/value/kind")
                                .stringValue())
                .isEqualTo("binary");
    }

    @Test
    void a_change_is_one_command() {
        Answer answer =
                api.call(
                        "PATCH",
                        CAPABILITIES + "/wifi?wait=5",
                        "{\"bands\":{\"2.4GHz\":{\"ssid\":\"attic\",\"enabled\":true}}}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/type").stringValue()).isEqualTo("set");
        assertThat(answer.json().at("/status").stringValue()).isEqualTo("done");
        assertThat(api.get(CAPABILITIES + "/wifi").json().findValues("ssid").toString())
                .contains("attic");
        Answer later =
                api.send(
                        api.request(ApiServer.WRITER, CAPABILITIES + "/wifi")
                                .header("Content-Type", "application/merge-patch+json")
                                .method(
                                        "PATCH",
                                        BodyPublishers.ofString(
                                                "{\"networks\":{\"net-4\":{\"enabled\":false}}}")));
        assertThat(later.status()).isEqualTo(202);
        assertThat(later.header("Location")).startsWith("/api/v1/commands/");
    }

    @Test
    void what_may_mean_several_networks_is_a_conflict_with_the_candidates() {
        Answer answer =
                api.call(
                        "PATCH", CAPABILITIES + "/wifi", "{\"bands\":{\"5GHz\":{\"ssid\":\"x\"}}}");
        assertThat(answer.status()).isEqualTo(409);
        var error = answer.json().at("/errors/0");
        assertThat(error.at("/path").stringValue()).isEqualTo("bands.5GHz");
        assertThat(error.at("/code").stringValue()).isEqualTo("ambiguous");
        assertThat(error.at("/candidates")).hasSize(2);
    }

    @Test
    void what_cannot_be_done_names_its_members() {
        Answer answer =
                api.call(
                        "PATCH",
                        CAPABILITIES + "/wifi",
                        "{\"networks\":{\"net-5\":{\"colour\":\"red\",\"enabled\":7}}}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors")).hasSize(2);
        assertThat(answer.json().at("/errors/0/path").stringValue())
                .isEqualTo("networks.net-5.colour");
        assertThat(api.call("PATCH", CAPABILITIES + "/diagnostics", "{\"x\":1}").status())
                .isEqualTo(422);
        assertThat(api.call("PATCH", CAPABILITIES + "/wifi", "[1]").status()).isEqualTo(400);
        assertThat(api.call("PATCH", CAPABILITIES + "/wifi?wait=61", "{}").status()).isEqualTo(400);
    }

    @Test
    void an_unknown_capability_or_device_is_not_found_and_a_reader_changes_nothing() {
        assertThat(api.get(CAPABILITIES + "/teleport").status()).isEqualTo(404);
        assertThat(api.get("/api/v1/devices/0014A5-X-Y/capabilities").status()).isEqualTo(404);
        Answer denied =
                api.send(
                        api.request(ApiServer.READER, CAPABILITIES + "/wifi")
                                .header("Content-Type", "application/json")
                                .method("PATCH", BodyPublishers.ofString("{}")));
        assertThat(denied.status()).isEqualTo(403);
    }

    @Test
    void what_was_never_read_cannot_be_changed_and_is_told_from_what_is_not_there() {
        Answer answer =
                api.send(
                        api.request(ApiServer.ADMIN, CAPABILITIES + "/voice")
                                .header("Content-Type", "application/json")
                                .method(
                                        "PATCH",
                                        BodyPublishers.ofString(
                                                "{\"services\":{\"1\":{\"lines\":{\"1\":"
                                                        + "{\"enable\":true}}}}}")));
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().at("/detail").stringValue())
                .isEqualTo(
                        "nothing of it has been read from the device yet: get Device.Services."
                                + " first");
    }

    @Test
    void the_mesh_is_that_of_all_boxes_of_the_home() {
        String other = "/api/v1/devices/" + FakeNorthbound.CLONE;
        for (String device : List.of("/api/v1/devices/" + FakeNorthbound.GATEWAY, other)) {
            api.send(
                    api.request(ApiServer.ADMIN, device)
                            .header("Content-Type", "application/merge-patch+json")
                            .method(
                                    "PATCH",
                                    BodyPublishers.ofString(
                                            "{\"attributes\":{\"site\":\"home-7\"}}")));
        }
        assertThat(ids(api.get(CAPABILITIES + "/mesh")))
                .containsExactlyInAnyOrder(
                        FakeNorthbound.GATEWAY.value(), FakeNorthbound.CLONE.value());
        assertThat(ids(api.get(other + "/capabilities/mesh"))).hasSize(2);
    }

    private static List<String> ids(Answer mesh) {
        List<String> ids = new ArrayList<>();
        mesh.json().at("/topology/nodes").forEach(n -> ids.add(n.at("/device").stringValue("")));
        return ids;
    }

    @Test
    void the_same_key_gives_the_same_command() {
        List<String> ids = new ArrayList<>();
        for (String body :
                List.of(
                        "{\"networks\":{\"net-6\":{\"enabled\":true}}}",
                        "{\"networks\":{\"net-6\":{\"enabled\":true}}}",
                        "{\"networks\":{\"net-6\":{\"enabled\":false}}}")) {
            Answer answer =
                    api.send(
                            api.request(ApiServer.ADMIN, CAPABILITIES + "/wifi")
                                    .header("Content-Type", "application/json")
                                    .header("Idempotency-Key", "capability-1")
                                    .method("PATCH", BodyPublishers.ofString(body)));
            ids.add(answer.status() + " " + answer.json().at("/id").stringValue(""));
        }
        assertThat(ids.get(0)).isEqualTo(ids.get(1)).startsWith("202 ");
        assertThat(ids.get(2)).startsWith("409");
    }
}
