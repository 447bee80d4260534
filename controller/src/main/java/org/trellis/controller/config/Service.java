package org.trellis.controller.config;

/** What listens; ports without offset. */
public enum Service {
    API("api", 8080, 8443, "http", "https"),
    CWMP("cwmp", 7547, 7548, "http", "https"),
    WEBSOCKET("websocket", 8090, 8091, "ws", "wss"),
    MQTT("mqtt", 1883, 8883, "tcp", "ssl");

    private final String word;
    private final int plainPort;
    private final int tlsPort;
    private final String plainScheme;
    private final String tlsScheme;

    Service(String word, int plainPort, int tlsPort, String plainScheme, String tlsScheme) {
        this.word = word;
        this.plainPort = plainPort;
        this.tlsPort = tlsPort;
        this.plainScheme = plainScheme;
        this.tlsScheme = tlsScheme;
    }

    /** As it stands in the names of settings. */
    public String word() {
        return word;
    }

    public int plainPort() {
        return plainPort;
    }

    public int tlsPort() {
        return tlsPort;
    }

    public String plainScheme() {
        return plainScheme;
    }

    public String tlsScheme() {
        return tlsScheme;
    }
}
