package org.trellis.usp.mtp.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trellis.mqtt.MqttDelivery;
import org.trellis.usp.mtp.mqtt.MqttMtpSettings.Vouching;

class UspTopicsTest {

    private static final UspTopics TOPICS = new UspTopics("self::trellis");
    private static final String CONTROLLER = "usp/v1/controller/self::trellis";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "os::012345-LAB000001",
                "ops::00256D-STB-2.0-0123456789",
                "oui:00256D:my-unique-bbf-id-42",
                "doc::agent%21",
                "uuid::f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
                "fqdn::usp.example.org"
            })
    void takes_endpoint_ids(String text) {
        assertThat(UspTopics.isEndpointId(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "agent", "os:x", "os::", "os::a/b", "os::+", "os::a#", "os::a b", "os::%2"
            })
    void refuses_what_is_none(String text) {
        assertThat(UspTopics.isEndpointId(text)).isFalse();
    }

    @Test
    void reads_the_last_reply_to() {
        assertThat(UspTopics.replyTo(CONTROLLER + "/reply-to=usp%2Fv1%2Fagent%2Fos::1"))
                .contains("usp/v1/agent/os::1");
        assertThat(UspTopics.replyTo(CONTROLLER + "/reply-to=x/reply-to=y%2fz")).contains("y/z");
        assertThat(UspTopics.replyTo(CONTROLLER)).isEmpty();
        assertThat(UspTopics.withReplyTo("usp/v1/agent/os::1", CONTROLLER))
                .isEqualTo("usp/v1/agent/os::1/reply-to=usp%2Fv1%2Fcontroller%2Fself::trellis");
    }

    @Test
    void the_route_follows_the_reply_topic_where_the_broker_checks_it() {
        assertThat(route(CONTROLLER, "usp/v1/agent/os::1", Vouching.EMBEDDED))
                .contains(new Route("os::1", "usp/v1/agent/os::1", true));
        assertThat(
                        route(
                                CONTROLLER + "/reply-to=usp%2Fv1%2Fagent%2Fos::1%2Fx",
                                null,
                                Vouching.EMBEDDED))
                .contains(new Route("os::1", "usp/v1/agent/os::1/x", false));
        assertThat(route(CONTROLLER + "/agent/os::1", null, Vouching.EMBEDDED))
                .contains(new Route("os::1", "usp/v1/agent/os::1", false));
        assertThat(route(CONTROLLER, null, Vouching.EMBEDDED)).isEmpty();
        assertThat(route(CONTROLLER, "elsewhere", Vouching.EMBEDDED)).isEmpty();
    }

    @Test
    void the_route_follows_the_topic_alone_where_only_that_is_checked() {
        assertThat(route(CONTROLLER, "usp/v1/agent/os::1", Vouching.BY_TOPIC)).isEmpty();
        assertThat(route(CONTROLLER + "/agent/os::1", "usp/v1/agent/os::1", Vouching.BY_TOPIC))
                .contains(new Route("os::1", "usp/v1/agent/os::1", true));
        assertThat(route(CONTROLLER + "/agent/os::1", "usp/v1/agent/os::2", Vouching.BY_TOPIC))
                .isEmpty();
        assertThat(
                        route(
                                CONTROLLER + "/agent/os::1/reply-to=usp%2Fv1%2Fagent%2Fos::1",
                                null,
                                Vouching.BY_TOPIC))
                .contains(new Route("os::1", "usp/v1/agent/os::1", false));
    }

    private static Optional<Route> route(String topic, @Nullable String reply, Vouching vouching) {
        return Route.of(
                new MqttDelivery(
                        topic,
                        new byte[0],
                        false,
                        Optional.ofNullable(reply),
                        Optional.empty(),
                        () -> {}),
                TOPICS,
                vouching);
    }
}
