package org.trellis.usp.mtp.mqtt;

import java.time.Duration;
import java.util.Optional;
import org.trellis.mqtt.MqttPublication;
import org.trellis.mqtt.MqttTransport;
import org.trellis.mqtt.PublishOutcome;

/**
 * How records leave: to which topic, with which reply topic, for agents of 5.0 and 3.1.1 (TR-369
 * 4.4.3 to 4.4.5). Thread-safe; blocks until the broker has answered, for five seconds at most.
 */
final class Postbox {

    private static final String CONTENT_TYPE = "usp.msg"; // R-MQTT.27
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final MqttMtpSettings settings;
    private final MqttTransport transport;

    Postbox(MqttMtpSettings settings, MqttTransport transport) {
        this.settings = settings;
        this.transport = transport;
    }

    /** To the agent; it answers to the topic of this node. */
    PublishOutcome toAgent(Route route, byte[] record) {
        String own = settings.topics().ofNode(route.endpointId(), settings.node());
        String topic =
                route.version5()
                        ? route.replyTopic()
                        : UspTopics.withReplyTo(route.replyTopic(), own);
        return publish(topic, record, Optional.of(own)); // R-MQTT.22
    }

    /** To the topic where that node gets answers, as if the agent had sent it there. */
    PublishOutcome toNode(Route route, byte[] record, String node) {
        String topic = settings.topics().ofNode(route.endpointId(), node);
        return route.version5()
                ? publish(topic, record, Optional.of(route.replyTopic()))
                : publish(
                        UspTopics.withReplyTo(topic, route.replyTopic()), record, Optional.empty());
    }

    private PublishOutcome publish(String topic, byte[] record, Optional<String> replyTopic) {
        try {
            return transport.publish(
                    new MqttPublication(
                            topic, record, 1, false, replyTopic, Optional.of(CONTENT_TYPE)),
                    DEADLINE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new PublishOutcome.MaybeSent("interrupted");
        }
    }
}
