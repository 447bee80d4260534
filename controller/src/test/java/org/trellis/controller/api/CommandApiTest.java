package org.trellis.controller.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trellis.controller.api.ApiServer.Answer;
import tools.jackson.databind.JsonNode;

class CommandApiTest {

    private static final String COMMANDS =
            "/api/v1/devices/" + FakeNorthbound.GATEWAY + "/commands";
    private static final String PLUG = "/api/v1/devices/" + FakeNorthbound.PLUG + "/commands";
    private static final String SET =
            "{\"type\":\"set\",\"values\":{\"Device.WiFi.SSID.2.SSID\":\"new\"}}";

    private static ApiServer api;

    @BeforeAll
    static void start() {
        api = ApiServer.start();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void answers_200_when_it_ends_while_waiting() {
        Answer answer = api.post(COMMANDS + "?wait=5", SET);
        assertThat(answer.status()).isEqualTo(200);
        var command = answer.json();
        assertThat(command.at("/status").stringValue()).isEqualTo("done");
        assertThat(command.at("/type").stringValue()).isEqualTo("set");
        assertThat(command.at("/createdBy").stringValue()).isEqualTo("admin");
        assertThat(command.at("/endpoint/transport").stringValue()).isEqualTo("mqtt");
        assertThat(command.at("/result/values").get("Device.WiFi.SSID.2.SSID").stringValue())
                .isEqualTo("new");
        assertThat(command.at("/errors")).isEmpty();
        Answer again = api.get("/api/v1/commands/" + command.at("/id").stringValue());
        assertThat(again.json()).isEqualTo(command);
    }

    @Test
    void answers_202_with_location_without_waiting_or_when_the_seconds_are_over() {
        Answer queued = api.post(COMMANDS, "{\"type\":\"operate\",\"path\":\"Device.Slow()\"}");
        assertThat(queued.status()).isEqualTo(202);
        assertThat(queued.header("Location"))
                .isEqualTo("/api/v1/commands/" + queued.json().at("/id").stringValue());
        assertThat(queued.json().at("/result").isNull()).isTrue();
        Answer waited =
                api.post(COMMANDS + "?wait=1", "{\"type\":\"operate\",\"path\":\"Device.Slow()\"}");
        assertThat(waited.status()).isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"get\",\"paths\":[\"Device.WiFi.SSID.*.SSID\",\"Device.DeviceInfo.\"]}|done",
                "{\"type\":\"add\",\"objects\":[{\"object\":\"Device.NAT.PortMapping.\",\"values\":{\"ExternalPort\":\"8080\"}}]}|done",
                "{\"type\":\"delete\",\"objects\":[\"Device.NAT.PortMapping.3.\"]}|done",
                "{\"type\":\"operate\",\"path\":\"Device.Reboot()\",\"input\":{}}|done",
                "{\"type\":\"operate\",\"path\":\"Device.Broken()\",\"priority\":\"background\"}|failed",
                "{\"type\":\"discover\",\"path\":\"Device.\"}|done",
                "{\"type\":\"discover\"}|done",
                "{\"type\":\"watch\",\"paths\":[\"Device.WiFi.SSID.*.SSID\"],\"notify\":\"value-change\"}|done",
                "{\"type\":\"watch\",\"paths\":[\"Device.NAT.PortMapping.\"],\"notify\":\"object-creation\"}|done",
                "{\"type\":\"watch\",\"paths\":[\"Device.NAT.PortMapping.\"],\"notify\":\"object-deletion\"}|done",
                "{\"type\":\"watch\",\"paths\":[\"Device.NAT.PortMapping.\"],\"notify\":\"off\"}|done",
            })
    void takes_every_type_of_the_contract(String body, String status) {
        Answer answer = api.post(COMMANDS + "?wait=5", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().at("/status").stringValue()).isEqualTo(status);
    }

    @Test
    void tells_the_devices_fault_with_its_own_code() {
        var error =
                api.post(
                                COMMANDS + "?wait=5",
                                "{\"type\":\"operate\",\"path\":\"Device.Broken()\"}")
                        .json()
                        .at("/errors/0");
        assertThat(error.at("/code").stringValue()).isEqualTo("internal");
        assertThat(error.at("/sourceCode").stringValue()).isEqualTo("9002");
    }

    @Test
    void masks_secrets_in_results_and_outputs() {
        Answer get =
                api.post(
                        COMMANDS + "?wait=5",
                        "{\"type\":\"get\",\"paths\":[\"Device.WiFi.AccessPoint.\"]}");
        assertThat(get.text()).doesNotContain("hunter22").contains("KeyPassphrase\":null");
        Answer operate =
                api.post(
                        COMMANDS + "?wait=5",
                        "{\"type\":\"operate\",\"path\":\"Device.Reboot()\"}");
        assertThat(operate.text()).doesNotContain("s3cret").contains("\"Status\":\"ok\"");
    }

    @Test
    void cuts_a_long_value_of_a_result_and_links_to_the_whole() {
        Answer answer =
                api.post(
                        COMMANDS + "?wait=5",
                        "{\"type\":\"get\",\"paths\":[\"Device.X_ACME_Long\",\"Device.WiFi.\"]}");
        String path = "Device.X_ACME_Long";
        assertThat(answer.json().at("/result/values/" + path).stringValue()).hasSize(64 * 1024);
        String link = answer.json().at("/result/whole/" + path).stringValue();
        assertThat(answer.json().at("/result/whole")).hasSize(1);
        var whole = api.get(link).json().at("/items/0");
        assertThat(whole.at("/path").stringValue()).isEqualTo(path);
        assertThat(whole.at("/value").stringValue()).hasSize(70_000);
        var cut = api.get(link.replace("&whole=true", "")).json().at("/items/0");
        assertThat(cut.at("/value").stringValue()).hasSize(64 * 1024);
        assertThat(cut.at("/whole").stringValue()).isEqualTo(link);
    }

    @Test
    void keeps_a_thousand_values_inline_and_pages_the_rest() {
        Answer answer = api.post(COMMANDS + "?wait=5", "{\"type\":\"discover\"}");
        assertThat(answer.json().at("/result/values")).hasSize(1000);
        Answer rest = api.get(answer.json().at("/result/rest").stringValue() + "&limit=150");
        assertThat(rest.json().at("/items")).hasSize(150);
        assertThat(rest.json().at("/items/0/path").stringValue())
                .isEqualTo("Device.Hosts.Host.1001.HostName");
        Answer last =
                api.get(
                        "/api/v1/commands/"
                                + answer.json().at("/id").stringValue()
                                + "/result?cursor="
                                + rest.json().at("/next").stringValue());
        assertThat(last.json().at("/items")).hasSize(50);
        assertThat(last.json().at("/next").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"set\",\"values\":{\"Device.A\":1}}|values.Device.A",
                "{\"type\":\"set\",\"values\":{\"Device.A\":true}}|values.Device.A",
                "{\"type\":\"set\",\"values\":{\"Device.A\":null}}|values.Device.A",
                "{\"type\":\"set\",\"values\":{\"Device.A\":{}}}|values.Device.A",
                "{\"type\":\"set\",\"values\":{}}|values",
                "{\"type\":\"set\"}|values",
                "{\"type\":\"set\",\"values\":[]}|values",
                "{\"type\":\"set\",\"values\":{\"Device.WiFi.\":\"x\"}}|values",
                "{\"type\":\"set\",\"values\":{\"no path\":\"x\"}}|values",
                "{\"type\":\"set\",\"values\":{\"Device.A\":\"x\"},\"allowPartial\":\"yes\"}|allowPartial",
                "{\"type\":\"set\",\"values\":{\"Device.A\":\"x\"},\"paths\":[]}|paths",
                "{\"type\":\"get\",\"paths\":[]}|paths",
                "{\"type\":\"get\",\"paths\":\"Device.\"}|paths",
                "{\"type\":\"get\",\"paths\":[\"Device.\",7]}|paths[1]",
                "{\"type\":\"get\",\"paths\":[\"Device.\",\"?\"]}|paths[1]",
                "{\"type\":\"add\",\"objects\":[{\"values\":{}}]}|objects[0].object",
                "{\"type\":\"add\",\"objects\":[{\"object\":\"Device.A.\",\"values\":{\"B\":2}}]}|objects[0].values.B",
                "{\"type\":\"delete\",\"objects\":[\"Device.A\"]}|objects[0]",
                "{\"type\":\"operate\",\"path\":\"Device.Reboot\"}|path",
                "{\"type\":\"operate\"}|path",
                "{\"type\":\"watch\",\"notify\":\"off\"}|paths",
                "{\"type\":\"watch\",\"paths\":[\"Device.A\"]}|notify",
                "{\"type\":\"watch\",\"paths\":[\"Device.A\"],\"notify\":\"VALUE_CHANGE\"}|notify",
                "{\"type\":\"explode\"}|type",
                "{\"paths\":[]}|type",
                "{\"type\":\"discover\",\"priority\":\"high\"}|priority",
                "{\"type\":\"discover\",\"expiresAt\":\"tomorrow\"}|expiresAt",
                "{\"type\":\"discover\",\"expiresAt\":\"2001-01-01T00:00:00Z\"}|expiresAt",
                "{\"type\":\"discover\",\"colour\":\"red\"}|colour",
            })
    void names_the_member_that_is_wrong(String body, String field) {
        Answer answer = api.post(COMMANDS, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().at("/errors/0/path").stringValue())
                .as(answer.text())
                .isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{|line 1",
                "|body",
                "{\"type\":\"get\",\"type\":\"set\"}|twice",
                "{\"type\":\"discover\"} x|JSON",
                "not json|JSON",
            })
    void says_where_it_is_not_json(String body, String words) {
        Answer answer = api.post(COMMANDS, body == null ? "" : body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/detail").stringValue()).contains(words);
    }

    @Test
    void refuses_what_is_deep_or_long_or_big() {
        String deep =
                "{\"type\":\"set\",\"values\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";
        assertThat(api.post(COMMANDS, deep).status()).isEqualTo(400);
        String big =
                "{\"type\":\"set\",\"values\":{\"Device.A\":\"" + "x".repeat(2_000_000) + "\"}}";
        assertThat(api.post(COMMANDS, big).status()).isEqualTo(413);
        Answer chunked =
                api.send(
                        api.request(ApiServer.ADMIN, COMMANDS)
                                .header("Content-Type", "application/json")
                                .POST(
                                        BodyPublishers.ofInputStream(() ->
                                                new java.io.ByteArrayInputStream(
                                                        ("{\"type\":\"get\",\"paths\":["
                                                                        + "\"Device.\","
                                                                                .repeat(200_000))
                                                                .getBytes(
                                                                        java.nio.charset
                                                                                .StandardCharsets
                                                                                .UTF_8)))));
        assertThat(chunked.status()).isIn(400, 413);
    }

    @ParameterizedTest
    @CsvSource({"-1", "61", "soon", "1.5"})
    void refuses_other_waits(String wait) {
        Answer answer = api.post(COMMANDS + "?wait=" + wait, SET);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/path").stringValue()).isEqualTo("wait");
    }

    @Test
    void tells_what_could_not_be_checked() {
        String vendors = "{\"type\":\"set\",\"values\":{\"Device.DeviceInfo.X_ACME_Led\":\"off\"}}";
        for (String path : new String[] {COMMANDS + "/validate", COMMANDS}) {
            JsonNode answer = api.post(path, vendors).json();
            assertThat(answer.at("/warnings/0/path").stringValue())
                    .isEqualTo("Device.DeviceInfo.X_ACME_Led");
            assertThat(answer.at("/warnings/0/message").stringValue()).isEqualTo("not checked");
        }
        assertThat(api.post(COMMANDS + "/validate", SET).json().at("/warnings").isEmpty()).isTrue();
        assertThat(api.post(COMMANDS, SET).json().has("warnings")).isFalse();
    }

    @Test
    void validates_without_queueing() {
        assertThat(api.post(COMMANDS + "/validate", SET).json().at("/valid").booleanValue())
                .isTrue();
        String bad = "{\"type\":\"get\",\"paths\":[\"Device.Nope.1.X\",\"Device.WiFi.\"]}";
        for (String path : new String[] {COMMANDS + "/validate", COMMANDS}) {
            Answer answer = api.post(path, bad);
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.json().at("/errors/0/path").stringValue())
                    .isEqualTo("Device.Nope.1.X");
            assertThat(answer.json().at("/errors/0/code").stringValue()).isEqualTo("invalid-path");
        }
    }

    @Test
    void replays_the_same_key_and_refuses_it_with_another_body() {
        Answer first = keyed("k1", SET);
        Answer second = keyed("k1", SET);
        assertThat(second.json().at("/id")).isEqualTo(first.json().at("/id"));
        assertThat(keyed("k1", SET.replace("new", "newer")).status()).isEqualTo(409);
        assertThat(keyed("k".repeat(201), SET).status()).isEqualTo(400);
    }

    private static Answer keyed(String key, String body) {
        return api.send(
                api.request(ApiServer.ADMIN, COMMANDS)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.ofString(body)));
    }

    @Test
    void cancels_what_is_queued_and_says_when_it_is_too_late() {
        Answer queued = api.post(PLUG, "{\"type\":\"discover\"}");
        assertThat(queued.json().at("/status").stringValue()).isEqualTo("queued");
        assertThat(queued.json().at("/note").stringValue()).contains("not connected");
        String id = "/api/v1/commands/" + queued.json().at("/id").stringValue();
        assertThat(api.post(id + "/cancel", "").json().at("/status").stringValue())
                .isEqualTo("cancelled");
        Answer done = api.post(COMMANDS, SET);
        Answer late =
                api.post("/api/v1/commands/" + done.json().at("/id").stringValue() + "/cancel", "");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.json().at("/detail").stringValue()).contains("done");
    }

    @Test
    void says_that_too_many_wait() {
        Answer answer = api.post(PLUG, "{\"type\":\"discover\"}");
        for (int i = 0; i < 4 && answer.status() == 202; i++) {
            answer = api.post(PLUG, "{\"type\":\"discover\"}");
        }
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isNotEmpty();
    }

    @Test
    void lists_a_devices_commands_newest_first() {
        Answer first = api.post(COMMANDS, SET);
        Answer list = api.get(COMMANDS + "?limit=1");
        assertThat(list.json().at("/items/0/id")).isEqualTo(first.json().at("/id"));
    }

    @Test
    void knows_no_such_command_or_device() {
        assertThat(api.get("/api/v1/commands/nope").status()).isEqualTo(404);
        assertThat(api.get("/api/v1/commands/01900000-0000-7000-8000-000000000000").status())
                .isEqualTo(404);
        assertThat(api.post("/api/v1/commands/nope/cancel", "").status()).isEqualTo(404);
        assertThat(api.post("/api/v1/devices/nobody/commands", SET).status()).isEqualTo(404);
        assertThat(api.post("/api/v1/devices/nobody/commands/validate", SET).status())
                .isEqualTo(404);
        assertThat(api.post("/api/v1/devices/mac:00:14:a5:00:00:01/commands", SET).status())
                .isEqualTo(202);
    }
}
