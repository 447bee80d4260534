package org.trellis.controller.config;

import java.io.PrintStream;
import java.util.stream.Collectors;

/** What {@code run} prints when everything is up. A secret is shown once, when it was made. */
record Announcement(TrellisSettings settings, HomeFolder home, FirstSecrets secrets) {

    void print(PrintStream out) {
        Listeners listeners = settings.listeners();
        String api = listeners.url(Service.API);
        String eid = settings.usp().endpointId();
        StringBuilder text = new StringBuilder(1024);
        line(text, "Console", api + "/");
        line(text, "API", api + "/api/v1  (OpenAPI: " + api + "/v3/api-docs)");
        if (!listeners.tls().isEmpty()) {
            line(text, "", "plaintext for this machine: " + plain(listeners));
        }
        line(text, "Admin token", shown(secrets.adminToken(), "admin-token"));
        line(text, "CWMP", listeners.url(Service.CWMP) + "/");
        line(text, "", "user trellis, password: the enrollment key");
        line(text, "USP WebSocket", listeners.url(Service.WEBSOCKET) + "/usp/<enrollment key>");
        line(
                text,
                "MQTT broker",
                settings.mqtt().url().orElseGet(() -> listeners.url(Service.MQTT)));
        line(text, "", "user trellis, password: the enrollment key");
        line(text, "USP controller", eid + "  (topic usp/v1/controller/" + eid + ")");
        line(text, "Enrollment key", shown(secrets.enrollmentKey(), "enrollment-key"));
        if (settings.cwmp().auth() == TrellisSettings.Cwmp.Auth.NONE) {
            text.append("WARNING: TRELLIS_CWMP_AUTH=none admits any CPE without a password\n");
        }
        if (listeners.allowPlaintext()) {
            text.append("WARNING: --allow-plaintext serves passwords and keys in clear\n");
        }
        text.append("Trellis is ready");
        out.println(text);
        out.flush();
    }

    private String shown(HomeFolder.Secret secret, String name) {
        return secret.fresh() ? secret.text() : "in " + home.secrets().resolve(name);
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format("%-16s%s%n", name, value));
    }

    private String plain(Listeners listeners) {
        return listeners.tls().keySet().stream()
                .sorted()
                .filter(service -> service != Service.MQTT || settings.mqtt().embedded())
                .map(listeners::plainUrl)
                .collect(Collectors.joining(", "));
    }
}
