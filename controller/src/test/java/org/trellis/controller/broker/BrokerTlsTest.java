package org.trellis.controller.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Optional;
import java.util.OptionalInt;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trellis.usp.mtp.mqtt.UspTopics;

/** The TLS form of the broker's port, with a password and with a client certificate. */
class BrokerTlsTest {

    private static final String EID = "os::0014A5-tls.1";
    private static final String PASSWORD = "changeit";
    private static final int NOT_AUTHORIZED = 135;

    @TempDir static Path folder;
    private static EmbeddedBroker broker;
    private static KeyStore server;
    private static KeyStore agent;

    @BeforeAll
    static void start() throws Exception {
        server = make("server", "ip:127.0.0.1");
        agent = make("agent", "uri:urn:bbf:usp:id:" + EID);
        Path trusted = folder.resolve("trusted.p12");
        try (OutputStream out = Files.newOutputStream(trusted)) {
            trusting(agent).store(out, PASSWORD.toCharArray());
        }
        BrokerTls tls =
                new BrokerTls(
                        0, folder.resolve("server.p12"), PASSWORD, Optional.of(trusted), PASSWORD);
        broker =
                new EmbeddedBroker(
                        new BrokerSettings(
                                "127.0.0.1",
                                OptionalInt.empty(),
                                Optional.of(tls),
                                65_536,
                                100,
                                100,
                                65_536),
                        new BrokerAcl(new UspTopics("self::trellis")),
                        new PortBrokerAccess(
                                new FakeCore()::authenticate, InternalCredential.generate()));
        broker.start();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void a_password_does_without_a_certificate() throws Exception {
        MqttConnectionOptions options = options(Optional.empty());
        options.setUserName("trellis");
        options.setPassword(FakeCore.KEY.getBytes(UTF_8));
        try (Mqtt5 client = Mqtt5.connect(uri(), "os::0014A5-pw", options)) {
            assertThat(client.subscribe(UspTopics.ofAgent("os::0014A5-pw"))).isEqualTo(1);
        }
        assertThat(broker.port()).isZero();
    }

    @Test
    void a_certificate_does_without_a_password_and_names_its_endpoint() throws Exception {
        try (Mqtt5 client = Mqtt5.connect(uri(), "", options(Optional.of(agent)))) {
            assertThat(client.subscribe(UspTopics.ofAgent(EID))).isEqualTo(1);
            assertThat(client.subscribe(UspTopics.ofAgent("os::other"))).isEqualTo(NOT_AUTHORIZED);
        }
        assertThatThrownBy(() -> Mqtt5.connect(uri(), "os::other", options(Optional.of(agent))))
                .isInstanceOf(MqttException.class);
        assertThatThrownBy(() -> Mqtt5.connect(uri(), EID, options(Optional.empty())))
                .isInstanceOf(MqttException.class);
    }

    private static String uri() {
        return "ssl://127.0.0.1:" + broker.tlsPort();
    }

    private static MqttConnectionOptions options(Optional<KeyStore> own) throws Exception {
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own.orElse(empty()), PASSWORD.toCharArray());
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusting(server));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setAutomaticReconnect(false);
        options.setSocketFactory(context.getSocketFactory());
        return options;
    }

    private static KeyStore empty() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, PASSWORD.toCharArray());
        return store;
    }

    private static KeyStore trusting(KeyStore other) throws Exception {
        KeyStore store = empty();
        store.setCertificateEntry("trusted", other.getCertificate(other.aliases().nextElement()));
        return store;
    }

    private static KeyStore make(String alias, String names) throws Exception {
        Path file = folder.resolve(alias + ".p12");
        Process tool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                alias,
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=" + alias,
                                "-ext",
                                "SAN=" + names,
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                file.toString(),
                                "-storepass",
                                PASSWORD)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve(alias + ".log").toFile())
                        .start();
        assertThat(tool.waitFor()).as("keytool").isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }
}
