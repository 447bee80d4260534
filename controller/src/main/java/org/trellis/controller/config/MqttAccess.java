package org.trellis.controller.config;

import org.trellis.controller.broker.InternalCredential;
import org.trellis.mqtt.MqttSettings;

/** How this node's own clients reach the broker, embedded or external. */
record MqttAccess(TrellisSettings settings, String nodeId, InternalCredential internal) {

    static MqttAccess of(TrellisSettings settings, String nodeId) {
        return new MqttAccess(settings, nodeId, InternalCredential.generate());
    }

    /** A connection for one purpose, with a client id that is stable over restarts. */
    MqttSettings connection(String purpose) {
        String clientId = InternalCredential.CLIENT_ID_PREFIX + nodeId + "-" + purpose;
        if (settings.mqtt().embedded()) {
            return MqttSettings.of(
                    "tcp://" + local() + ":" + settings.listeners().plainPort(Service.MQTT),
                    clientId,
                    internal.user(),
                    internal.password());
        }
        return MqttSettings.of(
                settings.mqtt().url().orElseThrow(),
                clientId,
                settings.mqtt().user().orElse("trellis-controller"),
                settings.mqtt().password().orElse(""));
    }

    /** Where this process reaches its own broker when it listens on every address. */
    private String local() {
        String bind = settings.listeners().plainBind(Service.MQTT);
        return switch (bind) {
            case "0.0.0.0" -> "127.0.0.1";
            case "::" -> "[::1]";
            default -> bind.contains(":") ? "[" + bind + "]" : bind;
        };
    }
}
