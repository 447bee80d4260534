package org.trellis.controller.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.trellis.controller.api.ApiServer.Answer;

class ParameterApiTest {

    private static final String PARAMETERS =
            "/api/v1/devices/" + FakeNorthbound.GATEWAY + "/parameters";
    private static final String SCHEMA = "/api/v1/devices/" + FakeNorthbound.GATEWAY + "/schema";

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
    void shows_age_source_and_quality_of_a_value() {
        var item = api.get(PARAMETERS + "?path=Device.WiFi.SSID.1.SSID").json().at("/items/0");
        assertThat(item.at("/value").stringValue()).isEqualTo("home");
        assertThat(item.at("/type").stringValue()).isEqualTo("string");
        assertThat(item.at("/writable").booleanValue()).isTrue();
        assertThat(item.at("/quality").stringValue()).isEqualTo("reported");
        assertThat(item.at("/source/protocol").stringValue()).isEqualTo("usp");
        assertThat(item.at("/source/path").stringValue()).isEqualTo("Device.WiFi.SSID.1.SSID");
        assertThat(item.at("/observedAt").stringValue()).endsWith("Z");
    }

    @Test
    void pages_in_the_order_of_instances_without_loss() {
        List<String> paths = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = api.get(PARAMETERS + "?path=Device.WiFi.SSID.*.SSID&limit=5" + cursor);
            page.json().at("/items").forEach(i -> paths.add(i.at("/path").stringValue()));
            cursor =
                    page.json().at("/next").isNull()
                            ? ""
                            : "&cursor=" + page.json().at("/next").stringValue();
        } while (!cursor.isEmpty());
        assertThat(paths).hasSize(12).contains("Device.WiFi.SSID.12.SSID");
        assertThat(paths.indexOf("Device.WiFi.SSID.2.SSID"))
                .isLessThan(paths.indexOf("Device.WiFi.SSID.10.SSID"));
    }

    @Test
    void streams_the_whole_as_lines() {
        Answer answer =
                api.send(
                        api.request(ApiServer.ADMIN, PARAMETERS)
                                .header("Accept", "application/x-ndjson"));
        assertThat(answer.header("Content-Type")).startsWith("application/x-ndjson");
        assertThat(answer.text().lines())
                .hasSizeGreaterThan(40)
                .allMatch(l -> l.startsWith("{\"path\""));
    }

    @Test
    void masks_a_secret_unless_it_is_revealed_to_who_may() {
        String secret = PARAMETERS + "?path=Device.WiFi.AccessPoint.1.Security.KeyPassphrase";
        var masked = api.get(secret).json().at("/items/0");
        assertThat(masked.at("/value").isNull()).isTrue();
        assertThat(masked.at("/secret").booleanValue()).isTrue();
        assertThat(api.get(secret + "&reveal=secrets").json().at("/items/0/value").stringValue())
                .isEqualTo("hunter22");
        assertThat(api.send(api.request(ApiServer.READER, secret + "&reveal=secrets")).status())
                .isEqualTo(403);
        var record = api.core().events().last("secrets.revealed");
        assertThat(record.data())
                .containsEntry("by", "admin")
                .containsEntry(
                        "paths",
                        java.util.List.of("Device.WiFi.AccessPoint.1.Security.KeyPassphrase"));
        assertThat(api.get(secret + "&reveal=all").status()).isEqualTo(400);
    }

    @Test
    void cuts_a_long_value_and_links_to_the_whole() {
        var cut = api.get(PARAMETERS + "?path=Device.X_ACME_Long").json().at("/items/0");
        assertThat(cut.at("/value").stringValue()).hasSize(64 * 1024);
        var whole = api.get(cut.at("/whole").stringValue()).json().at("/items/0");
        assertThat(whole.at("/value").stringValue()).hasSize(70_000);
    }

    @Test
    void refuses_what_is_not_a_path_or_a_cursor() {
        assertThat(api.get(PARAMETERS + "?path=..").json().at("/errors/0/path").stringValue())
                .isEqualTo("path[0]");
        assertThat(
                        api.get(PARAMETERS + "?path=Device.&path=x%20y")
                                .json()
                                .at("/errors/0/path")
                                .stringValue())
                .isEqualTo("path[1]");
        assertThat(api.get(PARAMETERS + "?cursor=!!").json().at("/errors/0/path").stringValue())
                .isEqualTo("cursor");
    }

    @Test
    void takes_a_search_with_commas_and_quotes() {
        assertThat(
                        api.get(
                                        PARAMETERS
                                                + "?path=Device.WiFi.SSID.%5BSSID%3D%3D%22a,b%22%5D.Enable")
                                .status())
                .isEqualTo(200);
    }

    @Test
    void tells_of_a_node_what_it_is_and_whether_the_device_has_it() {
        var ssid = api.get(SCHEMA + "?path=Device.WiFi.SSID.1.SSID").json().at("/items/0");
        assertThat(ssid.at("/path").stringValue()).isEqualTo("Device.WiFi.SSID.{i}.SSID");
        assertThat(ssid.at("/kind").stringValue()).isEqualTo("parameter");
        assertThat(ssid.at("/type").stringValue()).isEqualTo("string");
        assertThat(ssid.at("/access").stringValue()).isEqualTo("readWrite");
        assertThat(ssid.at("/supported").booleanValue()).isTrue();
        var status = api.get(SCHEMA + "?path=Device.WiFi.SSID.1.Status").json().at("/items/0");
        assertThat(status.at("/supported").booleanValue()).isFalse();
        assertThat(status.at("/enumeration").toString()).contains("Up", "Down");
        var vendor = api.get(SCHEMA + "?path=Device.X_ACME_Long").json().at("/items/0");
        assertThat(vendor.at("/supported").booleanValue()).isTrue();
    }

    @Test
    void pages_through_the_schema() {
        Answer page = api.get(SCHEMA + "?path=Device.WiFi.&supported=true&limit=2");
        assertThat(page.json().at("/items")).hasSize(2);
        Answer rest =
                api.get(
                        SCHEMA
                                + "?path=Device.WiFi.&supported=true&limit=500&cursor="
                                + page.json().at("/next").stringValue());
        assertThat(rest.json().at("/items")).hasSize(2);
        assertThat(rest.json().at("/next").isNull()).isTrue();
    }
}
