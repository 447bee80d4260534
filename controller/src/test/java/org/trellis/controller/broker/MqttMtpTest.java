package org.trellis.controller.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.trellis.mqtt.MqttSettings;
import org.trellis.mqtt.PahoTransport;
import org.trellis.southbound.Principal;
import org.trellis.usp.mtp.Mtp;
import org.trellis.usp.mtp.MtpPeer;
import org.trellis.usp.mtp.SendOutcome;
import org.trellis.usp.mtp.mqtt.MqttMtp;
import org.trellis.usp.mtp.mqtt.MqttMtpSettings;
import org.trellis.usp.mtp.mqtt.UspTopics;

/** The USP transport on the embedded broker, with agents of both MQTT versions. */
class MqttMtpTest {

    private static final String EID = "os::0014A5-a.b";
    private static final UspTopics TOPICS = new UspTopics("self::trellis");
    private static final String CONTROLLER = TOPICS.ofController();

    private final FakeCore core = new FakeCore();
    private final InternalCredential internal = InternalCredential.generate();
    private final RecordingListener listener = new RecordingListener(core::authenticate);
    private EmbeddedBroker broker;
    private MqttMtp mtp;

    @BeforeEach
    void start() {
        broker = broker(0);
        broker.start();
        mtp = mtp("n1", Duration.ofMinutes(1));
        broker.addListener(new AgentPresence(mtp));
        mtp.start(listener);
        await().until(mtp::isReady);
    }

    @AfterEach
    void stop() {
        mtp.close();
        broker.close();
    }

    @Test
    void an_agent_of_version_5_talks_both_ways() throws Exception {
        try (Mqtt5 agent = enroll(EID)) {
            assertThat(listener.events).isEmpty();
            agent.publish(CONTROLLER, "hello", UspTopics.ofAgent(EID));
            await().untilAsserted(() ->
                    assertThat(listener.events)
                            .containsExactly("connected " + EID, "received " + EID + " hello"));
            MtpPeer peer = listener.peer(EID);
            assertThat(peer.principal().kind()).isEqualTo(Principal.Kind.ENROLLMENT_KEY);
            assertThat(peer.remoteAddress()).isEqualTo("127.0.0.1");
            assertThat(peer.address()).isEqualTo(UspTopics.ofAgent(EID));
            assertThat(mtp.send(peer, bytes("request"))).isEqualTo(new SendOutcome.Sent());
            assertThat(agent.next()).isEqualTo("request");
            agent.publish(TOPICS.ofNode(EID, "n1"), "answer", UspTopics.ofAgent(EID));
            await().until(() -> listener.events.contains("received " + EID + " answer"));
            assertThat(listener.events).hasSize(3);
        }
        await().until(() -> listener.events.contains("disconnected " + EID));
    }

    @Test
    void an_agent_that_was_given_up_is_found_again_as_long_as_it_is_at_the_broker()
            throws Exception {
        try (Mqtt5 agent = enroll(EID)) {
            agent.publish(CONTROLLER, "hello", UspTopics.ofAgent(EID));
            await().until(() -> listener.events.contains("received " + EID + " hello"));
            mtp.disconnect(listener.peer(EID), Mtp.CloseReason.GOING_AWAY);
            await().until(() -> listener.events.contains("disconnected " + EID));
            assertThat(mtp.recall(EID, UspTopics.ofAgent(EID))).isTrue();
            assertThat(mtp.send(listener.peer(EID), bytes("still there?")))
                    .isEqualTo(new SendOutcome.Sent());
            assertThat(agent.next()).isEqualTo("still there?");
        }
        await().until(() -> listener.peers.isEmpty());
        assertThat(mtp.recall(EID, UspTopics.ofAgent(EID))).isFalse();
    }

    @Test
    void an_agent_of_version_3_1_1_is_answered_by_its_topic() throws Exception {
        try (Mqtt3 agent = Mqtt3.connect(uri(), EID, "trellis", FakeCore.KEY)) {
            agent.subscribe(UspTopics.ofAgent(EID) + "/#");
            agent.publish(UspTopics.withReplyTo(CONTROLLER, UspTopics.ofAgent(EID)), "hello");
            await().until(() -> listener.events.contains("received " + EID + " hello"));
            assertThat(mtp.send(listener.peer(EID), bytes("request")))
                    .isEqualTo(new SendOutcome.Sent());
            assertThat(agent.next()).isEqualTo("request");
            assertThat(agent.lastTopic())
                    .isEqualTo(
                            UspTopics.ofAgent(EID)
                                    + "/reply-to=usp%2Fv1%2Fcontroller%2Fself::trellis"
                                    + "%2Fagent%2Fos::0014A5-a.b%2Fnode%2Fn1");
            agent.publish(
                    UspTopics.withReplyTo(TOPICS.ofNode(EID, "n1"), UspTopics.ofAgent(EID)),
                    "answer");
            await().until(() -> listener.events.contains("received " + EID + " answer"));
        }
    }

    @Test
    void a_peer_that_was_forgotten_is_new_with_its_next_record() throws Exception {
        try (Mqtt5 agent = enroll(EID)) {
            agent.publish(CONTROLLER, "one", UspTopics.ofAgent(EID));
            await().until(() -> !listener.peers.isEmpty());
            MtpPeer first = listener.peer(EID);
            mtp.disconnect(first, Mtp.CloseReason.REFUSED);
            assertThat(listener.events).contains("disconnected " + EID);
            assertThat(mtp.send(first, bytes("x"))).isInstanceOf(SendOutcome.NotSent.class);
            agent.publish(CONTROLLER, "two", UspTopics.ofAgent(EID));
            await().until(() -> !listener.peers.isEmpty());
            assertThat(listener.peer(EID).connection()).isGreaterThan(first.connection());
        }
    }

    @Test
    void a_full_mailbox_costs_one_agent_its_record_and_nobody_else() throws Exception {
        try (Mqtt5 agent = enroll(EID)) {
            listener.full = true;
            for (int i = 0; i < 5; i++) {
                agent.publish(CONTROLLER, "lost", UspTopics.ofAgent(EID));
            }
            await().until(() ->
                    listener.events.stream().filter(e -> e.startsWith("disconnected")).count()
                            == 5);
            listener.full = false;
            agent.publish(CONTROLLER, "kept", UspTopics.ofAgent(EID));
            await().until(() -> listener.events.contains("received " + EID + " kept"));
            assertThat(listener.events).doesNotContain("received " + EID + " lost");
        }
    }

    @Test
    void what_is_not_acknowledged_comes_again() throws Exception {
        mtp.close();
        mtp = mtp("n2", Duration.ofMillis(500));
        broker.addListener(new AgentPresence(mtp));
        mtp.start(listener);
        await().until(mtp::isReady);
        listener.acknowledging = false;
        try (Mqtt5 agent = enroll(EID)) {
            agent.publish(CONTROLLER, "important", UspTopics.ofAgent(EID));
            await().atMost(Duration.ofSeconds(20))
                    .until(() ->
                            listener.events.stream().filter(e -> e.endsWith("important")).count()
                                    >= 2);
            listener.acknowledging = true;
            listener.unacknowledged.forEach(Runnable::run); // of a connection that is gone
            await().atMost(Duration.ofSeconds(20)).until(mtp::isReady);
            // the agent stayed at the broker: it is a peer again without saying anything
            await().untilAsserted(() ->
                    assertThat(mtp.send(listener.peer(EID), bytes("ping")))
                            .isNotInstanceOf(SendOutcome.MaybeSent.class));
        }
    }

    @Test
    void survives_a_restart_of_the_broker() throws Exception {
        int port = broker.port();
        try (Mqtt5 agent = enroll(EID)) {
            agent.publish(CONTROLLER, "before", UspTopics.ofAgent(EID));
            await().until(() -> listener.events.contains("received " + EID + " before"));
        }
        broker.close();
        await().until(() -> !mtp.isReady());
        broker = broker(port);
        broker.addListener(new AgentPresence(mtp));
        broker.start();
        await().atMost(Duration.ofSeconds(20)).until(mtp::isReady);
        try (Mqtt5 agent = enroll(EID)) {
            agent.publish(CONTROLLER, "after", UspTopics.ofAgent(EID));
            await().until(() -> listener.events.contains("received " + EID + " after"));
        }
    }

    @Test
    void many_agents_are_served_over_one_connection() throws Exception {
        List<Mqtt5> agents = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                agents.add(enroll("os::0014A5-" + i));
            }
            for (int i = 0; i < agents.size(); i++) {
                String topic = UspTopics.ofAgent("os::0014A5-" + i);
                agents.get(i).publish(CONTROLLER, "hello " + i, topic);
            }
            await().until(() -> listener.peers.size() == agents.size());
            for (int i = 0; i < agents.size(); i++) {
                assertThat(mtp.send(listener.peer("os::0014A5-" + i), bytes("to " + i)))
                        .isEqualTo(new SendOutcome.Sent());
                assertThat(agents.get(i).next()).isEqualTo("to " + i);
            }
        } finally {
            for (Mqtt5 agent : agents) {
                agent.close();
            }
        }
    }

    private EmbeddedBroker broker(int port) {
        return new EmbeddedBroker(
                BrokerSettings.of("127.0.0.1", port),
                new BrokerAcl(TOPICS),
                new PortBrokerAccess(core::authenticate, core::refused, internal));
    }

    private MqttMtp mtp(String node, Duration redeliverAfter) {
        return new MqttMtp(
                new MqttMtpSettings(
                        TOPICS,
                        node,
                        false,
                        MqttMtpSettings.Vouching.EMBEDDED,
                        MqttSettings.of(
                                        uri(),
                                        InternalCredential.CLIENT_ID_PREFIX + node,
                                        internal.user(),
                                        internal.password())
                                .withRedeliverAfter(redeliverAfter)),
                PahoTransport::new);
    }

    private Mqtt5 enroll(String endpointId) throws MqttException {
        Mqtt5 agent = Mqtt5.connect(uri(), "", "trellis", FakeCore.KEY, endpointId);
        agent.subscribe(UspTopics.ofAgent(endpointId));
        return agent;
    }

    private String uri() {
        return "tcp://127.0.0.1:" + broker.port();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
