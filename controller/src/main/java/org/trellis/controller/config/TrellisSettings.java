package org.trellis.controller.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Everything that can be set, validated. One record per service; ports already carry the offset.
 *
 * @param home data, secrets and logs
 * @param nodeId names this controller among its peers; empty means the one kept in the home folder
 */
public record TrellisSettings(
        Path home,
        Optional<String> nodeId,
        GivenSecrets given,
        Listeners listeners,
        Cassandra cassandra,
        Mqtt mqtt,
        Cwmp cwmp,
        Usp usp,
        Iot iot) {

    /** The ports of {@code docs/operations.md}, without offset. */
    public static final int API_PORT = 8080;

    static final int CWMP_PORT = 7547;
    static final int WEBSOCKET_PORT = 8090;
    static final int MQTT_PORT = 1883;
    static final int CASSANDRA_PORT = 19042;

    /** Secrets that the operator gives; what is not given is made at the first start. */
    public record GivenSecrets(Optional<String> adminToken, Optional<String> enrollmentKey) {
        @Override
        public String toString() {
            return "GivenSecrets[...]";
        }
    }

    /** Addresses and ports. */
    public record Listeners(
            String bind,
            String apiBind,
            int portOffset,
            boolean allowPlaintext,
            Optional<KeyStore> tls) {

        public int api() {
            return API_PORT + portOffset;
        }

        public int cwmp() {
            return CWMP_PORT + portOffset;
        }

        public int webSocket() {
            return WEBSOCKET_PORT + portOffset;
        }

        public int mqtt() {
            return MQTT_PORT + portOffset;
        }
    }

    /** A PKCS#12 file with the server's key and chain; its password is never printed. */
    public record KeyStore(Path file, String password) {
        @Override
        public String toString() {
            return "KeyStore[" + file + "]";
        }
    }

    /**
     * The store.
     *
     * @param contactPoints {@code host:port} of a cluster; empty means the embedded one
     * @param libraries the directory of Cassandra's own jars, for the embedded one
     */
    public record Cassandra(
            List<String> contactPoints,
            String localDatacenter,
            String keyspace,
            int replicationFactor,
            Optional<String> user,
            Optional<String> password,
            Optional<Path> libraries,
            Optional<Path> javaHome,
            int port,
            int heapMiB) {
        public Cassandra {
            contactPoints = List.copyOf(contactPoints);
        }

        public boolean embedded() {
            return contactPoints.isEmpty();
        }

        @Override
        public String toString() {
            return "Cassandra[" + (embedded() ? "embedded:" + port : contactPoints) + "]";
        }
    }

    /**
     * The MQTT broker.
     *
     * @param url {@code tcp://host:port} or {@code ssl://host:port} of an external one; empty means
     *     the embedded one
     */
    public record Mqtt(Optional<String> url, Optional<String> user, Optional<String> password) {
        public boolean embedded() {
            return url.isEmpty();
        }

        @Override
        public String toString() {
            return "Mqtt[" + url.orElse("embedded") + "]";
        }
    }

    /** CWMP. */
    public record Cwmp(Auth auth, List<String> subscriberRanges) {

        /** {@code TRELLIS_CWMP_AUTH}. */
        public enum Auth {
            REQUIRED,
            ALLOW_PLAIN_BASIC,
            NONE
        }

        public Cwmp {
            subscriberRanges = List.copyOf(subscriberRanges);
        }
    }

    /** USP. */
    public record Usp(String endpointId) {}

    /** IoT sources. */
    public record Iot(String zigbee2mqttBase) {}

    /**
     * Reads and validates.
     *
     * @throws InvalidSettingException naming the variable, what it is and what it may be
     */
    public static TrellisSettings read(Path home, SettingSource source) {
        int offset = source.number("trellis.port-offset", 0, 0, 40_000);
        Listeners listeners =
                new Listeners(
                        source.text("trellis.bind").orElse("127.0.0.1"),
                        source.text("trellis.api-bind").orElse("127.0.0.1"),
                        offset,
                        source.flag("trellis.allow-plaintext", false),
                        source.text("trellis.tls.key-store")
                                .map(file ->
                                        new KeyStore(
                                                Path.of(file),
                                                source.text("trellis.tls.key-store-password")
                                                        .orElse(""))));
        Cassandra cassandra =
                new Cassandra(
                        list(source, "trellis.cassandra.contact-points"),
                        source.text("trellis.cassandra.local-datacenter").orElse("datacenter1"),
                        source.text("trellis.cassandra.keyspace").orElse("trellis"),
                        source.number("trellis.cassandra.replication-factor", 1, 1, 9),
                        source.text("trellis.cassandra.user"),
                        source.text("trellis.cassandra.password"),
                        source.text("trellis.cassandra.lib").map(Path::of),
                        source.text("trellis.cassandra.java-home").map(Path::of),
                        CASSANDRA_PORT + offset,
                        source.number("trellis.cassandra.heap-mib", 1024, 256, 65_536));
        TrellisSettings settings =
                new TrellisSettings(
                        home,
                        source.text("trellis.node-id"),
                        new GivenSecrets(
                                source.text("trellis.admin-token"),
                                source.text("trellis.enrollment-key")),
                        listeners,
                        cassandra,
                        new Mqtt(
                                source.text("trellis.mqtt.url"),
                                source.text("trellis.mqtt.user"),
                                source.text("trellis.mqtt.password")),
                        new Cwmp(auth(source), list(source, "trellis.cwmp.subscriber-ranges")),
                        new Usp(source.text("trellis.usp.endpoint-id").orElse("self::trellis")),
                        new Iot(source.text("trellis.iot.zigbee2mqtt-base").orElse("zigbee2mqtt")));
        settings.refusePlaintext();
        return settings;
    }

    private static Cwmp.Auth auth(SettingSource source) {
        String text = source.text("trellis.cwmp-auth").orElse("required");
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "required" -> Cwmp.Auth.REQUIRED;
            case "allow-plain-basic" -> Cwmp.Auth.ALLOW_PLAIN_BASIC;
            case "none" -> Cwmp.Auth.NONE;
            default ->
                    throw new InvalidSettingException(
                            "TRELLIS_CWMP_AUTH must be required, allow-plain-basic or none");
        };
    }

    private static List<String> list(SettingSource source, String key) {
        return source.text(key).stream()
                .flatMap(text -> List.of(text.split(",")).stream())
                .map(String::trim)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    /** Architecture section 9: plaintext beyond loopback needs an explicit word. */
    private void refusePlaintext() {
        if (listeners.allowPlaintext()) {
            return;
        }
        for (String address : List.of(listeners.bind(), listeners.apiBind())) {
            if (!isLoopback(address)) {
                throw new InvalidSettingException(
                        "binding "
                                + address
                                + " would serve passwords in clear beyond this machine: put TLS in"
                                + " front and keep loopback, or say --allow-plaintext");
            }
        }
    }

    private static boolean isLoopback(String address) {
        return address.equals("localhost")
                || address.equals("::1")
                || address.matches("127(\\.[0-9]{1,3}){3}");
    }
}
