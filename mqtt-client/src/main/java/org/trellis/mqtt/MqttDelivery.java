package org.trellis.mqtt;

import java.util.Objects;
import java.util.Optional;

/**
 * A message from the broker.
 *
 * @param retained it lay on the broker before we subscribed
 * @param acknowledge to be run once, from any thread, when the message need not come again; it may
 *     be run after the connection is gone, and does nothing then
 */
public record MqttDelivery(
        String topic,
        byte[] payload,
        boolean retained,
        Optional<String> responseTopic,
        Optional<String> contentType,
        Runnable acknowledge) {
    public MqttDelivery {
        Objects.requireNonNull(topic);
        Objects.requireNonNull(payload);
        Objects.requireNonNull(responseTopic);
        Objects.requireNonNull(contentType);
        Objects.requireNonNull(acknowledge);
    }

    @Override
    public String toString() {
        return "MqttDelivery[" + topic + ", " + payload.length + " bytes]";
    }
}
