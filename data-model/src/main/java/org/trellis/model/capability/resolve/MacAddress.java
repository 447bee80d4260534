package org.trellis.model.capability.resolve;

import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** MAC addresses as texts: six octets in lower case, with colons. */
public final class MacAddress {

    private static final int OCTETS = 6;
    private static final int TEXT = 3 * OCTETS - 1;

    private MacAddress() {}

    /** Of a text in any of the usual forms; empty for none, zeros, and addresses of groups. */
    public static Optional<String> of(String text) {
        if (text.length() > TEXT) {
            return Optional.empty();
        }
        String digits = text.strip().replaceAll("[:.-]", "").toLowerCase(Locale.ROOT);
        if (digits.length() != 2 * OCTETS || !isHex(digits)) {
            return Optional.empty();
        }
        boolean group = (Character.digit(digits.charAt(1), 16) & 1) != 0;
        if (group || digits.chars().allMatch(c -> c == '0')) {
            return Optional.empty();
        }
        StringBuilder mac = new StringBuilder(TEXT);
        for (int i = 0; i < digits.length(); i += 2) {
            mac.append(i == 0 ? "" : ":").append(digits, i, i + 2);
        }
        return Optional.of(mac.toString());
    }

    /** Of an identifier that is base64 in the model, and plain text on some devices. */
    public static Optional<String> ofBase64(String text) {
        Optional<String> plain = of(text);
        if (plain.isPresent() || text.length() != 8) {
            return plain;
        }
        try {
            StringBuilder hex = new StringBuilder();
            for (byte octet : Base64.getDecoder().decode(text)) {
                hex.append(String.format(Locale.ROOT, "%02x", octet));
            }
            return of(hex.toString());
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** Whether a device made it up itself; phones do, for every network another. */
    public static boolean isLocal(String mac) {
        return (Character.digit(mac.charAt(1), 16) & 2) != 0;
    }

    private static boolean isHex(String text) {
        return text.chars().allMatch(c -> c < 128 && Character.digit(c, 16) >= 0);
    }
}
