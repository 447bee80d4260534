package org.trellis.cwmp.message;

/** Text as devices send it, with its stray white space removed. */
record WireText(String text) {

    /** Trims, and makes each inner run of white space and control characters one blank. */
    static String collapse(String text) {
        return new WireText(text).collapsed();
    }

    private String collapsed() {
        int length = text.length();
        boolean clean = true;
        for (int i = 0; i < length && clean; i++) {
            char c = text.charAt(i);
            clean = c > ' ' || (c == ' ' && i > 0 && i < length - 1 && text.charAt(i - 1) != ' ');
        }
        if (clean) {
            return text;
        }
        StringBuilder out = new StringBuilder(length);
        boolean gap = false;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c <= ' ') {
                gap = !out.isEmpty();
            } else {
                if (gap) {
                    out.append(' ');
                    gap = false;
                }
                out.append(c);
            }
        }
        return out.toString();
    }
}
