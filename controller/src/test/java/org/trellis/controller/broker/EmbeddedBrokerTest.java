package org.trellis.controller.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.trellis.southbound.Credential;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.Principal;
import org.trellis.southbound.Revocation;
import org.trellis.southbound.TenantId;
import org.trellis.usp.mtp.mqtt.UspTopics;

/** The access list as clients of both MQTT versions meet it. */
class EmbeddedBrokerTest {

    private static final String EID = "os::0014A5-a.b";
    private static final String OTHER = "ops::0014A5-HG-100-a.b";
    private static final String ADMITTED = "oui:0014A5:known%20one";
    private static final UspTopics TOPICS = new UspTopics("self::trellis");
    private static final String CONTROLLER = TOPICS.ofController();
    private static final int NOT_AUTHORIZED = 135;
    private static final int MAX_PACKET = 256 * 1024;

    private static final FakeCore CORE = new FakeCore();
    private static final InternalCredential INTERNAL = InternalCredential.generate();
    private static final List<String> PRESENCE = new CopyOnWriteArrayList<>();
    private static EmbeddedBroker broker;
    private static Mqtt5 controller;

    @BeforeAll
    static void start() throws MqttException {
        CORE.devices.put(ADMITTED, "device-secret");
        CORE.bridges.put("home1", "bridge-secret");
        CORE.bridges.put("home2", "bridge-secret-2");
        broker =
                new EmbeddedBroker(
                        new BrokerSettings(
                                "127.0.0.1",
                                OptionalInt.of(0),
                                Optional.empty(),
                                MAX_PACKET,
                                1_000,
                                2_000,
                                1024 * 1024),
                        new BrokerAcl(TOPICS),
                        new PortBrokerAccess(CORE::authenticate, CORE::refused, INTERNAL));
        broker.addListener(
                new BrokerListener() {
                    @Override
                    public void connected(BrokerAccess.Granted client, String remoteAddress) {
                        PRESENCE.add("+" + client.client() + " from " + remoteAddress);
                    }

                    @Override
                    public void disconnected(BrokerAccess.Granted client) {
                        PRESENCE.add("-" + client.client());
                    }
                });
        broker.start();
        controller = Mqtt5.connect(uri(), "trellis-test", INTERNAL.user(), INTERNAL.password());
        assertThat(controller.subscribe(CONTROLLER + "/#")).isEqualTo(1);
    }

    @AfterAll
    static void stop() throws MqttException {
        controller.close();
        broker.close();
        assertThat(broker.isRunning()).isFalse();
    }

    @Test
    void an_unknown_agent_knocks_with_the_key_and_talks_to_the_controller_alone() throws Exception {
        try (Mqtt5 agent = enroll(EID)) {
            assertThat(agent.subscribe(UspTopics.ofAgent(EID))).isEqualTo(1);
            for (String foreign :
                    List.of(
                            UspTopics.ofAgent(OTHER),
                            UspTopics.ofAgent("os::0014A5-aXb"),
                            "usp/v1/agent/+",
                            "usp/v1/agent/#",
                            "#",
                            "$share/g/" + UspTopics.ofAgent(OTHER),
                            CONTROLLER,
                            "iot/#",
                            "trellis/#")) {
                assertThat(agent.subscribe(foreign)).as(foreign).isEqualTo(NOT_AUTHORIZED);
            }
            controller.publish(UspTopics.ofAgent(EID), "request", CONTROLLER);
            assertThat(agent.next()).isEqualTo("request");
            assertThat(agent.publish(CONTROLLER, "answer", UspTopics.ofAgent(EID))).isZero();
            assertThat(controller.hears("answer")).isTrue();
            assertThat(agent.publish(UspTopics.ofAgent(OTHER), "x", UspTopics.ofAgent(EID)))
                    .isEqualTo(NOT_AUTHORIZED);
            assertThat(agent.publish("iot/home1/x", "x", null)).isEqualTo(NOT_AUTHORIZED);
            assertThat(agent.isConnected()).isTrue();
        }
    }

    @Test
    void nobody_with_the_key_takes_the_place_of_an_agent_that_is_there() throws Exception {
        String victim = "os::0014A5-victim";
        try (Mqtt5 agent = enroll(victim)) {
            agent.subscribe(UspTopics.ofAgent(victim));
            CORE.refused.clear();
            assertThatThrownBy(() -> enroll(victim)).isInstanceOf(MqttException.class);
            assertThat(CORE.refused)
                    .singleElement()
                    .asString()
                    .startsWith(victim + " from 127.0.0.1: it is connected already");
            controller.publish(UspTopics.ofAgent(victim), "for the agent", CONTROLLER);
            assertThat(agent.next()).isEqualTo("for the agent");
            assertThat(agent.isConnected()).isTrue();
        }
        await().untilAsserted(() -> enroll(victim).close());
    }

    @Test
    void tells_who_was_turned_away_without_the_core_being_asked() {
        CORE.refused.clear();
        PortBrokerAccess access = new PortBrokerAccess(CORE::authenticate, CORE::refused, INTERNAL);
        assertThat(access.authenticate(login("not a bridge!", "c-1"))).isEmpty();
        assertThat(access.authenticate(login("trellis", "c-2"))).isEmpty();
        assertThat(access.authenticate(login("", "c-3"))).isEmpty();
        assertThat(CORE.refused)
                .containsExactly(
                        "not a bridge! from 192.0.2.1: its user is neither an endpoint id nor a"
                                + " bridge",
                        "c-2 from 192.0.2.1: it names no endpoint id, or several: user,"
                                + " usp-endpoint-id and client id have to agree",
                        "c-3 from 192.0.2.1: no credentials were shown")
                .noneMatch(r -> r.contains("hunter2"));
    }

    private static Login login(String user, String clientId) {
        return new Login(
                user,
                "hunter2",
                clientId,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "192.0.2.1");
    }

    @Test
    void two_agents_with_one_key_do_not_read_each_other() throws Exception {
        try (Mqtt5 one = enroll("os::0014A5-1");
                Mqtt5 two = enroll("os::0014A5-1.2")) {
            one.subscribe(UspTopics.ofAgent("os::0014A5-1"));
            two.subscribe(UspTopics.ofAgent("os::0014A5-1.2"));
            assertThat(two.subscribe(UspTopics.ofAgent("os::0014A5-1"))).isEqualTo(NOT_AUTHORIZED);
            controller.publish(UspTopics.ofAgent("os::0014A5-1"), "for one", CONTROLLER);
            controller.publish(UspTopics.ofAgent("os::0014A5-1.2"), "for two", CONTROLLER);
            assertThat(one.next()).isEqualTo("for one");
            assertThat(two.next()).isEqualTo("for two");
            assertThat(one.received).isEmpty();
            assertThat(two.received).isEmpty();
        }
    }

    @Test
    void an_agent_that_names_anothers_reply_topic_is_cut() throws Exception {
        for (String reply : new String[] {UspTopics.ofAgent(OTHER), null}) {
            try (Mqtt5 agent = enroll(EID)) {
                assertThatThrownBy(() -> agent.publish(CONTROLLER, "spoof", reply))
                        .isInstanceOf(MqttException.class);
                await().untilAsserted(() -> assertThat(agent.isConnected()).isFalse());
            }
        }
        try (Mqtt5 agent = enroll(EID)) {
            assertThatThrownBy(() ->
                            agent.publish(
                                    CONTROLLER,
                                    "spoof".getBytes(StandardCharsets.UTF_8),
                                    UspTopics.ofAgent(EID),
                                    true))
                    .isInstanceOf(MqttException.class);
        }
        assertThat(controller.received).doesNotContain("spoof");
    }

    @Test
    void an_agent_of_3_1_1_answers_by_the_topic() throws Exception {
        try (Mqtt3 agent = Mqtt3.connect(uri(), EID, "trellis", FakeCore.KEY)) {
            assertThat(agent.subscribe(UspTopics.ofAgent(EID) + "/#")).isEqualTo(1);
            assertThat(agent.subscribe(UspTopics.ofAgent(OTHER) + "/#")).isEqualTo(128);
            assertThat(agent.subscribe("#")).isEqualTo(128);
            String request = UspTopics.withReplyTo(UspTopics.ofAgent(EID), CONTROLLER);
            controller.publish(request, "request 3", CONTROLLER);
            assertThat(agent.next()).isEqualTo("request 3");
            agent.publish(UspTopics.withReplyTo(CONTROLLER, UspTopics.ofAgent(EID)), "answer 3");
            assertThat(controller.hears("answer 3")).isTrue();
            agent.publish(UspTopics.ofAgent(OTHER), "foreign 3");
            assertThat(agent.isConnected()).isTrue();
            assertThatThrownBy(() ->
                            agent.publish(
                                    UspTopics.withReplyTo(CONTROLLER, UspTopics.ofAgent(OTHER)),
                                    "spoof 3"))
                    .isInstanceOf(org.eclipse.paho.client.mqttv3.MqttException.class);
            assertThat(controller.received).doesNotContain("spoof 3");
        }
    }

    @Test
    void the_key_does_not_speak_for_a_device_with_a_credential() throws Exception {
        assertRefused(ADMITTED, "trellis", FakeCore.KEY, null);
        assertRefused("", "trellis", FakeCore.KEY, ADMITTED);
        assertRefused(ADMITTED, ADMITTED, "wrong", null);
        assertRefused(EID, ADMITTED, "device-secret", null);
        assertRefused(ADMITTED, ADMITTED, "device-secret", EID);
        try (Mqtt5 device = Mqtt5.connect(uri(), ADMITTED, ADMITTED, "device-secret")) {
            assertThat(device.subscribe(UspTopics.ofAgent(ADMITTED))).isEqualTo(1);
            assertThat(device.subscribe(UspTopics.ofAgent(EID))).isEqualTo(NOT_AUTHORIZED);
        }
    }

    @Test
    void an_agent_may_leave_its_client_id_to_the_broker() throws Exception {
        try (Mqtt5 agent = Mqtt5.connect(uri(), "", "trellis", FakeCore.KEY, EID)) {
            assertThat(agent.subscribe(UspTopics.ofAgent(EID))).isEqualTo(1);
            assertThat(agent.subscribe(UspTopics.ofAgent(OTHER))).isEqualTo(NOT_AUTHORIZED);
        }
        assertRefused("", "trellis", FakeCore.KEY, null);
        assertRefused("no-endpoint-id", "trellis", FakeCore.KEY, null);
        assertRefused(OTHER, "trellis", FakeCore.KEY, EID);
        assertRefused("os::a/+/#", "trellis", FakeCore.KEY, null);
    }

    @Test
    void nobody_takes_anothers_client_id() throws Exception {
        try (Mqtt5 victim = Mqtt5.connect(uri(), "box-1", "trellis", FakeCore.KEY, EID)) {
            assertRefused("box-1", "trellis", FakeCore.KEY, OTHER);
            assertRefused("box-1", "home1", "bridge-secret", null);
            assertRefused("trellis-test", "home1", "bridge-secret", null);
            assertRefused("os::victim", "home1", "bridge-secret", null);
            assertThat(victim.isConnected()).isTrue();
        }
        assertThat(controller.isConnected()).isTrue();
    }

    @Test
    void wrong_secrets_and_an_absent_store_refuse() throws Exception {
        assertRefused(EID, "trellis", "wrong", null);
        assertRefused("x", INTERNAL.user(), "wrong", null);
        assertRefused("x", "home1", "wrong", null);
        assertRefused("x", "", "", null);
        CORE.away = true;
        try {
            assertRefused(EID, "trellis", FakeCore.KEY, null);
        } finally {
            CORE.away = false;
        }
    }

    @Test
    void two_bridges_never_meet() throws Exception {
        try (Mqtt5 one = Mqtt5.connect(uri(), "b1", "home1", "bridge-secret");
                Mqtt5 two = Mqtt5.connect(uri(), "b2", "home2", "bridge-secret-2")) {
            assertThat(one.subscribe("iot/home1/#")).isEqualTo(1);
            assertThat(one.subscribe("iot/home2/#")).isEqualTo(NOT_AUTHORIZED);
            assertThat(one.subscribe("iot/#")).isEqualTo(NOT_AUTHORIZED);
            assertThat(one.subscribe("iot/+/x")).isEqualTo(NOT_AUTHORIZED);
            assertThat(two.publish("iot/home1/plug/set", "ON", null)).isEqualTo(NOT_AUTHORIZED);
            assertThat(
                            two.publish(
                                    "iot/home2/bridge/state",
                                    "online".getBytes(StandardCharsets.UTF_8),
                                    null,
                                    true))
                    .isZero();
            controller.publish("iot/home1/plug/set", "OFF", null);
            assertThat(one.next()).isEqualTo("OFF");
        }
    }

    @Test
    void a_foreign_will_is_not_delivered() throws Exception {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName("trellis");
        options.setPassword(FakeCore.KEY.getBytes(StandardCharsets.UTF_8));
        MqttProperties reply = new MqttProperties();
        reply.setResponseTopic(UspTopics.ofAgent(OTHER));
        options.setWillMessageProperties(reply);
        options.setWill(
                CONTROLLER,
                new MqttMessage("will".getBytes(StandardCharsets.UTF_8), 1, false, reply));
        assertThatThrownBy(() -> Mqtt5.connect(uri(), EID, options))
                .isInstanceOf(MqttException.class);
        assertThat(controller.received).doesNotContain("will");
    }

    @Test
    void the_will_of_a_bridge_that_is_cut_off_is_delivered() throws Exception {
        assertThat(controller.subscribe("iot/home2/#")).isEqualTo(1);
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setAutomaticReconnect(false);
        options.setUserName("home2");
        options.setPassword("bridge-secret-2".getBytes(StandardCharsets.UTF_8));
        options.setWill(
                "iot/home2/zigbee2mqtt/bridge/state",
                new MqttMessage(
                        "offline".getBytes(StandardCharsets.UTF_8), 1, true, new MqttProperties()));
        Mqtt5.connect(uri(), "b3", options).kill();
        assertThat(controller.hears("offline")).isTrue();
    }

    @Test
    void an_oversize_packet_ends_its_connection() throws Exception {
        try (Mqtt5 agent = enroll(EID)) {
            assertThat(agent.publish(CONTROLLER, "a".repeat(200_000), UspTopics.ofAgent(EID)))
                    .isZero();
            assertThatThrownBy(() ->
                            agent.publish(
                                    CONTROLLER, "b".repeat(MAX_PACKET), UspTopics.ofAgent(EID)))
                    .isInstanceOf(MqttException.class);
        }
        try (Socket socket = new Socket("127.0.0.1", broker.port())) {
            socket.setSoTimeout(5_000);
            // a CONNECT that announces 200 MiB
            byte b = (byte) 0x80;
            socket.getOutputStream()
                    .write(new byte[] {0x10, b, b, b, 0x64, 0, 4, 'M', 'Q', 'T', 'T', 5, 2, 0, 9});
            assertThat(socket.getInputStream().readAllBytes().length).isLessThan(8);
        }
    }

    @Test
    void presence_follows_the_connection() throws Exception {
        String id = "os::0014A5-presence";
        String came = "+" + new BrokerClient.Agent(id) + " from 127.0.0.1";
        String went = "-" + new BrokerClient.Agent(id);
        CORE.devices.put(id, "own-secret");
        Mqtt5 first = Mqtt5.connect(uri(), "", id, "own-secret", id);
        assertThat(PRESENCE).contains(came).doesNotContain(went);
        Mqtt5 second = Mqtt5.connect(uri(), "", id, "own-secret", id);
        first.close();
        assertThat(PRESENCE).doesNotContain(went);
        second.kill();
        await().untilAsserted(() -> assertThat(PRESENCE).contains(went));
        assertThat(PRESENCE).containsOnlyOnce(went);
    }

    @Test
    void a_revoked_device_is_cut_off_and_others_stay() throws Exception {
        String id = "os::0014A5-revoked";
        try (Mqtt5 gone = enroll(id);
                Mqtt5 other = enroll("os::0014A5-stays")) {
            broker.revoked(
                    new Revocation.OfDevice(
                            TenantId.DEFAULT,
                            DeviceId.of("0014A5", "", "revoked"),
                            Set.of(new EndpointId("usp:" + id))));
            await().untilAsserted(() -> assertThat(gone.isConnected()).isFalse());
            assertThat(other.isConnected()).isTrue();
        }
    }

    @Test
    void whatever_a_revoked_principal_let_in_is_cut_off() throws Exception {
        try (Mqtt5 agent = enroll("os::0014A5-keyless")) {
            Principal key = new Principal(Principal.Kind.ENROLLMENT_KEY, "key-1", TenantId.DEFAULT);
            broker.revoked(new Revocation.OfPrincipal(key));
            await().untilAsserted(() -> assertThat(agent.isConnected()).isFalse());
        }
        assertThat(controller.isConnected()).isTrue();
    }

    @Test
    void a_slow_reader_is_bounded() throws Exception {
        String id = "os::0014A5-slow";
        List<String> got = new ArrayList<>();
        try (Mqtt5 agent = enroll(id)) {
            agent.subscribe(UspTopics.ofAgent(id));
        }
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName("trellis");
        options.setPassword(FakeCore.KEY.getBytes(StandardCharsets.UTF_8));
        options.setCleanStart(false);
        options.setSessionExpiryInterval(60L);
        try (Mqtt5 agent = Mqtt5.connect(uri(), id, options)) {
            agent.subscribe(UspTopics.ofAgent(id));
        }
        String big = "x".repeat(64 * 1024);
        for (int i = 0; i < 30; i++) {
            controller.publish(UspTopics.ofAgent(id), big, CONTROLLER);
        }
        try (Mqtt5 agent = Mqtt5.connect(uri(), id, options)) {
            for (String next = agent.next(); next != null; next = agent.next()) {
                got.add(next);
            }
        }
        assertThat(got.size()).isBetween(1, 18); // of 30, 1 MiB of nearly 2 MiB
    }

    @Test
    void certificates_and_principals_are_told() throws Exception {
        PortBrokerAccess access = new PortBrokerAccess(CORE::authenticate, CORE::refused, INTERNAL);
        Login login =
                new Login(
                        "",
                        "",
                        "",
                        Optional.empty(),
                        Optional.of(new Credential.Certificate("ab12", EID)),
                        Optional.of(EID),
                        "192.0.2.1");
        assertThat(access.authenticate(login).orElseThrow())
                .satisfies(g -> {
                    assertThat(g.client()).isEqualTo(new BrokerClient.Agent(EID));
                    assertThat(g.principal().kind()).isEqualTo(Principal.Kind.CERTIFICATE);
                });
        assertThat(login.toString()).doesNotContain("secret");
    }

    private static Mqtt5 enroll(String endpointId) throws MqttException {
        return Mqtt5.connect(uri(), endpointId, "trellis", FakeCore.KEY, endpointId);
    }

    private static void assertRefused(
            String clientId, String user, String password, String endpointId) {
        assertThatThrownBy(() -> Mqtt5.connect(uri(), clientId, user, password, endpointId).close())
                .as("%s as %s", user, clientId)
                .isInstanceOf(MqttException.class);
    }

    private static String uri() {
        return "tcp://127.0.0.1:" + broker.port();
    }
}
