package org.trellis.usp.session;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one piece of JSON in the protocol: the object of a Boot! event's ParameterMap, path to value
 * (TR-181 {@code Device.Boot!}). Values are strings, numbers or booleans; anything else voids it.
 */
final class FlatJson {

    private static final int MAX_MEMBERS = 1_000;

    private final String text;
    private int at;

    private FlatJson(String text) {
        this.text = text;
    }

    /** Empty if it is not such an object. */
    static Map<String, String> parse(String text) {
        Map<String, String> members = new LinkedHashMap<>();
        return new FlatJson(text).object(members) ? members : Map.of();
    }

    private boolean object(Map<String, String> members) {
        if (!eat('{')) {
            return false;
        }
        if (eat('}')) {
            return at == text.length();
        }
        do {
            String name = string();
            if (name == null || !eat(':') || members.size() == MAX_MEMBERS) {
                return false;
            }
            String value = value();
            if (value == null) {
                return false;
            }
            members.put(name, value);
        } while (eat(','));
        return eat('}') && at == text.length();
    }

    private boolean eat(char wanted) {
        blanks();
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            blanks();
            return true;
        }
        return false;
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private @Nullable String value() {
        if (at < text.length() && text.charAt(at) == '"') {
            return string();
        }
        int start = at;
        while (at < text.length() && ",} \t\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(start, at);
        return word.matches("true|false|-?[0-9][0-9.eE+-]*") ? word : null;
    }

    private @Nullable String string() {
        if (at >= text.length() || text.charAt(at) != '"') {
            return null;
        }
        StringBuilder out = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return out.toString();
            }
            if (c != '\\') {
                out.append(c);
                continue;
            }
            if (++at == text.length() || !escape(out)) {
                return null;
            }
        }
        return null;
    }

    private boolean escape(StringBuilder out) {
        char c = text.charAt(at);
        int plain = "\"\\/bfnrt".indexOf(c);
        if (plain >= 0) {
            out.append("\"\\/\b\f\n\r\t".charAt(plain));
            return true;
        }
        if (c != 'u' || at + 4 >= text.length()) {
            return false;
        }
        String hex = text.substring(at + 1, at + 5);
        if (!hex.matches("[0-9A-Fa-f]{4}")) {
            return false;
        }
        out.append((char) Integer.parseInt(hex, 16));
        at += 4;
        return true;
    }
}
