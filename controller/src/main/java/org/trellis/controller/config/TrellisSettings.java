package org.trellis.controller.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.trellis.cwmp.connreq.CidrBlock;

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

    static final int CASSANDRA_PORT = 19042;

    /** Secrets that the operator gives; what is not given is made at the first start. */
    public record GivenSecrets(Optional<String> adminToken, Optional<String> enrollmentKey) {
        @Override
        public String toString() {
            return "GivenSecrets[...]";
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
     * @param enrollmentKeyId of the enrollment key for which the enrollment user of an external
     *     broker stands
     */
    public record Mqtt(
            Optional<String> url,
            Optional<String> user,
            Optional<String> password,
            String enrollmentKeyId) {
        public boolean embedded() {
            return url.isEmpty();
        }

        @Override
        public String toString() {
            return "Mqtt[" + url.orElse("embedded") + "]";
        }
    }

    /**
     * CWMP.
     *
     * @param subscriberRanges where connection requests may go
     * @param trustedProxies whose word on a device's address is believed
     */
    public record Cwmp(Auth auth, List<String> subscriberRanges, List<String> trustedProxies) {

        /** {@code TRELLIS_CWMP_AUTH}. */
        public enum Auth {
            REQUIRED,
            ALLOW_PLAIN_BASIC,
            NONE
        }

        public Cwmp {
            subscriberRanges = List.copyOf(subscriberRanges);
            trustedProxies = List.copyOf(trustedProxies);
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
        Listeners listeners = Listeners.read(source, offset);
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
                                source.text("trellis.mqtt.password"),
                                source.text("trellis.mqtt.enrollment-key-id")
                                        .orElse(FirstSecrets.KEY_ID)),
                        new Cwmp(
                                auth(source),
                                list(source, "trellis.cwmp.subscriber-ranges"),
                                blocks(source, "trellis.trusted-proxies")),
                        new Usp(source.text("trellis.usp.endpoint-id").orElse("self::trellis")),
                        new Iot(source.text("trellis.iot.zigbee2mqtt-base").orElse("zigbee2mqtt")));
        listeners.refusePlaintext(
                settings.mqtt().embedded()
                        ? List.of(Service.values())
                        : List.of(Service.API, Service.CWMP, Service.WEBSOCKET));
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

    private static List<String> blocks(SettingSource source, String key) {
        List<String> blocks = list(source, key);
        try {
            blocks.forEach(CidrBlock::parse);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException(
                    SettingSource.variable(key)
                            + " must be addresses or CIDR ranges, comma separated: "
                            + e.getMessage());
        }
        return blocks;
    }

    private static List<String> list(SettingSource source, String key) {
        return source.text(key).stream()
                .flatMap(text -> List.of(text.split(",")).stream())
                .map(String::trim)
                .filter(item -> !item.isEmpty())
                .toList();
    }
}
