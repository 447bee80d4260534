package org.trellis.controller.config;

import java.io.PrintStream;

/** What {@code run} prints when everything is up. A secret is shown once, when it was made. */
record Announcement(TrellisSettings settings, HomeFolder home, FirstSecrets secrets) {

    void print(PrintStream out) {
        TrellisSettings.Listeners listeners = settings.listeners();
        String api = "http://" + host(listeners.apiBind()) + ":" + listeners.api();
        String eid = settings.usp().endpointId();
        StringBuilder text = new StringBuilder(1024);
        line(text, "Console", api + "/");
        line(text, "API", api + "/api/v1  (OpenAPI: " + api + "/v3/api-docs)");
        line(text, "Admin token", shown(secrets.adminToken(), "admin-token"));
        line(text, "CWMP", "http://" + host(listeners.bind()) + ":" + listeners.cwmp() + "/");
        line(text, "", "user trellis, password: the enrollment key");
        line(
                text,
                "USP WebSocket",
                "ws://"
                        + host(listeners.bind())
                        + ":"
                        + listeners.webSocket()
                        + "/usp/<enrollment key>");
        line(
                text,
                "MQTT broker",
                settings.mqtt()
                        .url()
                        .orElse("tcp://" + host(listeners.bind()) + ":" + listeners.mqtt()));
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

    private static String host(String bind) {
        return bind.contains(":") ? "[" + bind + "]" : bind;
    }
}
