package org.trellis.cwmp.auth;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A scheme with its parameters, as in {@code Authorization} and {@code WWW-Authenticate} (RFC 9110
 * 11.4), read leniently: any order and spacing, quoted or not, with escapes. FRITZ!OS 7.12 broke
 * parsers that split at commas.
 *
 * @param scheme lower case
 * @param token the text after the scheme where it is no parameter list ({@code Basic <token68>})
 * @param values by lower-case name
 */
record AuthParameters(String scheme, String token, Map<String, String> values) {

    private static final int MAX_LENGTH = 4096;
    private static final int MAX_PARAMETERS = 32;

    /** Empty if it is not a scheme with parameters or a token. */
    static Optional<AuthParameters> parse(String header) {
        String text = header.strip();
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        int space = 0;
        while (space < text.length() && !Character.isWhitespace(text.charAt(space))) {
            space++;
        }
        String scheme = text.substring(0, space).toLowerCase(Locale.ROOT);
        String rest = text.substring(space).strip();
        Map<String, String> values = new LinkedHashMap<>();
        int at = 0;
        while (at < rest.length() && values.size() < MAX_PARAMETERS) {
            char c = rest.charAt(at);
            if (c == ',' || Character.isWhitespace(c)) {
                at++;
                continue;
            }
            int equals = rest.indexOf('=', at);
            if (equals < 0) {
                break;
            }
            String name = rest.substring(at, equals).strip().toLowerCase(Locale.ROOT);
            at = equals + 1;
            while (at < rest.length() && Character.isWhitespace(rest.charAt(at))) {
                at++;
            }
            StringBuilder value = new StringBuilder();
            at =
                    at < rest.length() && rest.charAt(at) == '"'
                            ? quoted(rest, at + 1, value)
                            : plain(rest, at, value);
            values.putIfAbsent(name, value.toString());
        }
        return Optional.of(new AuthParameters(scheme, rest, Map.copyOf(values)));
    }

    private static int quoted(String text, int from, StringBuilder out) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            out.append(text.charAt(at++));
        }
        return at + 1;
    }

    private static int plain(String text, int from, StringBuilder out) {
        int at = from;
        while (at < text.length() && text.charAt(at) != ',') {
            out.append(text.charAt(at++));
        }
        String stripped = out.toString().strip();
        out.setLength(0);
        out.append(stripped);
        return at;
    }

    String get(String name) {
        return values.getOrDefault(name, "");
    }

    /** Proofs and passwords may be among them. */
    @Override
    public String toString() {
        return scheme + values.keySet();
    }
}
