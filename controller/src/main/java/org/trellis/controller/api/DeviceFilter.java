package org.trellis.controller.api;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The part of CEL that {@code filter=} takes: comparisons of known fields with {@code ==}, {@code
 * &&}, and {@code "x" in tags}. Whatever else it is given is refused with its position.
 *
 * @param contradictory the same field was compared with two texts: nothing can match
 */
record DeviceFilter(Map<String, String> equal, Set<String> tags, boolean contradictory) {

    static final Set<String> FIELDS =
            Set.of(
                    "manufacturer",
                    "oui",
                    "productClass",
                    "serialNumber",
                    "modelName",
                    "softwareVersion",
                    "kind",
                    "protocol",
                    "tenant",
                    "state",
                    "parent");

    private static final int MAX_LENGTH = 2_000;

    DeviceFilter {
        equal = Map.copyOf(equal);
        tags = Set.copyOf(tags);
    }

    static DeviceFilter parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw ApiException.badField("filter", "is longer than " + MAX_LENGTH + " characters");
        }
        return new Parser(text).parse();
    }

    private static final class Parser {
        private final String text;
        private final Map<String, String> equal = new LinkedHashMap<>();
        private final Set<String> tags = new LinkedHashSet<>();
        private boolean contradictory;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        DeviceFilter parse() {
            skipBlanks();
            if (at == text.length()) {
                return new DeviceFilter(equal, tags, false);
            }
            term();
            skipBlanks();
            while (at < text.length()) {
                expect("&&");
                term();
                skipBlanks();
            }
            return new DeviceFilter(equal, tags, contradictory);
        }

        private void term() {
            skipBlanks();
            if (at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'')) {
                String tag = string();
                expect("in");
                int start = position();
                if (!identifier().equals("tags")) {
                    throw wrong(start, "only tags can be searched with in");
                }
                tags.add(tag);
                return;
            }
            int start = position();
            String field = identifier();
            if (!FIELDS.contains(field)) {
                throw wrong(start, Problems.quoted(field) + " is not a field that can be compared");
            }
            expect("==");
            skipBlanks();
            String value = string();
            String before = equal.put(field, value);
            contradictory |= before != null && !before.equals(value);
        }

        private String identifier() {
            skipBlanks();
            int start = at;
            while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
                at++;
            }
            if (start == at) {
                throw wrong(position(), "a field name or a quoted tag is wanted");
            }
            return text.substring(start, at);
        }

        private String string() {
            if (at >= text.length() || (text.charAt(at) != '"' && text.charAt(at) != '\'')) {
                throw wrong(position(), "a quoted text is wanted");
            }
            int start = position();
            char quote = text.charAt(at++);
            StringBuilder out = new StringBuilder();
            while (at < text.length() && text.charAt(at) != quote) {
                char c = text.charAt(at++);
                out.append(c == '\\' ? escaped() : c);
            }
            if (at >= text.length()) {
                throw wrong(start, "the text is not closed");
            }
            at++;
            return out.toString();
        }

        private char escaped() {
            char c = at < text.length() ? text.charAt(at) : ' ';
            at++;
            return switch (c) {
                case '\\', '"', '\'' -> c;
                case 'n' -> '\n';
                case 't' -> '\t';
                default -> throw wrong(at, "this escape is not supported");
            };
        }

        private void expect(String token) {
            skipBlanks();
            if (!text.startsWith(token, at)) {
                throw wrong(position(), Problems.quoted(token).replace("\"", "'") + " is wanted");
            }
            at += token.length();
        }

        private void skipBlanks() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }

        private int position() {
            skipBlanks();
            return at + 1;
        }

        private static ApiException wrong(int position, String message) {
            return ApiException.badField("filter", "at position " + position + ": " + message);
        }
    }
}
