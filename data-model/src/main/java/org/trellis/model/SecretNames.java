package org.trellis.model;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Values that no catalogue marks: vendor parameters, arguments of events and operations. What is
 * named like a secret is one, and a URL loses the user and password that it carries.
 */
public final class SecretNames {

    /** Stands for a secret where a text has to stand. */
    public static final String MASK = "(secret)";

    private static final List<String> WORDS =
            List.of(
                    "password",
                    "passwd",
                    "passphrase",
                    "passcode",
                    "presharedkey",
                    "wepkey",
                    "secret",
                    "privatekey");

    /** Only as a whole: {@code WPS.PIN}, {@code DevicePIN}, {@code admin_pwd}. */
    private static final List<String> SHORT = List.of("pin", "psk", "pwd");

    private SecretNames() {}

    /** Whether the last part of a name or path tells that its value is better not shown. */
    public static boolean soundsSecret(String path) {
        String name = path.substring(path.lastIndexOf('.') + 1);
        String lower = name.toLowerCase(Locale.ROOT);
        for (String word : WORDS) {
            if (lower.contains(word)) {
                return true;
            }
        }
        return endsInShortWord(name, lower);
    }

    private static boolean endsInShortWord(String name, String lower) {
        int start = lower.length() - 3;
        if (start < 0 || !SHORT.contains(lower.substring(start))) {
            return false;
        }
        String word = name.substring(start);
        if (word.equals(word.toUpperCase(Locale.ROOT))) {
            return true;
        }
        if (!word.substring(1).equals(lower.substring(start + 1))) {
            return false;
        }
        char before = start == 0 ? '_' : name.charAt(start - 1);
        boolean separated = before == '_' || before == '-';
        boolean hump = before >= 'a' && before <= 'z' || before >= '0' && before <= '9';
        return separated || hump && Character.isUpperCase(word.charAt(0));
    }

    /** Arguments as they may be kept and shown; ordered by name. */
    public static Map<String, String> redacted(Map<String, String> arguments) {
        Map<String, String> kept = new TreeMap<>();
        arguments.forEach((name, value) ->
                kept.put(
                        name,
                        soundsSecret(name) && !value.isEmpty() ? MASK : withoutUserInfo(value)));
        return kept;
    }

    /**
     * The text with {@code //user:password@} of every URL in it cut to {@code //} (RFC 3986 3.2.1).
     */
    public static String withoutUserInfo(String text) {
        int from = 0;
        StringBuilder kept = new StringBuilder();
        for (int mark = text.indexOf("://"); mark >= 0; mark = text.indexOf("://", from)) {
            int authority = mark + 3;
            int end = authority;
            int at = -1;
            while (end < text.length() && "/?#\"'<> \t\r\n".indexOf(text.charAt(end)) < 0) {
                if (text.charAt(end) == '@') {
                    at = end;
                }
                end++;
            }
            kept.append(text, from, authority);
            from = at < 0 ? authority : at + 1;
        }
        return kept.isEmpty() ? text : kept.append(text, from, text.length()).toString();
    }
}
