package org.trellis.cwmp.codec;

/** The character classes of XML 1.0 (production 2). */
final class XmlChars {

    static final char REPLACEMENT = '\uFFFD';

    private XmlChars() {}

    static boolean whitespace(int c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    /** Whether a UTF-16 unit outside the surrogates may stand in a document. */
    static boolean legalUnit(char c) {
        return c >= ' ' ? c < 0xFFFE && !Character.isSurrogate(c) : whitespace(c);
    }

    static boolean legalCodePoint(int c) {
        return c >= Character.MIN_SUPPLEMENTARY_CODE_POINT
                ? c <= Character.MAX_CODE_POINT
                : c >= 0 && legalUnit((char) c);
    }
}
