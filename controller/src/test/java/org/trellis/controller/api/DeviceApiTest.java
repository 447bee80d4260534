package org.trellis.controller.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trellis.controller.api.ApiServer.Answer;

class DeviceApiTest {

    private static final String DEVICES = "/api/v1/devices";
    private static final String GATEWAY = DEVICES + "/" + FakeNorthbound.GATEWAY;

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
    void lists_devices_with_the_members_of_the_contract() {
        Answer answer = api.get(DEVICES);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/next").isNull()).isTrue();
        assertThat(answer.json().has("estimate")).isFalse();
        var device = answer.json().at("/items/0");
        assertThat(device.propertyNames())
                .contains(
                        "id",
                        "tenant",
                        "state",
                        "manufacturer",
                        "oui",
                        "productClass",
                        "serialNumber",
                        "modelName",
                        "softwareVersion",
                        "kind",
                        "dataModel",
                        "parent",
                        "endpoints",
                        "online",
                        "lastSeen",
                        "tags",
                        "attributes");
        assertThat(device.at("/dataModel").stringValue()).isEqualTo("TR-181");
        assertThat(device.at("/endpoints/0/protocol").stringValue()).isEqualTo("usp");
        assertThat(device.at("/lastSeen").stringValue()).endsWith("Z");
    }

    @Test
    void pages_with_the_cursor_that_it_gave_out() {
        Answer first = api.get(DEVICES + "?limit=2&estimate=true");
        assertThat(first.json().at("/items")).hasSize(2);
        assertThat(first.json().at("/estimate").intValue()).isGreaterThanOrEqualTo(3);
        String next = first.json().at("/next").stringValue();
        Answer second = api.get(DEVICES + "?limit=2&cursor=" + next);
        assertThat(second.json().at("/items/0/id")).isNotEqualTo(first.json().at("/items/1/id"));
    }

    @Test
    void shows_no_password_among_the_settings() {
        Answer patched =
                api.call("PATCH", GATEWAY, "{\"settings\":{\"usp.some-password\":\"s3cret\"}}");
        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.json().at("/settings/usp.some-password").stringValue())
                .isEqualTo("(secret)");
        assertThat(api.get(GATEWAY).text()).doesNotContain("s3cret");
        api.call("PATCH", GATEWAY, "{\"settings\":{\"usp.some-password\":null}}");
    }

    @Test
    void refuses_a_password_for_an_endpoint_that_is_not_there() {
        String name = "cwmp.connection-request-password";
        Answer refused = api.call("PATCH", GATEWAY, "{\"settings\":{\"" + name + "\":\"s3cret\"}}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/errors/0/path").stringValue()).isEqualTo("settings." + name);
    }

    @Test
    void names_the_cursor_that_no_list_gave_out() {
        for (String list : List.of(DEVICES, GATEWAY + "/commands")) {
            Answer answer = api.get(list + "?cursor=not-ours");
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().at("/errors/0/path").stringValue()).isEqualTo("cursor");
        }
    }

    @Test
    void filters_by_comparisons_and_tags() {
        api.call("PUT", GATEWAY + "/tags/vip", "");
        Answer answer =
                api.get(
                        DEVICES
                                + "?filter=kind%20%3D%3D%20%22gateway%22%20%26%26%20%22vip%22%20in%20tags");
        assertThat(answer.json().at("/items")).hasSize(1);
        assertThat(answer.json().at("/items/0/tags/0").stringValue()).isEqualTo("vip");
        assertThat(api.get(DEVICES + "?filter=tenant%3D%3D%22other%22").json().at("/items"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "kind%20!%3D%20%22iot%22,position 6",
        "colour%3D%3D%22red%22,position 1",
        "kind%3D%3D%22iot,position 7",
        "kind%3D%3D%22iot%22%20%7C%7C%20x,position 13",
    })
    void refuses_other_filters_with_the_position(String filter, String position) {
        Answer answer = api.get(DEVICES + "?filter=" + filter);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/detail").stringValue())
                .startsWith("filter")
                .contains(position);
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0,limit",
        "limit=501,limit",
        "limit=many,limit",
        "sort=modelName,sort",
        "estimate=maybe,estimate",
    })
    void names_the_query_parameter_that_is_wrong(String query, String field) {
        Answer answer = api.get(DEVICES + "?" + query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().at("/errors/0/path").stringValue()).isEqualTo(field);
        assertThat(answer.json().at("/type").stringValue())
                .isEqualTo("urn:trellis:problem:invalid-request");
    }

    @Test
    void finds_a_device_by_alias() {
        Answer answer = api.get(DEVICES + "/mac:00:14:a5:00:00:01");
        assertThat(answer.json().at("/id").stringValue()).isEqualTo(FakeNorthbound.GATEWAY.value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/parameters", "/events", "/commands", "/schema"})
    void names_the_device_that_does_not_exist(String below) {
        Answer answer = api.get(DEVICES + "/0014A5-X~2D1-nobody" + below);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().at("/detail").stringValue()).contains("0014A5-X~2D1-nobody");
    }

    @Test
    void makes_a_credential_that_is_told_once_and_revokes_it() {
        Answer made = api.post(GATEWAY + "/credentials", "{\"protocol\":\"usp\"}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().at("/secret").stringValue()).isEqualTo("told-once");
        String id = made.json().at("/id").stringValue();
        assertThat(id).isEqualTo("usp:os::0014A5-SN123");
        Answer listed = api.get(GATEWAY + "/credentials");
        assertThat(listed.json().at("/items/0/used").booleanValue()).isFalse();
        assertThat(listed.json().toString()).doesNotContain("told-once");
        assertThat(api.call("DELETE", GATEWAY + "/credentials/" + id, "").status()).isEqualTo(204);
        assertThat(api.call("DELETE", GATEWAY + "/credentials/" + id, "").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"protocol\":\"iot\"}",
                "{\"protocol\":\"usp\",\"user\":\"trellis\"}"
            })
    void makes_no_credential_that_nobody_could_use(String body) {
        assertThat(api.post(GATEWAY + "/credentials", body).status()).isEqualTo(400);
    }

    @Test
    void merges_a_patch_and_honours_if_match() {
        Answer before = api.get(GATEWAY);
        String etag = before.header("ETag");
        Answer patched =
                api.send(
                        api.request(ApiServer.ADMIN, GATEWAY)
                                .header("Content-Type", "application/merge-patch+json")
                                .header("If-Match", etag)
                                .method(
                                        "PATCH",
                                        java.net.http.HttpRequest.BodyPublishers.ofString(
                                                "{\"attributes\":{\"site\":\"Vienna\",\"gone\":null},"
                                                        + "\"settings\":{\"cwmp.prolog\":\"off\"}}")));
        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.json().at("/attributes/site").stringValue()).isEqualTo("Vienna");
        assertThat(patched.json().at("/settings/cwmp.prolog").stringValue()).isEqualTo("off");
        assertThat(patched.header("ETag")).isNotEqualTo(etag);
        Answer stale =
                api.send(
                        api.request(ApiServer.ADMIN, GATEWAY)
                                .header("Content-Type", "application/json")
                                .header("If-Match", etag)
                                .method(
                                        "PATCH",
                                        java.net.http.HttpRequest.BodyPublishers.ofString("{}")));
        assertThat(stale.status()).isEqualTo(412);
        assertThat(api.call("PATCH", GATEWAY, "{\"attributes\":null}").json().at("/attributes"))
                .isEmpty();
    }

    @Test
    void refuses_what_was_edited_between_the_look_and_the_write() {
        String etag = api.get(GATEWAY).header("ETag");
        api.core().contested.add(FakeNorthbound.GATEWAY);
        Answer late =
                api.send(
                        api.request(ApiServer.ADMIN, GATEWAY)
                                .header("Content-Type", "application/json")
                                .header("If-Match", etag)
                                .method(
                                        "PATCH",
                                        java.net.http.HttpRequest.BodyPublishers.ofString(
                                                "{\"attributes\":{\"site\":\"Bonn\"}}")));
        api.core().contested.clear();
        assertThat(late.status()).isEqualTo(412);
    }

    @Test
    void does_not_call_a_device_unchanged_whose_presence_may_have_changed() {
        Answer again =
                api.send(
                        api.request(ApiServer.ADMIN, GATEWAY)
                                .header("If-None-Match", api.get(GATEWAY).header("ETag")));
        assertThat(again.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"serialNumber\":\"1\"}|serialNumber",
                "{\"attributes\":{\"site\":1}}|attributes.site",
                "{\"attributes\":[]}|attributes",
                "[]|body",
                "{\"attributes\":{\"\":\"x\"}}|attributes",
            })
    void refuses_a_patch_of_what_cannot_be_edited(String body, String field) {
        Answer answer = api.call("PATCH", GATEWAY, body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/path").stringValue()).isEqualTo(field);
    }

    @Test
    void approves_what_is_pending_and_releases_what_is_quarantined() {
        String pending = DEVICES + "/" + FakeNorthbound.PENDING;
        String clone = DEVICES + "/" + FakeNorthbound.CLONE;
        assertThat(api.get(pending).json().at("/stateReason").stringValue()).contains("manual");
        assertThat(api.call("POST", pending + "/release", "").status()).isEqualTo(409);
        assertThat(api.call("POST", pending + "/approve", "").json().at("/state").stringValue())
                .isEqualTo("active");
        assertThat(api.call("POST", pending + "/approve", "").status()).isEqualTo(200);
        assertThat(api.call("POST", clone + "/approve", "").status()).isEqualTo(409);
        assertThat(api.call("POST", clone + "/release", "").json().at("/state").stringValue())
                .isEqualTo("active");
        assertThat(api.call("DELETE", clone, "").status()).isEqualTo(204);
        assertThat(api.call("DELETE", clone, "").status()).isEqualTo(404);
        assertThat(api.get(clone + "/events").json().at("/items"))
                .as("the events of a forgotten device")
                .isNotEmpty();
        assertThat(api.get(DEVICES + "/nobody/events").status()).isEqualTo(404);
    }

    @Test
    void refuses_a_tag_of_the_wrong_form() {
        assertThat(api.call("PUT", GATEWAY + "/tags/not%20a%20tag", "").status()).isEqualTo(400);
        assertThat(api.call("PUT", GATEWAY + "/tags/x", "").status()).isEqualTo(200);
        assertThat(api.call("DELETE", GATEWAY + "/tags/x", "").json().at("/tags").toString())
                .doesNotContain("\"x\"");
    }
}
