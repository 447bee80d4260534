package org.trellis.mqtt;

import java.util.Objects;
import java.util.Optional;

/** A message to the broker. The array is not copied and must not be changed. */
public record MqttPublication(
        String topic,
        byte[] payload,
        int qos,
        boolean retained,
        Optional<String> responseTopic,
        Optional<String> contentType) {
    public MqttPublication {
        Objects.requireNonNull(topic);
        Objects.requireNonNull(payload);
        Objects.requireNonNull(responseTopic);
        Objects.requireNonNull(contentType);
    }

    /** Without properties, at least once. */
    public static MqttPublication of(String topic, byte[] payload) {
        return new MqttPublication(topic, payload, 1, false, Optional.empty(), Optional.empty());
    }

    @Override
    public String toString() {
        return "MqttPublication[" + topic + ", " + payload.length + " bytes]";
    }
}
