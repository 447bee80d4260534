package org.trellis.cwmp.http;

import java.util.ArrayList;
import java.util.List;

/**
 * The session cookie. Read leniently: devices separate cookies by commas, quote values, and send
 * back {@code Path} and {@code $Version} as if they were cookies.
 */
final class Cookies {

    static final String NAME = "session";
    private static final int MAX = 16;

    private Cookies() {}

    static String setCookie(String value) {
        return NAME + "=" + value + "; Path=/; HttpOnly";
    }

    /** All values of the session cookie; an old one may come before the new one. */
    static List<String> values(List<String> headers) {
        List<String> values = new ArrayList<>(1);
        for (String header : headers) {
            int at = 0;
            while (at < header.length() && values.size() < MAX) {
                int end = at;
                while (end < header.length() && ";,".indexOf(header.charAt(end)) < 0) {
                    end++;
                }
                String pair = header.substring(at, end).strip();
                if (pair.startsWith(NAME) && pair.length() > NAME.length()) {
                    String rest = pair.substring(NAME.length()).strip();
                    if (rest.startsWith("=")) {
                        values.add(rest.substring(1).strip().replace("\"", ""));
                    }
                }
                at = end + 1;
            }
        }
        return values;
    }
}
