package org.trellis.cwmp.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.trellis.cwmp.CwmpAdapter;
import org.trellis.cwmp.CwmpAuthMode;
import org.trellis.cwmp.CwmpSettings;
import org.trellis.cwmp.RecordingPort;
import org.trellis.cwmp.session.Settings;
import org.trellis.model.PathExpression;
import org.trellis.southbound.Admission;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.Operation;
import org.trellis.southbound.Report;
import org.trellis.southbound.Revocation;
import org.trellis.southbound.TenantId;
import org.trellis.southbound.WakeOutcome;

class SessionHttpTest {

    private static final DeviceId ONE = DeviceId.of("0014A5", "HG100", "ONE");
    private static final DeviceId TWO = DeviceId.of("0014A5", "HG100", "TWO");
    private static final String VERSION = "Device.DeviceInfo.SoftwareVersion";

    private final RecordingPort port = new RecordingPort();
    private CwmpAdapter adapter = adapter(CwmpSettings.Limits.DEFAULT);

    private static CwmpAdapter adapter(CwmpSettings.Limits limits) {
        return new CwmpAdapter(
                CwmpSettings.of("127.0.0.1", 0, CwmpAuthMode.NONE).withLimits(limits),
                Clock.systemUTC(),
                new SecureRandom());
    }

    private static CwmpSettings.Limits limits(int maxSessions, Duration idle, Duration grace) {
        CwmpSettings.Limits d = CwmpSettings.Limits.DEFAULT;
        return new CwmpSettings.Limits(
                d.maxBody(),
                d.maxFirstBody(),
                d.maxBodiesInFlight(),
                maxSessions,
                d.maxConnections(),
                idle,
                idle,
                grace,
                d.minBodyRate(),
                d.nonceLifetime(),
                d.failuresPerMinute());
    }

    private void restart(CwmpSettings.Limits limits) {
        adapter.close();
        adapter = adapter(limits);
        adapter.start(port);
    }

    @BeforeEach
    void start() {
        // Devices that have their connection-request credentials.
        port.settings.put(Settings.PASSWORD, "known");
        adapter.start(port);
    }

    @AfterEach
    void stop() {
        adapter.close();
    }

    private RawClient cpe() throws IOException {
        return new RawClient(adapter.port());
    }

    private String queueGet(DeviceId device) {
        return port.queue(device, new Operation.Get(List.of(PathExpression.of(VERSION))));
    }

    private String read(String tag) {
        CommandResult result = Optional.ofNullable(port.results.get(tag)).orElseThrow();
        return result.values().getFirst().text();
    }

    @Test
    void a_bare_session_is_inform_response_and_204() throws Exception {
        try (RawClient cpe = cpe()) {
            RawClient.Reply informed = cpe.post(Envelopes.inform("ONE", "2 PERIODIC"));
            assertThat(informed.status()).isEqualTo(200);
            assertThat(informed.body()).contains("InformResponse").contains(">inform-0<");
            assertThat(informed.header("Set-Cookie").orElseThrow())
                    .matches("session=[0-9a-f]{32}; Path=/; HttpOnly");
            assertThat(informed.header("Content-Type")).contains("text/xml; charset=\"utf-8\"");
            RawClient.Reply ended = cpe.empty(informed.cookie());
            assertThat(ended.status()).isEqualTo(204);
            assertThat(ended.body()).isEmpty();
        }
        assertThat(port.calls).containsExactly("opened " + ONE, "closed " + ONE);
        assertThat(port.reports(Report.Contact.class))
                .containsExactly(new Report.Contact(List.of("2 PERIODIC")));
        assertThat(port.reports(Report.Values.class).findFirst().orElseThrow().values())
                .anyMatch(v -> v.path().text().equals(VERSION) && v.text().equals("1.0"));
        assertThat(adapter.metrics().snapshot().completedSessions()).isEqualTo(1);
        assertThat(adapter.metrics().snapshot().openSessions()).isZero();
    }

    @Test
    void a_revoked_device_has_no_session_any_more() throws Exception {
        try (RawClient cpe = cpe();
                RawClient other = cpe()) {
            String cookie = cpe.post(Envelopes.inform("ONE", "2 PERIODIC")).cookie();
            String others = other.post(Envelopes.inform("TWO", "2 PERIODIC")).cookie();
            queueGet(ONE);
            adapter.revoked(new Revocation.OfDevice(TenantId.DEFAULT, ONE, Set.of()));
            RawClient.Reply late = cpe.empty(cookie);
            assertThat(late.status()).isEqualTo(204);
            assertThat(late.body()).as("no command").isEmpty();
            assertThat(other.empty(others).status()).isEqualTo(204);
        }
        assertThat(port.calls).contains("closed " + ONE);
    }

    @Test
    void reads_a_value_within_a_session() throws Exception {
        String tag = queueGet(ONE);
        try (RawClient cpe = cpe()) {
            String cookie = cpe.post(Envelopes.inform("ONE", "6 CONNECTION REQUEST")).cookie();
            RawClient.Reply asked = cpe.empty(cookie);
            assertThat(asked.body()).contains("GetParameterValues").contains(VERSION);
            assertThat(
                            cpe.post(
                                            Envelopes.values(
                                                    Envelopes.id(asked.body()), VERSION, "2.0"),
                                            cookie)
                                    .status())
                    .isEqualTo(204);
        }
        assertThat(read(tag)).isEqualTo("2.0");
    }

    @Test
    void resumes_by_cookie_on_a_new_connection_after_every_post() throws Exception {
        String tag = queueGet(ONE);
        String cookie;
        try (RawClient cpe = cpe()) {
            cookie = cpe.post(Envelopes.inform("ONE", "2 PERIODIC")).cookie();
        }
        RawClient.Reply asked;
        try (RawClient cpe = cpe()) {
            asked = cpe.empty(cookie);
        }
        try (RawClient cpe = cpe()) {
            String answer = Envelopes.values(Envelopes.id(asked.body()), VERSION, "2.0");
            assertThat(cpe.post(answer, cookie + "; Path=/").status()).isEqualTo(204);
        }
        assertThat(read(tag)).isEqualTo("2.0");
    }

    @Test
    void a_device_without_cookies_is_known_by_its_connection() throws Exception {
        String tag = queueGet(ONE);
        try (RawClient cpe = cpe()) {
            cpe.post(Envelopes.inform("ONE", "2 PERIODIC"));
            RawClient.Reply asked = cpe.empty();
            cpe.post(Envelopes.values(Envelopes.id(asked.body()), VERSION, "2.0"));
        }
        assertThat(read(tag)).isEqualTo("2.0");
    }

    @Test
    void two_devices_behind_one_keep_alive_proxy_do_not_mix() throws Exception {
        String first = queueGet(ONE);
        String second = queueGet(TWO);
        try (RawClient proxy = cpe()) {
            String one = proxy.post(Envelopes.inform("ONE", "2 PERIODIC")).cookie();
            String two = proxy.post(Envelopes.inform("TWO", "2 PERIODIC")).cookie();
            RawClient.Reply askedOne = proxy.empty(one);
            RawClient.Reply askedTwo = proxy.empty(two);
            assertThat(proxy.empty().status()).as("no cookie tells nothing here").isNotEqualTo(200);
            proxy.post(Envelopes.values(Envelopes.id(askedTwo.body()), VERSION, "two"), two);
            proxy.post(Envelopes.values(Envelopes.id(askedOne.body()), VERSION, "one"), one);
        }
        assertThat(read(first)).isEqualTo("one");
        assertThat(read(second)).isEqualTo("two");
    }

    @Test
    void a_repeated_answer_gets_the_same_reply_and_counts_once() throws Exception {
        String first = queueGet(ONE);
        String second = queueGet(ONE);
        String cookie;
        String answer;
        String next;
        try (RawClient cpe = cpe()) {
            cookie = cpe.post(Envelopes.inform("ONE", "2 PERIODIC")).cookie();
            answer = Envelopes.values(Envelopes.id(cpe.empty(cookie).body()), VERSION, "first");
            next = cpe.post(answer, cookie).body();
        }
        try (RawClient cpe = cpe()) {
            assertThat(cpe.post(answer, cookie).body()).isEqualTo(next);
            cpe.post(Envelopes.values(Envelopes.id(next), VERSION, "second"), cookie);
        }
        assertThat(read(first)).isEqualTo("first");
        assertThat(read(second)).isEqualTo("second");
    }

    @Test
    void a_second_inform_gives_the_command_back_and_begins_anew() throws Exception {
        String tag = queueGet(ONE);
        try (RawClient cpe = cpe()) {
            String cookie = cpe.post(Envelopes.inform("ONE", "2 PERIODIC")).cookie();
            cpe.empty(cookie);
            RawClient.Reply again = cpe.post(Envelopes.inform("ONE", "1 BOOT"), cookie);
            assertThat(again.cookie()).isNotEqualTo(cookie);
            assertThat(port.callsWith("release")).containsExactly("release " + tag + " MAYBE_SENT");
            assertThat(cpe.empty(again.cookie()).status()).isEqualTo(204);
            assertThat(cpe.empty(cookie).status()).as("late POST of the old one").isEqualTo(204);
        }
    }

    @Test
    void events_of_an_inform_whose_answer_was_lost_are_stored_once() throws Exception {
        try (RawClient cpe = cpe()) {
            cpe.post(Envelopes.inform("ONE", "1 BOOT", 0, ""));
        }
        try (RawClient cpe = cpe()) {
            cpe.post(Envelopes.inform("ONE", "1 BOOT", 1, ""));
        }
        try (RawClient cpe = cpe()) {
            cpe.empty(cpe.post(Envelopes.inform("ONE", "1 BOOT", 2, "")).cookie());
            assertThat(port.reports(Report.Boot.class)).hasSize(1);
            // The next one is another boot.
            cpe.post(Envelopes.inform("ONE", "1 BOOT", 3, ""));
        }
        assertThat(port.reports(Report.Boot.class)).hasSize(2);
    }

    @Test
    void what_a_device_without_a_clock_tells_twice_happened_twice() throws Exception {
        String clockless = "0001-01-01T00:00:00Z";
        for (String event : List.of("1 BOOT", "4 VALUE CHANGE")) {
            for (int i = 0; i < 2; i++) {
                try (RawClient cpe = cpe()) {
                    String inform =
                            Envelopes.inform("ONE", event, 0, "")
                                    .replace("2026-11-24T12:00:00", clockless);
                    cpe.empty(cpe.post(inform).cookie());
                }
            }
        }
        assertThat(port.reports(Report.Boot.class)).hasSize(2);
        assertThat(port.reports(Report.Values.class).filter(Report.Values::changed)).hasSize(2);
    }

    @Test
    void a_value_that_changed_again_before_the_retry_is_not_taken_for_the_lost_one()
            throws Exception {
        String before = Envelopes.inform("ONE", "4 VALUE CHANGE", 0, "");
        try (RawClient cpe = cpe()) {
            cpe.post(before);
        }
        try (RawClient cpe = cpe()) {
            cpe.post(
                    Envelopes.inform("ONE", "4 VALUE CHANGE", 1, "")
                            .replace(">1.0</Value>", ">2.0</Value>"));
        }
        assertThat(port.reports(Report.Values.class).filter(Report.Values::changed)).hasSize(2);
    }

    @Test
    void a_retry_after_the_store_was_away_in_the_middle_is_stored_once() throws Exception {
        port.cannotOpen = true;
        try (RawClient cpe = cpe()) {
            assertThat(cpe.post(Envelopes.inform("ONE", "1 BOOT", 0, "")).status()).isEqualTo(503);
        }
        port.cannotOpen = false;
        try (RawClient cpe = cpe()) {
            assertThat(cpe.post(Envelopes.inform("ONE", "1 BOOT", 1, "")).status()).isEqualTo(200);
        }
        assertThat(port.reports(Report.Boot.class)).hasSize(1);
    }

    @Test
    void a_silent_session_ends_and_gives_its_command_back() throws Exception {
        restart(limits(10, Duration.ofSeconds(1), Duration.ofSeconds(10)));
        String tag = queueGet(ONE);
        try (RawClient cpe = cpe()) {
            cpe.empty(cpe.post(Envelopes.inform("ONE", "2 PERIODIC")).cookie());
            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> port.callsWith("release").size() == 1);
            assertThat(port.callsWith("release")).containsExactly("release " + tag + " MAYBE_SENT");
        }
    }

    @Test
    void the_store_being_away_is_503_and_loses_nothing() throws Exception {
        String tag = queueGet(ONE);
        try (RawClient cpe = cpe()) {
            String cookie = cpe.post(Envelopes.inform("ONE", "2 PERIODIC")).cookie();
            String answer =
                    Envelopes.values(Envelopes.id(cpe.empty(cookie).body()), VERSION, "2.0");
            port.away = true;
            try (RawClient other = cpe()) {
                RawClient.Reply later = other.post(Envelopes.inform("TWO", "1 BOOT"));
                assertThat(later.status()).isEqualTo(503);
                assertThat(Integer.parseInt(later.header("Retry-After").orElseThrow()))
                        .isBetween(10, 20);
            }
            assertThat(cpe.post(answer, cookie).status()).isEqualTo(503);
            port.away = false;
            try (RawClient again = cpe()) {
                assertThat(again.post(answer, cookie).status()).isEqualTo(204);
            }
        }
        assertThat(read(tag)).isEqualTo("2.0");
    }

    @Test
    void too_many_sessions_put_new_ones_off_but_not_the_running() throws Exception {
        restart(limits(1, Duration.ofSeconds(30), Duration.ofSeconds(10)));
        try (RawClient one = cpe();
                RawClient two = cpe()) {
            String cookie = one.post(Envelopes.inform("ONE", "2 PERIODIC")).cookie();
            RawClient.Reply later = two.post(Envelopes.inform("TWO", "2 PERIODIC"));
            assertThat(later.status()).isEqualTo(503);
            assertThat(later.header("Retry-After")).isPresent();
            assertThat(one.empty(cookie).status()).isEqualTo(204);
        }
        try (RawClient two = cpe()) {
            assertThat(two.post(Envelopes.inform("TWO", "2 PERIODIC")).status()).isEqualTo(200);
        }
    }

    @Test
    void a_device_that_waits_for_an_operator_is_told_nothing() throws Exception {
        port.verdict = Optional.of(new Admission.Pending(ONE));
        queueGet(ONE);
        try (RawClient cpe = cpe()) {
            RawClient.Reply informed = cpe.post(Envelopes.inform("ONE", "1 BOOT"));
            assertThat(informed.status()).isEqualTo(200);
            assertThat(cpe.empty(informed.cookie()).status()).isEqualTo(204);
        }
        assertThat(port.reports).isEmpty();
        assertThat(port.calls).isEmpty();
    }

    @Test
    void a_refused_device_gets_403() throws Exception {
        port.verdict = Optional.of(new Admission.Refused("not from there"));
        try (RawClient cpe = cpe()) {
            assertThat(cpe.post(Envelopes.inform("ONE", "1 BOOT")).status()).isEqualTo(403);
        }
    }

    @Test
    void a_command_that_comes_during_a_session_is_fetched_by_it() throws Exception {
        try (RawClient cpe = cpe()) {
            String cookie = cpe.post(Envelopes.inform("ONE", "2 PERIODIC")).cookie();
            queueGet(ONE);
            assertThat(adapter.wake(port.endpoint(ONE), Instant.now().plusSeconds(5)))
                    .isEqualTo(new WakeOutcome.Told());
            assertThat(cpe.empty(cookie).body()).contains("GetParameterValues");
        }
    }

    @Test
    void accepts_chunked_gzip_http_1_0_and_100_continue() throws Exception {
        byte[] inform = Envelopes.inform("ONE", "2 PERIODIC").getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(inform);
        }
        try (RawClient cpe = cpe()) {
            assertThat(cpe.post(packed.toByteArray(), "Content-Encoding: gzip").status())
                    .isEqualTo(200);
        }
        try (RawClient cpe = cpe()) {
            cpe.send("POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
            cpe.send(Integer.toHexString(inform.length) + "\r\n");
            cpe.send(inform);
            cpe.send("\r\n0\r\n\r\n");
            assertThat(cpe.read().status()).isEqualTo(200);
        }
        try (RawClient cpe = cpe()) {
            cpe.send("POST / HTTP/1.0\r\nContent-Length: " + inform.length + "\r\n\r\n");
            cpe.send(inform);
            assertThat(cpe.read().status()).isEqualTo(200);
        }
        try (RawClient cpe = cpe()) {
            cpe.send(
                    "POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: "
                            + inform.length
                            + "\r\n\r\n");
            assertThat(cpe.read().status()).isEqualTo(100);
            cpe.send(inform);
            assertThat(cpe.read().status()).isEqualTo(200);
        }
    }

    @Test
    void the_wrong_method_and_the_api_are_no_business_of_this_port() throws Exception {
        try (RawClient cpe = cpe()) {
            cpe.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            RawClient.Reply reply = cpe.read();
            assertThat(reply.status()).isEqualTo(405);
            assertThat(reply.header("Allow")).contains("POST");
        }
        try (RawClient cpe = cpe()) {
            cpe.send("POST /api/v1/devices HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");
            assertThat(cpe.read().status()).isEqualTo(404);
        }
    }

    @Test
    void what_is_no_inform_opens_no_session() throws Exception {
        try (RawClient cpe = cpe()) {
            RawClient.Reply reply = cpe.post(Envelopes.values("1", VERSION, "x"));
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.closes()).isTrue();
        }
    }

    @Test
    void a_session_of_another_controller_is_not_told_that_it_ended_well() throws Exception {
        String foreign = "Cookie: session=0123456789abcdef0123456789abcdef";
        try (RawClient cpe = cpe()) {
            assertThat(cpe.empty(foreign).status()).isEqualTo(400);
        }
        try (RawClient cpe = cpe()) {
            assertThat(cpe.post(Envelopes.inform("ONE", "2 PERIODIC"), foreign).status())
                    .isEqualTo(200);
        }
    }
}
