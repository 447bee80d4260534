package org.trellis.southbound;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The stable, readable name of a device: OUI, product class and serial number, each with bytes
 * outside {@code [A-Za-z0-9_.]} as {@code ~HH}, joined by {@code -} ({@code 0014A5-HG~2D100-SN123};
 * empty class: {@code 0014A5--SN123}). Other sources use {@code scheme-id} ({@code
 * zigbee-00158d0001a2b3c4}). Given once at admission, never changed.
 */
public record DeviceId(String value) {

    private static final Pattern FORM = Pattern.compile("(?:[A-Za-z0-9_.-]|~[0-9A-F]{2}){1,200}");

    public DeviceId {
        Objects.requireNonNull(value);
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a device id");
        }
    }

    public static DeviceId of(String oui, String productClass, String serialNumber) {
        return new DeviceId(escape(oui) + "-" + escape(productClass) + "-" + escape(serialNumber));
    }

    /** Whether {@link #of} would make an id of these parts. */
    public static boolean fits(String oui, String productClass, String serialNumber) {
        return parse(escape(oui) + "-" + escape(productClass) + "-" + escape(serialNumber))
                .isPresent();
    }

    /** For sources without OUI: {@code ofSource("zigbee", "0x00158d...")}. */
    public static DeviceId ofSource(String scheme, String id) {
        return new DeviceId(escape(scheme) + "-" + escape(id));
    }

    /** For text that came from outside. */
    public static Optional<DeviceId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new DeviceId(text)) : Optional.empty();
    }

    private static String escape(String part) {
        StringBuilder out = new StringBuilder(part.length());
        for (byte b : part.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain =
                    (c >= 'A' && c <= 'Z')
                            || (c >= 'a' && c <= 'z')
                            || (c >= '0' && c <= '9')
                            || c == '_'
                            || c == '.';
            if (plain) {
                out.append(c);
            } else {
                out.append('~').append(String.format("%02X", (int) c));
            }
        }
        return out.toString();
    }

    @Override
    public String toString() {
        return value;
    }
}
