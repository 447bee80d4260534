package org.trellis.model.catalogue;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.trellis.model.ParameterType;

/**
 * The canonical lexical forms of TR-106 3.2: one text per value, whatever the device wrote. Pure
 * functions; work and memory are proportional to the text.
 */
public final class Lexical {

    private static final BigInteger MAX_UNSIGNED_LONG =
            BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    private Lexical() {}

    /**
     * @return empty if the text is not of the type
     */
    public static Optional<String> canonical(ParameterType type, String text) {
        return switch (type) {
            case STRING -> Optional.of(text);
            case BOOLEAN -> bool(text.strip());
            case INT -> integer(text.strip(), Integer.MIN_VALUE, Integer.MAX_VALUE);
            case UNSIGNED_INT -> integer(text.strip(), 0, 0xFFFF_FFFFL);
            case LONG -> integer(text.strip(), Long.MIN_VALUE, Long.MAX_VALUE);
            case UNSIGNED_LONG -> unsignedLong(text.strip());
            case DECIMAL -> decimal(text.strip());
            case DATE_TIME -> dateTime(text.strip());
            case BASE64 -> base64(text);
            case HEX_BINARY -> hex(text.strip());
        };
    }

    static Optional<String> canonical(ValueSyntax syntax, String text) {
        ListLimits list = syntax.listLimits();
        return list == null ? item(syntax, text) : items(syntax, list, text);
    }

    private static Optional<String> items(ValueSyntax syntax, ListLimits list, String text) {
        List<String> items = new ArrayList<>();
        for (String raw : list.itemsOf(text)) {
            String nested = list.inBrackets(raw);
            Optional<String> one =
                    nested == null
                            ? item(syntax, raw)
                            : items(syntax, list.nested(), nested).map(i -> "[" + i + "]");
            if (one.isEmpty()) {
                return Optional.empty();
            }
            items.add(one.get());
        }
        return Optional.of(String.join(",", items));
    }

    /** The items of a list value, blanks around the commas removed (TR-106 3.2.3). */
    public static List<String> items(String list) {
        if (list.isBlank()) {
            return List.of();
        }
        List<String> items = new ArrayList<>();
        int start = 0;
        for (int comma = list.indexOf(','); comma >= 0; comma = list.indexOf(',', start)) {
            items.add(list.substring(start, comma).strip());
            start = comma + 1;
        }
        items.add(list.substring(start).strip());
        return items;
    }

    private static Optional<String> item(ValueSyntax syntax, String text) {
        return syntax.namedType().equals("MACAddress")
                ? Optional.of(mac(text))
                : canonical(syntax.type(), text);
    }

    /** A MAC address in lower case with colons; any other text as it is. */
    public static String mac(String text) {
        String plain = text.strip();
        StringBuilder digits = new StringBuilder(12);
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (Character.digit(c, 16) >= 0 && c < 128 && digits.length() < 12) {
                digits.append(c);
            } else if (c != ':' && c != '-' && c != '.') {
                return text;
            } else if (plain.length() > 17) {
                return text;
            }
        }
        if (digits.length() != 12 || plain.length() > 17) {
            return text;
        }
        StringBuilder out = new StringBuilder(17);
        for (int i = 0; i < 12; i += 2) {
            out.append(i == 0 ? "" : ":").append(digits, i, i + 2);
        }
        return out.toString().toLowerCase(Locale.ROOT);
    }

    private static Optional<String> bool(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "1", "true" -> Optional.of("true");
            case "0", "false" -> Optional.of("false");
            default -> Optional.empty();
        };
    }

    private static Optional<String> integer(String text, long min, long max) {
        if (!isNumber(text) || text.indexOf('.') >= 0) {
            return Optional.empty();
        }
        String plain = plainInteger(text);
        if (plain.length() > 20) {
            return Optional.empty();
        }
        try {
            long value = Long.parseLong(plain);
            return value < min || value > max
                    ? Optional.empty()
                    : Optional.of(Long.toString(value));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> unsignedLong(String text) {
        if (!isNumber(text) || text.indexOf('.') >= 0) {
            return Optional.empty();
        }
        String plain = plainInteger(text);
        if (plain.length() > 20 || plain.charAt(0) == '-') {
            return Optional.empty();
        }
        return plain.length() == 20 && new BigInteger(plain).compareTo(MAX_UNSIGNED_LONG) > 0
                ? Optional.empty()
                : Optional.of(plain);
    }

    /** Digits are kept as they are: a meter's counter must not lose its resolution. */
    private static Optional<String> decimal(String text) {
        if (!isNumber(text)) {
            return Optional.empty();
        }
        int dot = text.indexOf('.');
        if (dot < 0) {
            return Optional.of(plainInteger(text));
        }
        String fraction = text.substring(dot + 1);
        int end = fraction.length();
        while (end > 0 && fraction.charAt(end - 1) == '0') {
            end--;
        }
        String head = text.substring(0, dot);
        boolean negative = head.startsWith("-");
        String whole =
                plainInteger(
                        head.isEmpty() || (head.length() == 1 && !digit(head, 0))
                                ? head + "0"
                                : head);
        if (end == 0) {
            return Optional.of(whole);
        }
        String sign = negative && whole.charAt(0) != '-' ? "-" : "";
        return Optional.of(sign + whole + "." + fraction.substring(0, end));
    }

    private static boolean digit(String text, int at) {
        return text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private static boolean isNumber(String text) {
        int digits = 0;
        int dots = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (digit(text, i)) {
                digits++;
            } else if (c == '.') {
                dots++;
            } else if (i > 0 || (c != '-' && c != '+')) {
                return false;
            }
        }
        return digits > 0 && dots <= 1;
    }

    /** Without plus sign, leading zeros and negative zero. */
    private static String plainInteger(String text) {
        boolean negative = text.charAt(0) == '-';
        int start = negative || text.charAt(0) == '+' ? 1 : 0;
        while (start < text.length() - 1 && text.charAt(start) == '0') {
            start++;
        }
        String digits = text.substring(start);
        return negative && !digits.equals("0") ? "-" + digits : digits;
    }

    /**
     * UTC with {@code Z}. A time without zone is UTC (TR-106 3.2.1). Times relative to boot, of the
     * year 0 or before, and the unknown time keep their own form.
     */
    private static Optional<String> dateTime(String text) {
        if (text.length() > 40 || text.length() < 16) {
            return Optional.empty();
        }
        if (text.charAt(0) == '-' || text.startsWith("0000") || text.startsWith("0001-01-01")) {
            return looksLikeDateTime(text) ? Optional.of(text) : Optional.empty();
        }
        try {
            Instant time =
                    hasZone(text)
                            ? OffsetDateTime.parse(zoneWithColon(text)).toInstant()
                            : LocalDateTime.parse(text).toInstant(java.time.ZoneOffset.UTC);
            return Optional.of(DateTimeFormatter.ISO_INSTANT.format(time));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static boolean looksLikeDateTime(String text) {
        return text.indexOf('T') > 0
                && text.chars().allMatch(c -> "0123456789-:T.Z+".indexOf(c) >= 0);
    }

    private static boolean hasZone(String text) {
        int time = text.indexOf('T');
        return text.endsWith("Z")
                || text.endsWith("z")
                || text.indexOf('+', time) > 0
                || (time > 0 && text.indexOf('-', time) > 0);
    }

    /** {@code +0100} is not XML Schema, but devices send it. */
    private static String zoneWithColon(String text) {
        int sign = Math.max(text.lastIndexOf('+'), text.lastIndexOf('-'));
        boolean short4 = sign > text.indexOf('T') && text.length() - sign == 5;
        return short4 && text.indexOf(':', sign) < 0
                ? text.substring(0, sign + 3) + ":" + text.substring(sign + 3)
                : text.toUpperCase(Locale.ROOT);
    }

    private static Optional<String> base64(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int padding = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c)) {
                continue;
            }
            boolean letter =
                    (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (c == '=') {
                padding++;
            } else if (padding > 0 || (!letter && c != '+' && c != '/')) {
                return Optional.empty();
            }
            out.append(c);
        }
        return out.length() % 4 == 0 && padding <= 2
                ? Optional.of(out.toString())
                : Optional.empty();
    }

    private static Optional<String> hex(String text) {
        if (text.length() % 2 != 0) {
            return Optional.empty();
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 128 || Character.digit(text.charAt(i), 16) < 0) {
                return Optional.empty();
            }
        }
        return Optional.of(text.toUpperCase(Locale.ROOT));
    }
}
