package org.trellis.cwmp.codec;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** The lexical forms of TR-106 3.2 as devices use and misuse them. */
final class Lexical {

    private Lexical() {}

    /** {@code 1/0/true/false} in any case, and the words devices put in their place. */
    static Optional<Boolean> bool(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "1", "true", "yes", "on", "enabled" -> Optional.of(Boolean.TRUE);
            case "0", "false", "no", "off", "disabled" -> Optional.of(Boolean.FALSE);
            default -> Optional.empty();
        };
    }

    static boolean boolOr(String text, boolean otherwise) {
        return bool(text).orElse(otherwise);
    }

    /** A whole number, {@code +5} and surrounding blanks allowed. */
    static OptionalLong whole(String text) {
        String digits = text.strip();
        int start = digits.startsWith("+") || digits.startsWith("-") ? 1 : 0;
        int length = digits.length() - start;
        if (length < 1 || length > 18) {
            return OptionalLong.empty();
        }
        long value = 0;
        for (int i = start; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9') {
                return OptionalLong.empty();
            }
            value = value * 10 + c - '0';
        }
        return OptionalLong.of(digits.startsWith("-") ? -value : value);
    }

    /** Never negative: devices send -1 for "unknown" where the schema wants an unsigned number. */
    static long unsignedOr(String text, long otherwise) {
        long value = whole(text).orElse(otherwise);
        return value < 0 ? otherwise : value;
    }

    static int intOr(String text, int otherwise) {
        long value = whole(text).orElse(otherwise);
        return value < Integer.MIN_VALUE || value > Integer.MAX_VALUE ? otherwise : (int) value;
    }
}
