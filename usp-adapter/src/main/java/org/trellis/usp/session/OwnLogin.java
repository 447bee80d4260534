package org.trellis.usp.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trellis.southbound.DeviceLogin;
import org.trellis.usp.message.Request;

/**
 * Where an agent keeps what it shows us when it connects: user name and password of its MQTT client
 * ({@code Device.MQTT.Client.{i}.}), or the token in the path of its WebSocket ({@code
 * Device.LocalAgent.Controller.{i}.MTP.{i}.WebSocket.Path}).
 */
final class OwnLogin {

    private static final String MTP = "MTP.";
    private static final String ROOT = "/usp";

    private OwnLogin() {}

    /**
     * What is to be set: an agent with several transports shows the same over each.
     *
     * @param objects as read of the agent, by object path
     * @param row our row in the agent's table of controllers
     * @param transports those where the credential is known
     * @return empty if the agent has no such place, or does not show it
     */
    static List<Request.ObjectSettings> settings(
            Map<String, Map<String, String>> objects,
            String row,
            Set<String> transports,
            DeviceLogin credential) {
        List<Request.ObjectSettings> settings = new ArrayList<>();
        objects.forEach((mtp, values) -> {
            if (transports.contains("mqtt") && isMtp(mtp, row, values, "mqtt")) {
                mqtt(objects.getOrDefault(mtp + "MQTT.", Map.of()), credential)
                        .filter(s -> !settings.contains(s))
                        .ifPresent(settings::add);
            } else if (transports.contains("websocket") && isMtp(mtp, row, values, "websocket")) {
                String object = mtp + "WebSocket.";
                webSocket(object, objects.getOrDefault(object, Map.of()), credential)
                        .ifPresent(settings::add);
            }
        });
        return settings;
    }

    private static boolean isMtp(
            String object, String row, Map<String, String> values, String transport) {
        String table = row + MTP;
        return object.startsWith(table)
                && object.indexOf('.', table.length()) == object.length() - 1
                && transport.equalsIgnoreCase(values.getOrDefault("Protocol", ""))
                && !"false".equals(values.get("Enable"));
    }

    private static Optional<Request.ObjectSettings> mqtt(
            Map<String, String> values, DeviceLogin credential) {
        return Optional.ofNullable(values.get("Reference"))
                .filter(r -> r.startsWith("Device.MQTT.Client."))
                .map(r ->
                        new Request.ObjectSettings(
                                r.endsWith(".") ? r : r + ".",
                                List.of(
                                        new Request.Setting("Username", credential.user(), true),
                                        new Request.Setting(
                                                "Password", credential.password(), true))));
    }

    /** Only the last part of the path is ours: a proxy may want what is before. */
    private static Optional<Request.ObjectSettings> webSocket(
            String object, Map<String, String> values, DeviceLogin credential) {
        return Optional.ofNullable(values.get("Path"))
                .filter(p -> p.endsWith(ROOT) || p.contains(ROOT + "/"))
                .map(p -> p.endsWith(ROOT) ? p + "/" : p.substring(0, p.lastIndexOf('/') + 1))
                .map(prefix ->
                        new Request.ObjectSettings(
                                object,
                                List.of(
                                        new Request.Setting(
                                                "Path", prefix + credential.password(), true))));
    }
}
