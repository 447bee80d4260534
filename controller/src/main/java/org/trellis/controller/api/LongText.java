package org.trellis.controller.api;

/** Values over 64 KiB are cut wherever they are printed, with a link to the whole. */
final class LongText {

    static final int INLINE_CHARS = 64 * 1024;

    private LongText() {}

    static boolean isCut(String text) {
        return text.length() > INLINE_CHARS;
    }

    static String cut(String text) {
        if (!isCut(text)) {
            return text;
        }
        int end = INLINE_CHARS;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }
}
