package org.trellis.usp.mtp.mqtt;

import java.util.Optional;
import org.trellis.mqtt.MqttDelivery;
import org.trellis.usp.mtp.mqtt.MqttMtpSettings.Vouching;

/**
 * Where a record came from and where its answer goes.
 *
 * @param endpointId the agent that the broker vouches for
 * @param replyTopic of the agent
 * @param version5 whether it speaks MQTT 5; else requests carry their reply-to in the topic
 */
record Route(String endpointId, String replyTopic, boolean version5) {

    /**
     * Reads the route of a delivery (R-MQTT.23, R-MQTT.25); empty if it names no agent, or not in a
     * way that the broker vouches for.
     */
    static Optional<Route> of(MqttDelivery delivery, UspTopics topics, Vouching vouching) {
        Optional<String> suffix = UspTopics.replyTo(delivery.topic());
        Optional<String> reply = delivery.responseTopic().or(() -> suffix);
        Optional<String> sender = topics.senderOf(delivery.topic());
        Optional<String> endpointId =
                switch (vouching) {
                    case EMBEDDED -> reply.flatMap(UspTopics::agentOf).or(() -> sender);
                    case BY_TOPIC -> sender;
                };
        return endpointId
                .filter(id -> reply.map(r -> UspTopics.belongsToAgent(r, id)).orElse(true))
                .map(id ->
                        new Route(
                                id,
                                reply.orElse(UspTopics.ofAgent(id)),
                                delivery.responseTopic().isPresent()));
    }
}
