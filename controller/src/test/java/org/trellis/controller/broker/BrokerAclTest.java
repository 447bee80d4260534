package org.trellis.controller.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trellis.usp.mtp.mqtt.UspTopics;

class BrokerAclTest {

    private static final String CONTROLLER = "usp/v1/controller/self::trellis";
    private static final BrokerAcl ACL = new BrokerAcl(new UspTopics("self::trellis"));
    private static final BrokerClient AGENT = new BrokerClient.Agent("os::0014A5-a.b");
    private static final BrokerClient BRIDGE = new BrokerClient.Bridge("home1");
    private static final BrokerClient INTERNAL = new BrokerClient.Internal();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "usp/v1/agent/os::0014A5-a.b",
                "usp/v1/agent/os::0014A5-a.b/#",
                "$share/x/usp/v1/agent/os::0014A5-a.b"
            })
    void an_agent_subscribes_its_own_topic(String filter) {
        assertThat(ACL.maySubscribe(AGENT, filter)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "usp/v1/agent/os::0014A5-a.b2",
                "usp/v1/agent/os::0014A5-a.c",
                "usp/v1/agent/os::0014A5-aXb",
                "usp/v1/agent/+",
                "usp/v1/agent/#",
                "usp/v1/agent/+/#",
                "usp/+/agent/os::0014A5-a.b",
                "#",
                "+/+/os::0014A5-a.b/#",
                "$share/x/usp/v1/agent/os::other",
                "$share/usp/v1/agent/os::0014A5-a.b",
                "$share/x",
                "$SYS/#",
                "usp/v1/controller/self::trellis",
                "iot/home1/#",
                "trellis/#",
                ""
            })
    void an_agent_subscribes_nothing_else(String filter) {
        assertThat(ACL.maySubscribe(AGENT, filter)).isFalse();
    }

    @Test
    void an_agent_publishes_to_the_controller_with_its_own_reply_topic() {
        assertThat(ACL.mayPublish(AGENT, CONTROLLER, own("os::0014A5-a.b"))).isTrue();
        assertThat(ACL.mayPublish(AGENT, CONTROLLER + "/node/n1", own("os::0014A5-a.b/x")))
                .isTrue();
        assertThat(ACL.mayPublish(AGENT, replyTo(CONTROLLER, "os::0014A5-a.b"), none())).isTrue();
        assertThat(ACL.mayPublish(AGENT, CONTROLLER + "/agent/os::0014A5-a.b", none())).isTrue();
    }

    @Test
    void an_agent_cannot_have_answers_sent_elsewhere() {
        assertThat(ACL.mayPublish(AGENT, CONTROLLER, none())).isFalse();
        assertThat(ACL.mayPublish(AGENT, CONTROLLER, own("os::other"))).isFalse();
        assertThat(ACL.mayPublish(AGENT, replyTo(CONTROLLER, "os::other"), none())).isFalse();
        assertThat(ACL.mayPublish(AGENT, replyTo(CONTROLLER, "os::other"), own("os::0014A5-a.b")))
                .isFalse();
        assertThat(
                        ACL.mayPublish(
                                AGENT,
                                replyTo(
                                        CONTROLLER + "/reply-to=usp%2Fv1%2Fagent%2Fos::0014A5-a.b",
                                        "os::other"),
                                none()))
                .isFalse();
        assertThat(ACL.mayPublish(AGENT, CONTROLLER + "/agent/os::other", own("os::0014A5-a.b")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "usp/v1/agent/os::0014A5-a.b",
                "usp/v1/controller/self::trellis2",
                "usp/v1/controller",
                "iot/home1/zigbee2mqtt/bridge/devices",
                "trellis/v1/node/n1"
            })
    void an_agent_publishes_nowhere_else(String topic) {
        assertThat(ACL.mayPublish(AGENT, topic, own("os::0014A5-a.b"))).isFalse();
    }

    @Test
    void a_bridge_is_held_to_its_prefix() {
        assertThat(ACL.maySubscribe(BRIDGE, "iot/home1/#")).isTrue();
        assertThat(ACL.maySubscribe(BRIDGE, "iot/home1/zigbee2mqtt/+/set")).isTrue();
        assertThat(ACL.mayPublish(BRIDGE, "iot/home1/zigbee2mqtt/plug", none())).isTrue();
        assertThat(ACL.maySubscribe(BRIDGE, "iot/home10/#")).isFalse();
        assertThat(ACL.maySubscribe(BRIDGE, "iot/+/zigbee2mqtt")).isFalse();
        assertThat(ACL.maySubscribe(BRIDGE, "iot/home1")).isFalse();
        assertThat(ACL.maySubscribe(BRIDGE, "#")).isFalse();
        assertThat(ACL.mayPublish(BRIDGE, "iot/home2/zigbee2mqtt/plug", none())).isFalse();
        assertThat(ACL.mayPublish(BRIDGE, "usp/v1/agent/os::0014A5-a.b", none())).isFalse();
    }

    @Test
    void the_controller_is_held_to_what_is_its_own() {
        assertThat(ACL.maySubscribe(INTERNAL, "$share/trellis/" + CONTROLLER + "/#")).isTrue();
        assertThat(ACL.mayPublish(INTERNAL, "usp/v1/agent/os::1", none())).isTrue();
        assertThat(ACL.maySubscribe(INTERNAL, "iot/#")).isTrue();
        assertThat(ACL.maySubscribe(INTERNAL, "$SYS/#")).isFalse();
    }

    private static Optional<String> own(String endpointId) {
        return Optional.of(UspTopics.ofAgent(endpointId));
    }

    private static Optional<String> none() {
        return Optional.empty();
    }

    private static String replyTo(String topic, String endpointId) {
        return UspTopics.withReplyTo(topic, UspTopics.ofAgent(endpointId));
    }
}
