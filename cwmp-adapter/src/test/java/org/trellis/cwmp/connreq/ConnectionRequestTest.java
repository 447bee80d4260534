package org.trellis.cwmp.connreq;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.trellis.cwmp.CwmpSettings;
import org.trellis.cwmp.RecordingPort;
import org.trellis.cwmp.session.Settings;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.TenantId;
import org.trellis.southbound.WakeOutcome;

class ConnectionRequestTest {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    private static final String CHALLENGE =
            "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Digest realm=\"cpe\", nonce=\"abc\","
                    + " qop=\"auth,auth-int\", opaque=\"op\"\r\nContent-Length: 2\r\n";

    private final RecordingPort port = new RecordingPort();

    private ConnectionRequester requester(Duration timeout) {
        CwmpSettings.ConnectionRequests settings =
                new CwmpSettings.ConnectionRequests(
                        List.of("127.0.0.0/8"), Set.of(), timeout, 4, 100, true);
        return new ConnectionRequester(
                settings,
                new TargetPolicy(settings, _ -> false),
                port,
                Clock.systemUTC(),
                new Random(1));
    }

    private static Endpoint endpoint(String url) {
        return new Endpoint(
                new EndpointId("cwmp:x"),
                TenantId.DEFAULT,
                new DeviceId("x"),
                Protocol.CWMP,
                "http",
                url);
    }

    private WakeOutcome call(Function<List<String>, String> behaviour) throws Exception {
        try (FakeCpe cpe = new FakeCpe(behaviour)) {
            return requester(Duration.ofSeconds(2))
                    .call(
                            endpoint("http://127.0.0.1:" + cpe.port() + "/cr?id=7"),
                            Instant.now().plusSeconds(5));
        }
    }

    private static boolean authorized(List<String> request) {
        return request.stream().anyMatch(l -> l.startsWith("Authorization: Digest"));
    }

    private void credentials() {
        port.settings.put(Settings.USERNAME, "acs");
        port.settings.put(Settings.PASSWORD, "pw");
    }

    @Test
    void a_device_without_authentication_is_told_at_once() throws Exception {
        try (FakeCpe cpe = new FakeCpe(_ -> OK)) {
            assertThat(
                            requester(Duration.ofSeconds(2))
                                    .call(
                                            endpoint("http://127.0.0.1:" + cpe.port() + "/cr?id=7"),
                                            Instant.now().plusSeconds(5)))
                    .isEqualTo(new WakeOutcome.Told());
            assertThat(cpe.requests.getFirst())
                    .startsWith("GET /cr?id=7 HTTP/1.1", "Host: 127.0.0.1:" + cpe.port());
        }
    }

    @Test
    void answers_the_digest_challenge_over_the_same_connection() throws Exception {
        credentials();
        try (FakeCpe cpe = new FakeCpe(r -> authorized(r) ? OK : CHALLENGE + "\r\nno")) {
            assertThat(
                            requester(Duration.ofSeconds(2))
                                    .call(
                                            endpoint("http://127.0.0.1:" + cpe.port() + "/cr"),
                                            Instant.now().plusSeconds(5)))
                    .isEqualTo(new WakeOutcome.Told());
            assertThat(cpe.connections).hasValue(1);
            String proof =
                    cpe.requests.get(1).stream()
                            .filter(l -> l.startsWith("Authorization"))
                            .findFirst()
                            .orElseThrow();
            assertThat(proof)
                    .contains("username=\"acs\"", "uri=\"/cr\"", "qop=auth", "nc=00000001")
                    .contains("opaque=\"op\"");
        }
    }

    @Test
    void and_over_another_where_the_device_closes_after_the_challenge() throws Exception {
        credentials();
        assertThat(call(r -> authorized(r) ? OK : CHALLENGE + "Connection: close\r\n\r\nno"))
                .isEqualTo(new WakeOutcome.Told());
    }

    @Test
    void wrong_credentials_are_tried_once() throws Exception {
        credentials();
        WakeOutcome outcome = call(_ -> CHALLENGE + "\r\nno");
        assertThat(outcome).isInstanceOf(WakeOutcome.Unreachable.class);
        assertThat(outcome.toString()).contains("refuses the connection-request credentials (401)");
    }

    @Test
    void says_why_a_device_was_not_told() throws Exception {
        assertThat(call(_ -> CHALLENGE + "\r\nno").toString()).contains("none are known");
        assertThat(call(_ -> "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n").toString())
                .contains("busy (503)");
        assertThat(call(_ -> "HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n").toString())
                .contains("(404)");
        assertThat(call(_ -> "HTTP/1.1 302 Go\r\nLocation: http://127.0.0.1:1/\r\n\r\n").toString())
                .contains("answered 302");
        assertThat(call(_ -> "").toString()).contains("broke off");
        assertThat(call(_ -> "SSH-2.0-x\r\n\r\n").toString()).contains("broke off");
        assertThat(
                        requester(Duration.ofSeconds(2))
                                .call(endpoint("http://127.0.0.1:1/"), Instant.now().plusSeconds(5))
                                .toString())
                .contains("port is closed");
        assertThat(
                        requester(Duration.ofSeconds(2))
                                .call(endpoint(""), Instant.now().plusSeconds(5))
                                .toString())
                .contains("no URL that may be called");
    }

    @Test
    void a_device_that_hangs_does_not_hold_the_caller() throws Exception {
        try (FakeCpe cpe =
                new FakeCpe(_ -> {
                    sleep(3_000);
                    return OK;
                })) {
            long began = System.nanoTime();
            WakeOutcome outcome =
                    requester(Duration.ofMillis(400))
                            .call(
                                    endpoint("http://127.0.0.1:" + cpe.port() + "/"),
                                    Instant.now().plusSeconds(5));
            assertThat(outcome.toString()).contains("in time");
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void calls_to_one_device_at_the_same_time_are_one() throws Exception {
        try (FakeCpe cpe =
                        new FakeCpe(_ -> {
                            sleep(500);
                            return OK;
                        });
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ConnectionRequester requester = requester(Duration.ofSeconds(3));
            Endpoint endpoint = endpoint("http://127.0.0.1:" + cpe.port() + "/");
            List<Callable<WakeOutcome>> calls = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                calls.add(() -> requester.call(endpoint, Instant.now().plusSeconds(5)));
            }
            for (Future<WakeOutcome> outcome : threads.invokeAll(calls)) {
                assertThat(outcome.get()).isEqualTo(new WakeOutcome.Told());
            }
            assertThat(cpe.requests).hasSize(1);
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
