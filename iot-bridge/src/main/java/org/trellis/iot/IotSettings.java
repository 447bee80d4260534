package org.trellis.iot;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.trellis.mqtt.MqttSettings;

/**
 * Which Zigbee2MQTT bridges are listened to: those with a credential, below {@code iot/BRIDGE/}.
 *
 * @param broker with the controller's own credential
 * @param baseTopic of a bridge that is not named in {@code baseTopics}: {@code zigbee2mqtt}
 * @param baseTopics by bridge
 * @param confirmWithin how long a thing has to show a value that was set, or asked for
 */
public record IotSettings(
        MqttSettings broker,
        String baseTopic,
        Map<String, String> baseTopics,
        Duration confirmWithin) {

    public static final String DEFAULT_BASE_TOPIC = "zigbee2mqtt";

    public IotSettings {
        Objects.requireNonNull(broker);
        Objects.requireNonNull(baseTopic);
        baseTopics = Map.copyOf(baseTopics);
        Objects.requireNonNull(confirmWithin);
    }

    public static IotSettings of(MqttSettings broker) {
        return new IotSettings(broker, DEFAULT_BASE_TOPIC, Map.of(), Duration.ofSeconds(5));
    }
}
