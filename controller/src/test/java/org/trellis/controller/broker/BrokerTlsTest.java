package org.trellis.controller.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.OptionalInt;
import javax.net.ssl.SSLContext;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.trellis.simulator.tls.SelfSignedKey;
import org.trellis.usp.mtp.mqtt.UspTopics;

/** The TLS form of the broker's port, with a password and with a client certificate. */
class BrokerTlsTest {

    private static final String EID = "os::0014A5-tls.1";
    private static final int NOT_AUTHORIZED = 135;

    private static EmbeddedBroker broker;
    private static SelfSignedKey server;
    private static SelfSignedKey agent;

    @BeforeAll
    static void start() throws Exception {
        server = SelfSignedKey.ofLoopback();
        agent = SelfSignedKey.make("EC", "agent", "uri:urn:bbf:usp:id:" + EID);
        BrokerTls tls = new BrokerTls("127.0.0.1", 0, server.trusting(agent), true);
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
                                new FakeCore()::authenticate,
                                (_, _) -> {},
                                InternalCredential.generate()));
        broker.start();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void a_password_does_without_a_certificate() throws Exception {
        MqttConnectionOptions options = options(server.anonymousClient());
        options.setUserName("trellis");
        options.setPassword(FakeCore.KEY.getBytes(UTF_8));
        try (Mqtt5 client = Mqtt5.connect(uri(), "os::0014A5-pw", options)) {
            assertThat(client.subscribe(UspTopics.ofAgent("os::0014A5-pw"))).isEqualTo(1);
        }
        assertThat(broker.port()).isZero();
    }

    @Test
    void a_certificate_does_without_a_password_and_names_its_endpoint() throws Exception {
        try (Mqtt5 client = Mqtt5.connect(uri(), "", options(agent.trusting(server)))) {
            assertThat(client.subscribe(UspTopics.ofAgent(EID))).isEqualTo(1);
            assertThat(client.subscribe(UspTopics.ofAgent("os::other"))).isEqualTo(NOT_AUTHORIZED);
        }
        assertThatThrownBy(() -> Mqtt5.connect(uri(), "os::other", options(agent.trusting(server))))
                .isInstanceOf(MqttException.class);
        assertThatThrownBy(() -> Mqtt5.connect(uri(), EID, options(server.anonymousClient())))
                .isInstanceOf(MqttException.class);
    }

    private static String uri() {
        return "ssl://127.0.0.1:" + broker.tlsPort();
    }

    private static MqttConnectionOptions options(SSLContext context) {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setAutomaticReconnect(false);
        options.setSocketFactory(context.getSocketFactory());
        return options;
    }
}
