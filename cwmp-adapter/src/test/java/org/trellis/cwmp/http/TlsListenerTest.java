package org.trellis.cwmp.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trellis.cwmp.CwmpAdapter;
import org.trellis.cwmp.CwmpAuthMode;
import org.trellis.cwmp.CwmpSettings;
import org.trellis.cwmp.RecordingPort;

class TlsListenerTest {

    private static final String PASSWORD = "changeit";

    @Test
    void basic_is_enough_over_tls(@TempDir Path directory) throws Exception {
        Path keystore = keystore(directory);
        RecordingPort port = new RecordingPort();
        port.users.put("trellis", "secret");
        CwmpSettings settings =
                CwmpSettings.of("127.0.0.1", 0, CwmpAuthMode.REQUIRED)
                        .withTls(new CwmpSettings.Tls(0, keystore, PASSWORD, Optional.empty()));
        try (CwmpAdapter adapter =
                        new CwmpAdapter(settings, Clock.systemUTC(), new SecureRandom());
                HttpClient client =
                        HttpClient.newBuilder().sslContext(trusting(keystore)).build()) {
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

    private static Path keystore(Path directory) throws Exception {
        Path keystore = directory.resolve("server.p12");
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "server",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=127.0.0.1",
                                "-ext",
                                "SAN=ip:127.0.0.1",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                keystore.toString(),
                                "-storepass",
                                PASSWORD)
                        .redirectErrorStream(true)
                        .start();
        String said = new String(keytool.getInputStream().readAllBytes());
        assertThat(keytool.waitFor()).as(said).isZero();
        assertThat(Files.exists(keystore)).isTrue();
        return keystore;
    }

    private static SSLContext trusting(Path keystore) throws Exception {
        KeyStore own = KeyStore.getInstance(keystore.toFile(), PASSWORD.toCharArray());
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("server", own.getCertificate("server"));
        TrustManagerFactory managers =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trust);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
