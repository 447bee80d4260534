package org.trellis.model.catalogue;

/**
 * The characters that the format uses itself are written as {@code %} and two hexadecimal digits
 * where they occur in a value.
 */
final class DmcText {

    /** Between patterns; {@code |} is too common in them. */
    static final char PATTERN_SEPARATOR = '\u001f';

    /** What no field may hold as it is. */
    private static final String EVERYWHERE = "%\t\n\r\u001f";

    /** In an enumeration also what separates and marks its values. */
    private static final String IN_ENUMERATION = EVERYWHERE + "|?!@";

    private DmcText() {}

    static String escape(String value) {
        return escape(value, EVERYWHERE);
    }

    static String escapeEnumerated(String value) {
        return escape(value, IN_ENUMERATION);
    }

    private static String escape(String value, String special) {
        StringBuilder out = null;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (special.indexOf(c) >= 0) {
                if (out == null) {
                    out = new StringBuilder(value.substring(0, i));
                }
                out.append('%')
                        .append(Character.forDigit(c >> 4, 16))
                        .append(Character.forDigit(c & 15, 16));
            } else if (out != null) {
                out.append(c);
            }
        }
        return out == null ? value : out.toString();
    }

    /**
     * @throws IllegalArgumentException if a percent sign is not followed by two digits
     */
    static String unescape(String text) {
        int at = text.indexOf('%');
        if (at < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        int from = 0;
        while (at >= 0) {
            int high = at + 3 <= text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(text.charAt(at + 2), 16);
            if (low < 0) {
                throw new IllegalArgumentException("bad escape in " + text);
            }
            out.append(text, from, at).append((char) (high * 16 + low));
            from = at + 3;
            at = text.indexOf('%', from);
        }
        return out.append(text, from, text.length()).toString();
    }
}
