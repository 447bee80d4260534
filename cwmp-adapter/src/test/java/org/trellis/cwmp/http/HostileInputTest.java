package org.trellis.cwmp.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.trellis.cwmp.CwmpAdapter;
import org.trellis.cwmp.CwmpAuthMode;
import org.trellis.cwmp.CwmpSettings;
import org.trellis.cwmp.RecordingPort;
import org.trellis.cwmp.session.Settings;

/** Bad input ends where it comes in; a well-behaved device beside it notices nothing. */
class HostileInputTest {

    private final RecordingPort port = new RecordingPort();
    private final CwmpAdapter adapter =
            new CwmpAdapter(
                    CwmpSettings.of("127.0.0.1", 0, CwmpAuthMode.NONE).withLimits(impatient()),
                    Clock.systemUTC(),
                    new SecureRandom());

    private static CwmpSettings.Limits impatient() {
        CwmpSettings.Limits d = CwmpSettings.Limits.DEFAULT;
        return new CwmpSettings.Limits(
                d.maxBody(),
                d.maxFirstBody(),
                d.maxBodiesInFlight(),
                d.maxSessions(),
                d.maxConnections(),
                d.sessionIdle(),
                d.sessionIdleCap(),
                Duration.ofSeconds(1),
                d.minBodyRate(),
                d.nonceLifetime(),
                d.failuresPerMinute());
    }

    @BeforeEach
    void start() {
        port.settings.put(Settings.PASSWORD, "known");
        adapter.start(port);
    }

    @AfterEach
    void a_good_device_is_served_afterwards_too() throws Exception {
        try (RawClient cpe = cpe()) {
            RawClient.Reply informed = cpe.post(Envelopes.inform("GOOD", "2 PERIODIC"));
            assertThat(informed.status()).isEqualTo(200);
            assertThat(cpe.empty(informed.cookie()).status()).isEqualTo(204);
        }
        adapter.close();
    }

    private RawClient cpe() throws IOException {
        return new RawClient(adapter.port());
    }

    @Test
    void malformed_xml_is_400_and_ends_the_session() throws Exception {
        try (RawClient cpe = cpe()) {
            String cookie = cpe.post(Envelopes.inform("BAD", "2 PERIODIC")).cookie();
            assertThat(cpe.post("<soap:Envelope", cookie).status()).isEqualTo(400);
        }
        assertThat(adapter.metrics().snapshot().malformed()).isEqualTo(1);
        assertThat(adapter.metrics().snapshot().openSessions()).isZero();
    }

    @Test
    void a_document_type_is_refused() throws Exception {
        String bomb =
                "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>"
                        + Envelopes.inform("&b;", "2 PERIODIC");
        try (RawClient cpe = cpe()) {
            assertThat(cpe.post(bomb).status()).isEqualTo(400);
        }
        assertThat(port.hellos).isEmpty();
    }

    @Test
    void ten_thousand_levels_are_refused() throws Exception {
        String deep = "<a>".repeat(10_000) + "</a>".repeat(10_000);
        try (RawClient cpe = cpe()) {
            assertThat(cpe.post(Envelopes.envelope("1", deep)).status()).isIn(400, 413);
        }
    }

    @Test
    void a_body_of_100_megabytes_is_refused_before_it_is_sent() throws Exception {
        try (RawClient cpe = cpe()) {
            cpe.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 104857600\r\n\r\n");
            assertThat(cpe.read().status()).isEqualTo(413);
        }
    }

    @Test
    void a_chunked_body_without_end_is_cut() throws Exception {
        byte[] chunk = ("10000\r\n" + "x".repeat(65536) + "\r\n").getBytes();
        try (RawClient cpe = cpe()) {
            cpe.send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i < 8; i++) {
                cpe.send(chunk);
            }
            assertThat(cpe.read().status()).isEqualTo(413);
        } catch (IOException reset) {
            // The server may close before everything was written.
            assertThat(adapter.metrics().snapshot().tooLarge()).isEqualTo(1);
        }
    }

    @Test
    void a_zip_bomb_is_cut() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[50 << 20]);
        }
        try (RawClient cpe = cpe()) {
            assertThat(cpe.post(packed.toByteArray(), "Content-Encoding: gzip").status())
                    .isEqualTo(413);
        }
        try (RawClient cpe = cpe()) {
            assertThat(cpe.post("no gzip", "Content-Encoding: gzip").status()).isEqualTo(400);
        }
        try (RawClient cpe = cpe()) {
            assertThat(cpe.post("x", "Content-Encoding: br").status()).isEqualTo(415);
        }
    }

    @Test
    void a_byte_now_and_then_is_too_slow() throws Exception {
        try (RawClient cpe = cpe()) {
            cpe.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n");
            for (int i = 0; i < 5; i++) {
                cpe.send("<");
                Thread.sleep(300);
            }
            assertThat(cpe.read().status()).isEqualTo(408);
        }
        assertThat(adapter.metrics().snapshot().tooSlow()).isEqualTo(1);
    }

    @Test
    void headers_without_end_are_refused() throws Exception {
        try (RawClient cpe = cpe()) {
            cpe.send("POST / HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(20_000) + "\r\n\r\n");
            assertThat(cpe.read().status()).isEqualTo(431);
        }
    }

    @Test
    void a_device_without_serial_number_gets_a_fault() throws Exception {
        try (RawClient cpe = cpe()) {
            RawClient.Reply reply = cpe.post(Envelopes.inform("", "2 PERIODIC"));
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body()).contains("8003");
        }
        assertThat(port.hellos).isEmpty();
    }
}
