package org.trellis.cwmp.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.trellis.cwmp.CwmpAdapter;
import org.trellis.cwmp.CwmpAuthMode;
import org.trellis.cwmp.CwmpSettings;
import org.trellis.cwmp.RecordingPort;
import org.trellis.simulator.tls.SelfSignedKey;

class TlsListenerTest {

    @Test
    void basic_is_enough_over_tls() throws Exception {
        SelfSignedKey server = SelfSignedKey.ofLoopback();
        RecordingPort port = new RecordingPort();
        port.users.put("trellis", "secret");
        CwmpSettings settings =
                CwmpSettings.of("127.0.0.1", 0, CwmpAuthMode.REQUIRED)
                        .withTls(
                                new CwmpSettings.Tls(
                                        "127.0.0.1", 0, server.trusting(server), false));
        try (CwmpAdapter adapter =
                        new CwmpAdapter(settings, Clock.systemUTC(), new SecureRandom());
                HttpClient client =
                        HttpClient.newBuilder().sslContext(server.anonymousClient()).build()) {
            adapter.start(port);
            URI url = URI.create("https://127.0.0.1:" + adapter.tlsPort().orElseThrow() + "/acs");
            HttpRequest.Builder inform =
                    HttpRequest.newBuilder(url)
                            .timeout(Duration.ofSeconds(20))
                            .POST(
                                    HttpRequest.BodyPublishers.ofString(
                                            Envelopes.inform("ONE", "2 PERIODIC")));
            HttpResponse<String> challenged =
                    client.send(inform.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(challenged.statusCode()).isEqualTo(401);
            assertThat(challenged.headers().allValues("WWW-Authenticate"))
                    .anyMatch(h -> h.startsWith("Digest "))
                    .anyMatch(h -> h.startsWith("Basic "));
            HttpResponse<String> informed =
                    client.send(
                            inform.header("Authorization", "Basic dHJlbGxpczpzZWNyZXQ=").build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(informed.statusCode()).isEqualTo(200);
            assertThat(informed.body()).contains("InformResponse");
        }
    }
}
