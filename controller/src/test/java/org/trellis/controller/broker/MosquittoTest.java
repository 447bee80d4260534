package org.trellis.controller.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trellis.controller.core.NodeMessage;
import org.trellis.mqtt.MqttSettings;
import org.trellis.mqtt.PahoTransport;
import org.trellis.southbound.Authentication;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.Principal;
import org.trellis.southbound.TenantId;
import org.trellis.usp.mtp.SendOutcome;
import org.trellis.usp.mtp.mqtt.MqttMtp;
import org.trellis.usp.mtp.mqtt.MqttMtpSettings;
import org.trellis.usp.mtp.mqtt.UspTopics;

/** The configuration that we ship for an external broker, on a real mosquitto. */
class MosquittoTest {

    private static final String EID = "os::0014A5-a.b";
    private static final String OTHER = "os::0014A5-other";
    private static final UspTopics TOPICS = new UspTopics("self::trellis");
    private static final int NOT_AUTHORIZED = 135;
    private static final String LOCAL = " 127.0.0.1";

    @TempDir static Path home;
    private static Process mosquitto;
    private static int port;
    private static int enrollmentPort;
    private static int controllerPort;

    @BeforeAll
    static void start() throws Exception {
        Path binary = Path.of("/usr/sbin/mosquitto");
        assumeTrue(Files.isExecutable(binary), "mosquitto is not installed: MosquittoTest not run");
        port = freePort();
        enrollmentPort = freePort();
        controllerPort = freePort();
        password("trellis-controller.passwd", "trellis-controller");
        password("trellis-enrollment.passwd", "trellis");
        resource("trellis-controller.acl");
        resource("trellis.acl");
        resource("trellis-enrollment.acl");
        String shipped = resource("mosquitto.conf");
        Path conf = home.resolve("test.conf");
        Files.writeString(
                conf,
                ("user root\n" + withoutCertificates(shipped))
                        .replace("listener 8882 10.0.0.1", "listener " + controllerPort + LOCAL)
                        .replace("listener 8883 0.0.0.0", "listener " + port + LOCAL)
                        .replace("#listener 8884 10.0.0.1", "listener " + enrollmentPort + LOCAL)
                        .replace("#allow_anonymous", "allow_anonymous")
                        .replace("#password_file", "password_file")
                        .replace("#acl_file", "acl_file")
                        .replace("/etc/mosquitto/", home + "/"));
        mosquitto =
                new ProcessBuilder(binary.toString(), "-c", conf.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(home.resolve("log").toFile())
                        .start();
        await().atMost(Duration.ofSeconds(15))
                .until(() -> listens(port) && listens(enrollmentPort) && listens(controllerPort));
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (mosquitto != null) {
            mosquitto.destroy();
            mosquitto.waitFor(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void a_device_reads_its_own_topic_alone() throws Exception {
        try (Mqtt5 device = Mqtt5.connect(uri(), "anything", EID, "secret-" + EID)) {
            assertThat(device.subscribe(UspTopics.ofAgent(EID))).isEqualTo(1);
            assertThat(device.publish(TOPICS.ofController(OTHER), "x", null))
                    .isEqualTo(NOT_AUTHORIZED);
            assertThat(device.publish(TOPICS.ofController(), "x", null)).isEqualTo(NOT_AUTHORIZED);
            assertThat(device.publish(UspTopics.ofAgent(OTHER), "x", null))
                    .isEqualTo(NOT_AUTHORIZED);
        }
        String knock = "tcp://127.0.0.1:" + enrollmentPort;
        assertThatThrownBy(() -> Mqtt5.connect(knock, EID, "trellis", "wrong"))
                .isInstanceOf(MqttException.class);
    }

    @Test
    void two_agents_with_one_key_do_not_read_each_other() throws Exception {
        String knock = "tcp://127.0.0.1:" + enrollmentPort;
        try (Mqtt5 one = Mqtt5.connect(knock, "os::1", "trellis", "secret-trellis");
                Mqtt5 two = Mqtt5.connect(knock, "os::2", "trellis", "secret-trellis");
                Mqtt5 controller = controller()) {
            assertThat(one.subscribe(UspTopics.ofAgent("os::1"))).isEqualTo(1);
            assertThat(two.publish(TOPICS.ofController("os::1"), "x", null))
                    .isEqualTo(NOT_AUTHORIZED);
            // mosquitto grants subscriptions and checks each message instead
            two.subscribe("usp/v1/agent/+");
            two.subscribe(UspTopics.ofAgent("os::1"));
            two.subscribe(UspTopics.ofAgent("os::2"));
            controller.publish(UspTopics.ofAgent("os::1"), "for one", null);
            controller.publish(UspTopics.ofAgent("os::2"), "for two", null);
            assertThat(one.next()).isEqualTo("for one");
            assertThat(two.next()).isEqualTo("for two");
            assertThat(two.received).doesNotContain("for one");
        }
    }

    @Test
    void two_bridges_never_meet() throws Exception {
        try (Mqtt5 one = Mqtt5.connect(uri(), "x", "home1", "secret-home1");
                Mqtt5 two = Mqtt5.connect(uri(), "x", "home2", "secret-home2")) {
            one.subscribe("iot/home1/#");
            two.subscribe("iot/home1/#");
            two.subscribe("iot/home2/#");
            assertThat(two.publish("iot/home1/plug/set", "ON", null)).isEqualTo(NOT_AUTHORIZED);
            one.publish("iot/home1/plug", "secret of home 1", null);
            assertThat(one.next()).isEqualTo("secret of home 1");
            two.publish("iot/home2/plug", "of home 2", null);
            assertThat(two.next()).isEqualTo("of home 2");
        }
    }

    @Test
    void two_nodes_share_the_agents_and_get_their_own_answers() throws Exception {
        RecordingListener first = new RecordingListener(new FakeCore()::authenticate);
        RecordingListener second = new RecordingListener(c -> granted());
        RecordingListener third = new RecordingListener(c -> granted());
        try (MqttMtp one = mtp("n1");
                MqttMtp two = mtp("n2");
                Mqtt5 agent = Mqtt5.connect(uri(), "x", EID, "secret-" + EID)) {
            assertThat(first.events).isEmpty();
            one.start(second);
            two.start(third);
            await().atMost(Duration.ofSeconds(20)).until(() -> one.isReady() && two.isReady());
            agent.subscribe(UspTopics.ofAgent(EID));
            for (int i = 0; i < 6; i++) {
                agent.publish(TOPICS.ofController(EID), "hello", UspTopics.ofAgent(EID));
            }
            await().untilAsserted(() ->
                    assertThat(received(second, "hello") + received(third, "hello")).isEqualTo(6));
            assertThat(received(second, "hello")).isPositive();
            assertThat(received(third, "hello")).isPositive();
            assertThat(one.send(second.peer(EID), "request".getBytes(UTF_8)))
                    .isEqualTo(new SendOutcome.Sent());
            assertThat(agent.next()).isEqualTo("request");
            agent.publish(TOPICS.ofNode(EID, "n1"), "answer", UspTopics.ofAgent(EID));
            await().until(() -> received(second, "answer") == 1);
            assertThat(received(third, "answer")).isZero();
        }
    }

    @Test
    void an_agent_that_does_not_listen_is_told_apart() throws Exception {
        RecordingListener listener = new RecordingListener(c -> granted());
        try (MqttMtp mtp = mtp("n3");
                Mqtt5 agent = Mqtt5.connect(uri(), "x", OTHER, "secret-" + OTHER)) {
            mtp.start(listener);
            await().atMost(Duration.ofSeconds(20)).until(mtp::isReady);
            agent.publish(TOPICS.ofController(OTHER), "deaf", UspTopics.ofAgent(OTHER));
            await().until(() -> !listener.peers.isEmpty());
            assertThat(mtp.send(listener.peer(OTHER), new byte[1]))
                    .isInstanceOf(SendOutcome.NotSent.class);
            assertThat(listener.peers).isEmpty();
        }
    }

    @Test
    void nodes_talk_over_the_bus() {
        List<NodeMessage> heard = new CopyOnWriteArrayList<>();
        NodeMessage message =
                new NodeMessage.WakeDevice(
                        "n1", TenantId.DEFAULT, "n2", DeviceId.of("0014A5", "HG", "1"));
        try (MqttNodeBus one = new MqttNodeBus(new PahoTransport(settings("trellis-bus-1")));
                MqttNodeBus two = new MqttNodeBus(new PahoTransport(settings("trellis-bus-2")))) {
            two.subscribe(heard::add);
            await().atMost(Duration.ofSeconds(20)).until(() -> one.isReady() && two.isReady());
            one.publish(message);
            await().untilAsserted(() -> assertThat(heard).containsExactly(message));
        }
    }

    private static long received(RecordingListener listener, String text) {
        return listener.events.stream().filter(e -> e.endsWith(text)).count();
    }

    private static Authentication granted() {
        return new Authentication.Granted(
                new Principal(Principal.Kind.DEVICE_CREDENTIAL, "device", TenantId.DEFAULT));
    }

    private static MqttMtp mtp(String node) {
        return new MqttMtp(
                new MqttMtpSettings(
                        TOPICS,
                        node,
                        true,
                        MqttMtpSettings.Vouching.BY_TOPIC,
                        settings("trellis-" + node)),
                PahoTransport::new);
    }

    private static MqttSettings settings(String clientId) {
        return MqttSettings.of(
                "tcp://127.0.0.1:" + controllerPort,
                clientId,
                "trellis-controller",
                "secret-trellis-controller");
    }

    private static Mqtt5 controller() throws MqttException {
        return Mqtt5.connect(
                "tcp://127.0.0.1:" + controllerPort,
                "x-" + UUID.randomUUID(),
                "trellis-controller",
                "secret-trellis-controller");
    }

    private static String uri() {
        return "tcp://127.0.0.1:" + port;
    }

    /** The device listener believes the user name: what is tested is the access list. */
    private static String withoutCertificates(String conf) {
        int devices = conf.indexOf("# 2.");
        int enrollment = conf.indexOf("# 3.");
        return conf.substring(0, devices)
                + conf.substring(devices, enrollment)
                        .replaceAll(
                                "(?m)^(cafile|certfile|keyfile|require_certificate|use_identity).*$",
                                "")
                        .replace("allow_anonymous false", "allow_anonymous true")
                + conf.substring(enrollment);
    }

    private static void password(String file, String user) throws Exception {
        Path path = home.resolve(file);
        Files.createFile(path);
        int exit =
                new ProcessBuilder(
                                "mosquitto_passwd", "-b", path.toString(), user, "secret-" + user)
                        .inheritIO()
                        .start()
                        .waitFor();
        assertThat(exit).isZero();
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = MosquittoTest.class.getResourceAsStream("/broker/" + name)) {
            String text = new String(in.readAllBytes(), UTF_8);
            Files.writeString(home.resolve(name), text);
            return text;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static boolean listens(int candidate) {
        try (Socket socket = new Socket("127.0.0.1", candidate)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
