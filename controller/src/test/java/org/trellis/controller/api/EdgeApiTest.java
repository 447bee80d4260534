package org.trellis.controller.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.trellis.controller.api.ApiServer.Answer;

class EdgeApiTest {

    private static ApiServer api;

    @BeforeAll
    static void start() {
        api = ApiServer.start();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @AfterEach
    void comeBack() {
        api.core().away(false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/devices", "/api/v1/events", "/api/v1/commands/x",
                        "/api/v1/enrollment-keys",
                "/api/v1/nothing", "/actuator/prometheus", "/actuator/health", "/actuator/env",
            })
    void wants_a_token(String path) {
        for (String token : new String[] {"", "wrong-token-0123456789"}) {
            Answer answer = api.send(api.request(token, path));
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
            assertThat(answer.json().at("/status").intValue()).isEqualTo(401);
        }
    }

    @Test
    void takes_no_other_scheme_and_makes_no_session() {
        Answer answer =
                api.send(
                        java.net.http.HttpRequest.newBuilder(api.uri("/api/v1/devices"))
                                .header("Authorization", "Basic dXNlcjpwYXNzd29yZA=="));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(api.get("/api/v1/devices").header("Set-Cookie")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/index.html",
                "/console/app.js",
                "/console/console.css",
                "/webjars/lit/index.js",
                "/v3/api-docs",
                "/swagger-ui/index.html",
                "/actuator/health/readiness",
            })
    void is_open_where_the_contract_says(String path) {
        assertThat(api.send(api.request("", path)).status()).isEqualTo(200);
    }

    @Test
    void every_handler_outside_the_open_list_lies_where_a_token_is_needed() {
        var handlers =
                api.context()
                        .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                        .getHandlerMethods()
                        .keySet();
        assertThat(handlers)
                .isNotEmpty()
                .allSatisfy(info ->
                        assertThat(info.getPatternValues())
                                .allMatch(p ->
                                        p.startsWith("/api/")
                                                || p.startsWith("/v3/api-docs")
                                                || p.startsWith("/swagger-ui")
                                                || p.equals("/error")));
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/api/v1/devices,reader,200",
        "POST,/api/v1/devices/0014A5-HG100-SN123/commands,reader,403",
        "DELETE,/api/v1/devices/0014A5-HG100-SN123,reader,403",
        "GET,/api/v1/enrollment-keys,reader,403",
        "GET,/api/v1/enrollment-keys,writer,403",
        "POST,/api/v1/bridges,writer,403",
        "GET,/api/v1/preregistrations,writer,403",
        "GET,/actuator/prometheus,reader,200",
    })
    void grants_what_the_rights_allow(String method, String path, String who, int status) {
        String token = who.equals("reader") ? ApiServer.READER : ApiServer.WRITER;
        Answer answer =
                api.send(
                        api.request(token, path)
                                .header("Content-Type", "application/json")
                                .method(method, BodyPublishers.ofString("{}")));
        assertThat(answer.status()).isEqualTo(status);
        if (status == 403) {
            assertThat(answer.json().at("/type").stringValue())
                    .isEqualTo("urn:trellis:problem:forbidden");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/acs", "/usp/some-key", "/usp", "/mqtt", "/files/x", "/nothing", "/cwmp"})
    void does_not_serve_the_device_ports_paths(String path) {
        for (String token : new String[] {"", ApiServer.ADMIN}) {
            Answer answer = api.send(api.request(token, path));
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        }
        Answer posted = api.call("POST", path, "<soap/>");
        assertThat(posted.status()).isIn(404, 405);
    }

    @Test
    void answers_405_and_415_and_406_as_problems() {
        Answer method = api.call("POST", "/api/v1/devices", "{}");
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.header("Allow")).contains("GET");
        assertThat(method.json().at("/title").stringValue()).isEqualTo("Method not allowed");
        Answer type =
                api.send(
                        api.request(ApiServer.ADMIN, "/api/v1/devices/0014A5-HG100-SN123/commands")
                                .header("Content-Type", "text/xml")
                                .POST(BodyPublishers.ofString("<x/>")));
        assertThat(type.status()).isEqualTo(415);
        assertThat(type.header("Content-Type")).isEqualTo("application/problem+json");
        Answer accept =
                api.send(
                        api.request(
                                        ApiServer.ADMIN,
                                        "/api/v1/devices/0014A5-HG100-SN123/parameters")
                                .header("Accept", "application/pdf"));
        assertThat(accept.status()).isEqualTo(406);
    }

    @Test
    void answers_503_with_retry_after_while_the_store_is_away_and_comes_back() {
        api.core().away(true);
        for (String path :
                new String[] {
                    "/api/v1/devices",
                    "/api/v1/devices/0014A5-HG100-SN123/parameters",
                    "/api/v1/events",
                }) {
            Answer answer = api.get(path);
            assertThat(answer.status()).as(path).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isNotEmpty();
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        }
        api.core().away(false);
        assertThat(api.get("/api/v1/devices").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/devices/a%2Fb",
                "/api/v1/devices/a%25b",
                "/api/v1//devices",
                "/api/v1/devices;x=1"
            })
    void refuses_odd_request_targets_with_a_problem(String path) {
        Answer answer = api.get(path);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).doesNotContain("<html").doesNotContain("Exception");
    }

    @Test
    void sends_the_security_headers() {
        Answer page = api.send(api.request("", "/"));
        assertThat(page.header("Content-Security-Policy"))
                .contains(
                        "default-src 'none'",
                        "script-src 'self' 'sha256-",
                        "style-src 'self';",
                        "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(api.get("/api/v1/devices").header("Cache-Control")).contains("no-store");
    }

    @Test
    void tells_the_consoles_files_apart_by_their_content() {
        Answer first = api.send(api.request("", "/console/app.js"));
        assertThat(first.header("Last-Modified")).isEmpty();
        Answer again =
                api.send(
                        api.request("", "/console/app.js")
                                .header("If-None-Match", first.header("ETag")));
        assertThat(again.status()).isEqualTo(304);
    }

    @Test
    void makes_one_key_for_one_idempotency_key() {
        String body = "{\"name\":\"once\"}";
        Answer first = keyed("once-1", body);
        Answer again = keyed("once-1", body);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(keyed("once-1", "{\"name\":\"other\"}").status()).isEqualTo(409);
        assertThat(keyed(" ", body).status()).isEqualTo(400);
    }

    private static Answer keyed(String key, String body) {
        return api.send(
                api.request(ApiServer.ADMIN, "/api/v1/enrollment-keys")
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.ofString(body)));
    }

    @Test
    void exposes_only_health_and_metrics_of_the_actuator() {
        assertThat(api.get("/actuator/health").status()).isEqualTo(200);
        assertThat(api.get("/actuator/prometheus").text()).contains("jvm_memory");
        for (String path : new String[] {"env", "beans", "heapdump", "configprops", "shutdown"}) {
            assertThat(api.get("/actuator/" + path).status()).as(path).isEqualTo(404);
        }
    }

    @Test
    void tells_the_secret_of_a_key_once() {
        Answer made =
                api.post(
                        "/api/v1/enrollment-keys",
                        "{\"name\":\"trial\",\"policy\":\"manual\",\"protocols\":[\"cwmp\"],"
                                + "\"networks\":[\"10.0.0.0/8\",\"2001:db8::/32\"],"
                                + "\"expiresAt\":\"2099-01-01T00:00:00+01:00\"}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().at("/secret").stringValue()).isNotEmpty();
        assertThat(made.json().at("/expiresAt").stringValue()).isEqualTo("2098-12-31T23:00:00Z");
        Answer list = api.get("/api/v1/enrollment-keys");
        assertThat(list.text()).contains("\"trial\"").doesNotContain("secret");
        String id = "/api/v1/enrollment-keys/" + made.json().at("/id").stringValue();
        assertThat(api.call("DELETE", id, "").status()).isEqualTo(204);
        assertThat(api.call("DELETE", id, "").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/enrollment-keys|{}|name",
                "/api/v1/enrollment-keys|{\"name\":\"x\",\"policy\":\"open\"}|policy",
                "/api/v1/enrollment-keys|{\"name\":\"x\",\"protocols\":[\"smtp\"]}|protocols",
                "/api/v1/enrollment-keys|{\"name\":\"x\",\"networks\":[\"10.0.0.0/33\"]}|networks",
                "/api/v1/enrollment-keys|{\"name\":\"x\",\"networks\":[\"example.org\"]}|networks",
                "/api/v1/enrollment-keys|{\"name\":\"x\",\"secret\":\"short\"}|secret",
                "/api/v1/enrollment-keys|{\"name\":\"x\",\"expiresAt\":\"2001-01-01T00:00:00Z\"}|expiresAt",
                "/api/v1/preregistrations|{\"oui\":\"0014A5\"}|serialNumber",
                "/api/v1/preregistrations|{\"oui\":\"zz\",\"serialNumber\":\"1\"}|oui",
                "/api/v1/preregistrations|{\"deviceId\":\"a b\"}|deviceId",
                "/api/v1/bridges|{\"bridge\":\"../x\"}|bridge",
                "/api/v1/bridges|{}|bridge",
            })
    void names_the_member_of_an_enrollment_that_is_wrong(String path, String body, String field) {
        Answer answer = api.post(path, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/path").stringValue()).isEqualTo(field);
    }

    @Test
    void announces_a_device_and_makes_a_bridge() {
        Answer announced =
                api.post(
                        "/api/v1/preregistrations",
                        "{\"oui\":\"0014a5\",\"productClass\":\"HG-100\",\"serialNumber\":\"1\","
                                + "\"attributes\":{\"subscriber\":\"4711\"}}");
        assertThat(announced.status()).isEqualTo(201);
        assertThat(announced.json().at("/deviceId").stringValue()).isEqualTo("0014A5-HG~2D100-1");
        assertThat(api.get("/api/v1/preregistrations").json().at("/items")).isNotEmpty();
        Answer bridge = api.post("/api/v1/bridges", "{\"bridge\":\"home-17\"}");
        assertThat(bridge.status()).isEqualTo(201);
        assertThat(bridge.json().at("/topics").stringValue()).isEqualTo("iot/home-17/#");
    }
}
