package org.trellis.controller.store;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.trellis.southbound.Endpoint;

/**
 * What a {@link DeviceQuery} looks at, the same for every store. Pure.
 *
 * <p>A token is a lower-case text by whose prefix a device is found. A MAC address has two: as it
 * is written and without separators.
 */
public final class FleetSearch {

    /** Longer tokens are cut: nobody types more. */
    public static final int MAX_TOKEN = 120;

    private static final Pattern MAC =
            Pattern.compile("[0-9a-f]{2}(?:[:-]?[0-9a-f]{2}){5}(?:(?:[:-]?[0-9a-f]{2}){2})?");
    private static final Pattern IPV4_WITH_PORT =
            Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){3})(?::\\d{1,5})?");
    private static final Pattern IPV6_WITH_PORT =
            Pattern.compile("\\[?([0-9a-fA-F]*:[0-9a-fA-F:.]*:[0-9a-fA-F.]*)\\]?(?::\\d{1,5})?");

    private FleetSearch() {}

    /** Of the device itself: id, serial number, subscriber, site. */
    public static Set<String> tokens(DeviceRecord device) {
        Set<String> tokens = new TreeSet<>();
        add(tokens, device.id().value());
        add(tokens, device.identity().serialNumber());
        add(tokens, device.attributes().getOrDefault("subscriber", ""));
        add(tokens, device.attributes().getOrDefault("site", ""));
        return tokens;
    }

    /** Of an endpoint: its id, with and without the scheme, and the IP address in its address. */
    public static Set<String> tokens(Endpoint endpoint) {
        Set<String> tokens = new TreeSet<>();
        add(tokens, endpoint.id().value());
        add(tokens, withoutScheme(endpoint.id().value()));
        ip(endpoint.address()).ifPresent(ip -> add(tokens, ip));
        return tokens;
    }

    /** Of an alias ({@code mac:...}, {@code usp:...}): with and without the scheme. */
    public static Set<String> tokens(String alias) {
        Set<String> tokens = new TreeSet<>();
        add(tokens, alias);
        add(tokens, withoutScheme(alias));
        return tokens;
    }

    /** The text of a searchable column. */
    public static String field(DeviceRecord device, Field field) {
        return switch (field) {
            case MANUFACTURER -> device.identity().manufacturer();
            case OUI -> device.identity().oui();
            case PRODUCT_CLASS -> device.identity().productClass();
            case SERIAL_NUMBER -> device.identity().serialNumber();
            case MODEL_NAME -> device.identity().modelName();
            case SOFTWARE_VERSION -> device.identity().softwareVersion();
            case KIND -> device.kind().label();
            case STATE -> device.state().name().toLowerCase(Locale.ROOT);
            case PARENT -> device.parent().map(p -> p.value()).orElse("");
        };
    }

    /** The columns that {@link DeviceQuery#equal} may name, but {@code protocol}. */
    public enum Field {
        MANUFACTURER("manufacturer"),
        OUI("oui"),
        PRODUCT_CLASS("productClass"),
        SERIAL_NUMBER("serialNumber"),
        MODEL_NAME("modelName"),
        SOFTWARE_VERSION("softwareVersion"),
        KIND("kind"),
        STATE("state"),
        PARENT("parent");

        private final String label;

        Field(String label) {
            this.label = label;
        }

        /** The name that the API uses. */
        public String label() {
            return label;
        }

        /**
         * @throws IllegalArgumentException if there is no such field
         */
        public static Field of(String label) {
            for (Field field : values()) {
                if (field.label.equals(label)) {
                    return field;
                }
            }
            throw new IllegalArgumentException("cannot search by " + label);
        }
    }

    /** What a wanted text is compared as: the API's words are lower case, the device's are kept. */
    public static String comparable(Field field, String wanted) {
        return switch (field) {
            case KIND, STATE -> wanted.toLowerCase(Locale.ROOT);
            case MANUFACTURER,
                    OUI,
                    PRODUCT_CLASS,
                    SERIAL_NUMBER,
                    MODEL_NAME,
                    SOFTWARE_VERSION,
                    PARENT ->
                    wanted;
        };
    }

    /** What a search text is compared as. */
    public static String normalise(String prefix) {
        String lower = prefix.strip().toLowerCase(Locale.ROOT);
        return lower.length() > MAX_TOKEN ? lower.substring(0, MAX_TOKEN) : lower;
    }

    private static void add(Set<String> tokens, String text) {
        String token = normalise(text);
        if (token.isEmpty()) {
            return;
        }
        tokens.add(token);
        if (MAC.matcher(token).matches()) {
            tokens.add(token.replace(":", "").replace("-", ""));
        }
    }

    private static String withoutScheme(String name) {
        return name.substring(name.indexOf(':') + 1);
    }

    private static Optional<String> ip(String address) {
        String host = address;
        if (address.contains("://")) {
            try {
                host = Optional.ofNullable(URI.create(address).getHost()).orElse("");
            } catch (IllegalArgumentException notAUri) {
                return Optional.empty();
            }
        }
        var v4 = IPV4_WITH_PORT.matcher(host);
        if (v4.matches()) {
            return Optional.of(v4.group(1));
        }
        var v6 = IPV6_WITH_PORT.matcher(host);
        return v6.matches() ? Optional.of(v6.group(1)) : Optional.empty();
    }
}
