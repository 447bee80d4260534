package org.trellis.usp;

/** Text of devices as it may stand in a log: one line, printable, short. */
final class LogText {

    private static final int MAX = 200;

    private LogText() {}

    static String of(String text) {
        String shown = text.length() > MAX ? text.substring(0, MAX) + "..." : text;
        StringBuilder out = new StringBuilder(shown.length());
        for (int i = 0; i < shown.length(); i++) {
            char c = shown.charAt(i);
            out.append(Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? '?' : c);
        }
        return out.toString();
    }
}
