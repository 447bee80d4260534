package org.trellis.usp.mtp.mqtt;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.trellis.mqtt.MqttSettings;
import org.trellis.mqtt.MqttSubscription;

/**
 * How the controller takes part in MQTT.
 *
 * @param node name of this node: letters, digits, hyphens; its answers come to a topic of its own
 * @param shared whether several nodes share the controller's topic ({@code $share}), so that each
 *     record of an agent reaches one of them
 * @param vouching how it is known which agent a record comes from
 * @param broker the connection; {@link MqttMtp} adds the USP user property
 */
public record MqttMtpSettings(
        UspTopics topics, String node, boolean shared, Vouching vouching, MqttSettings broker) {

    /** Who says which agent has published a record. */
    public enum Vouching {
        /**
         * The broker in this process: it passes nothing on whose reply topic is not the
         * publisher's, and tells by {@link BrokerPresence} what the publisher authenticated with.
         */
        EMBEDDED,
        /**
         * An external broker with the access list that we ship: only the agent itself may publish
         * to {@code .../agent/EID}. Records on other topics are dropped.
         */
        BY_TOPIC
    }

    public MqttMtpSettings {
        Objects.requireNonNull(topics);
        Objects.requireNonNull(node);
        Objects.requireNonNull(vouching);
        Objects.requireNonNull(broker);
        if (!node.matches("[A-Za-z0-9-]{1,64}")) {
            throw new IllegalArgumentException("not a node name: " + node);
        }
    }

    /**
     * What any node may take, shared if there are several, and what is for this one. The last level
     * of a shared filter is for the reply-to of 3.1.1; answers to a node lie one level deeper.
     */
    List<MqttSubscription> subscriptions() {
        String topic = topics.ofController();
        List<String> common =
                switch (vouching) {
                    case EMBEDDED ->
                            List.of(topic, topic + "/+", topic + "/agent/+", topic + "/agent/+/+");
                    case BY_TOPIC -> List.of(topic + "/agent/+", topic + "/agent/+/+");
                };
        String group = shared ? "$share/trellis/" : "";
        List<MqttSubscription> all = new ArrayList<>();
        common.forEach(filter -> all.add(new MqttSubscription(group + filter, 1, false)));
        all.add(new MqttSubscription(topics.ofNode("+", node) + "/#", 1, false));
        return all;
    }
}
