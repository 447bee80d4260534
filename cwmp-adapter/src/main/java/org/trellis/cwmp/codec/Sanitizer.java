package org.trellis.cwmp.codec;

import java.io.CharArrayReader;
import java.io.Reader;
import java.util.Set;

/**
 * Repairs what devices put into values and XML forbids: control characters, references to them,
 * bare ampersands. Lengths never grow by more than the five letters of {@code &amp;} per ampersand.
 */
final class Sanitizer {

    private static final int LONGEST_REFERENCE = 12;

    private Sanitizer() {}

    /** The characters to parse; {@code quirks} receives what was repaired. */
    static Reader read(SourceText source, Set<Quirk> quirks) {
        char[] chars = source.chars();
        boolean references = true;
        boolean units = true;
        for (int i = source.start(); i < source.end(); i++) {
            char c = chars[i];
            if (c == '&') {
                references = references && referenceEnd(chars, i, source.end()) > 0;
            } else if (c < ' ' ? !XmlChars.whitespace(c) : c >= Character.MIN_SURROGATE) {
                if (validPair(chars, i, source.end())) {
                    i++;
                } else if (!XmlChars.legalUnit(c)) {
                    chars[i] = XmlChars.REPLACEMENT;
                    units = false;
                }
            }
        }
        if (!units) {
            quirks.add(Quirk.ILLEGAL_CHARACTERS);
        }
        return references
                ? new CharArrayReader(chars, source.start(), source.end() - source.start())
                : repaired(source, quirks);
    }

    private static boolean validPair(char[] chars, int at, int end) {
        return Character.isHighSurrogate(chars[at])
                && at + 1 < end
                && Character.isLowSurrogate(chars[at + 1]);
    }

    /** The index after a reference to one legal character that starts at {@code at}; else 0. */
    private static int referenceEnd(char[] chars, int at, int end) {
        int close = close(chars, at, end);
        return close > 0 && XmlChars.legalCodePoint(codePoint(chars, at + 1, close))
                ? close + 1
                : 0;
    }

    private static int close(char[] chars, int at, int end) {
        int last = Math.min(end, at + LONGEST_REFERENCE);
        for (int i = at + 1; i < last; i++) {
            if (chars[i] == ';') {
                return i;
            }
        }
        return 0;
    }

    /**
     * The character meant by the text between {@code &} and {@code ;}; negative if that is no
     * reference.
     */
    private static int codePoint(char[] chars, int from, int to) {
        if (to - from > 1 && chars[from] == '#') {
            boolean hex = chars[from + 1] == 'x';
            return number(chars, hex ? from + 2 : from + 1, to, hex ? 16 : 10);
        }
        return switch (new String(chars, from, to - from)) {
            case "amp" -> '&';
            case "lt" -> '<';
            case "gt" -> '>';
            case "quot" -> '"';
            case "apos" -> '\'';
            default -> NO_REFERENCE;
        };
    }

    private static final int NO_REFERENCE = -1;

    private static int number(char[] chars, int from, int to, int radix) {
        int value = from < to ? 0 : NO_REFERENCE;
        for (int i = from; i < to; i++) {
            int digit = chars[i] < 128 ? Character.digit(chars[i], radix) : -1;
            if (digit < 0) {
                return NO_REFERENCE;
            }
            // Past the last code point the value only has to stay illegal.
            value = Math.min(value * radix + digit, Character.MAX_CODE_POINT + 1);
        }
        return value;
    }

    private static Reader repaired(SourceText source, Set<Quirk> quirks) {
        char[] chars = source.chars();
        int end = source.end();
        StringBuilder out = new StringBuilder(end - source.start() + 64);
        int i = source.start();
        while (i < end) {
            int literal = chars[i] == '<' ? literalEnd(chars, i, end) : 0;
            if (literal > 0) {
                out.append(chars, i, literal - i);
                i = literal;
            } else if (chars[i] == '&' && referenceEnd(chars, i, end) == 0) {
                int close = close(chars, i, end);
                boolean numeric = close > 0 && codePoint(chars, i + 1, close) != NO_REFERENCE;
                out.append(numeric ? "\uFFFD" : "&amp;");
                quirks.add(numeric ? Quirk.ILLEGAL_CHARACTERS : Quirk.BARE_AMPERSAND);
                i = numeric ? close + 1 : i + 1;
            } else {
                out.append(chars[i]);
                i++;
            }
        }
        char[] result = new char[out.length()];
        out.getChars(0, result.length, result, 0);
        return new CharArrayReader(result);
    }

    /**
     * The end of a CDATA section or comment at {@code at}, where ampersands mean themselves; else
     * 0.
     */
    private static int literalEnd(char[] chars, int at, int end) {
        if (matches(chars, at, end, "<![CDATA[")) {
            return after(chars, at, end, "]]>");
        }
        return matches(chars, at, end, "<!--") ? after(chars, at, end, "-->") : 0;
    }

    private static int after(char[] chars, int from, int end, String mark) {
        for (int i = from; i < end; i++) {
            if (matches(chars, i, end, mark)) {
                return i + mark.length();
            }
        }
        return end;
    }

    private static boolean matches(char[] chars, int at, int end, String mark) {
        if (at + mark.length() > end) {
            return false;
        }
        for (int i = 0; i < mark.length(); i++) {
            if (chars[at + i] != mark.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
