package org.trellis.controller.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trellis.simulator.tls.SelfSignedKey;

/** PEM files as an operator leaves them, right and wrong, and changed while they are in use. */
class CertificatesTest {

    private static SelfSignedKey first;
    private static SelfSignedKey second;

    @TempDir Path folder;
    private final Certificates certificates = new Certificates();

    @BeforeAll
    static void make_keys() throws Exception {
        first = SelfSignedKey.ofLoopback();
        second = SelfSignedKey.make("RSA", "127.0.0.1", "ip:127.0.0.1");
    }

    @AfterEach
    void stop() {
        certificates.close();
    }

    @Test
    void shows_a_new_certificate_when_its_files_change() throws Exception {
        TlsFiles files = files(first.certificatePem(), first.keyPem());
        Certificates.Loaded loaded = certificates.load(files);
        assertThat(shown(loaded, first)).isEqualTo(first.certificate());
        Files.writeString(files.certificate(), second.certificatePem());
        Files.writeString(files.key(), second.keyPem());
        certificates.refresh();
        assertThat(shown(loaded, second)).isEqualTo(second.certificate());
    }

    @Test
    void keeps_the_certificate_while_its_files_do_not_fit() throws Exception {
        TlsFiles files = files(first.certificatePem(), first.keyPem());
        Certificates.Loaded loaded = certificates.load(files);
        Files.writeString(files.certificate(), second.certificatePem());
        certificates.refresh();
        assertThat(shown(loaded, first)).isEqualTo(first.certificate());
        Files.writeString(files.key(), second.keyPem());
        certificates.refresh();
        assertThat(shown(loaded, second)).isEqualTo(second.certificate());
    }

    @Test
    void takes_certificate_and_key_from_one_file() throws Exception {
        Path both = write("both.pem", first.certificatePem() + first.keyPem());
        assertThat(TlsMaterial.read(new TlsFiles(both, both, Optional.empty())).chain())
                .containsExactly(first.certificate());
    }

    @Test
    void says_in_one_line_which_file_is_wrong_and_why() throws Exception {
        Path nowhere = folder.resolve("nowhere.pem");
        Path empty = write("empty.pem", "");
        Path certificate = write("server.pem", first.certificatePem());
        Path key = write("server.key", first.keyPem());
        Path other = write("other.key", second.keyPem());
        String body = first.keyPem().lines().skip(1).findFirst().orElseThrow();
        Path broken =
                write("broken.key", first.keyPem().replace(body, body.substring(0, 20) + "!!!"));
        refuses(nowhere, key, "there is no file " + nowhere);
        refuses(folder, key, folder + " cannot be read");
        refuses(key, key, key + " has no certificate");
        refuses(empty, key, empty + " has no certificate");
        refuses(certificate, certificate, certificate + " has no private key");
        refuses(certificate, other, "the key in " + other + " is not that of the first");
        refuses(certificate, broken, "the key in " + broken + " is malformed");
        assertThatThrownBy(() ->
                        TlsMaterial.read(new TlsFiles(certificate, key, Optional.of(nowhere))))
                .hasMessage("there is no file " + nowhere);
    }

    private static void refuses(Path certificate, Path key, String why) {
        assertThatThrownBy(() -> TlsMaterial.read(new TlsFiles(certificate, key, Optional.empty())))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining("\n")
                .hasMessageNotContaining(
                        first.keyPem().lines().skip(1).findFirst().orElseThrow().substring(0, 20))
                .hasNoCause();
    }

    private TlsFiles files(String certificate, String key) throws Exception {
        return new TlsFiles(
                write("server.pem", certificate), write("server.key", key), Optional.empty());
    }

    private Path write(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text);
    }

    /** What a client gets to see in a handshake of its own. */
    private static Certificate shown(Certificates.Loaded loaded, SelfSignedKey trusted)
            throws Exception {
        try (SSLServerSocket server =
                (SSLServerSocket)
                        loaded.context()
                                .getServerSocketFactory()
                                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> served =
                    CompletableFuture.runAsync(() -> {
                        try (SSLSocket socket = (SSLSocket) server.accept()) {
                            socket.startHandshake();
                            socket.getInputStream().read();
                        } catch (java.io.IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    });
            try (SSLSocket client =
                    (SSLSocket)
                            trusted.anonymousClient()
                                    .getSocketFactory()
                                    .createSocket(
                                            InetAddress.getLoopbackAddress(),
                                            server.getLocalPort())) {
                client.startHandshake();
                Certificate shown = client.getSession().getPeerCertificates()[0];
                client.getOutputStream().write(1);
                served.join();
                return shown;
            }
        }
    }
}
