package org.trellis.cwmp.codec;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A body as characters: encoding found (byte order mark, HTTP, XML declaration, UTF-8, in this
 * order), byte order mark, leading white space and XML declaration removed. The declaration goes
 * because its encoding has been dealt with and devices write nonsense in it.
 *
 * <p>What is none of these is UTF-8 with faults (each becomes U+FFFD) if it has characters of
 * UTF-8, else windows-1252, in which every text can be read.
 */
record SourceText(char[] chars, int start, int end, boolean wrongEncoding) {

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final int DECLARATION_SCAN = 256;

    static SourceText read(byte[] body, Optional<Charset> http) {
        int skip = 0;
        while (skip < body.length && (body[skip] == 0 || XmlChars.whitespace(body[skip]))) {
            skip++;
        }
        // A leading NUL may also be the first half of a big-endian UTF-16 '<'.
        if (skip > 0 && skip < body.length && body[skip] == '<' && body[skip - 1] == 0) {
            boolean wide = skip + 1 < body.length && body[skip + 1] == 0;
            skip = wide ? skip - 1 : skip;
        }
        Optional<Charset> certain = markedOrWide(body, skip);
        if (certain.isPresent()) {
            return decode(body, skip, Set.of(certain.get()));
        }
        Set<Charset> candidates = new LinkedHashSet<>();
        http.filter(SourceText::singleByteUnits).ifPresent(candidates::add);
        declared(body, skip).filter(SourceText::singleByteUnits).ifPresent(candidates::add);
        candidates.add(StandardCharsets.UTF_8);
        return decode(body, skip, candidates);
    }

    private static SourceText decode(byte[] body, int skip, Set<Charset> candidates) {
        boolean wrong = false;
        for (Charset charset : candidates) {
            try {
                CharBuffer chars =
                        charset.newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT)
                                .decode(ByteBuffer.wrap(body, skip, body.length - skip));
                return trimmed(chars, wrong);
            } catch (CharacterCodingException notThisOne) {
                wrong = true;
            }
        }
        ByteBuffer bytes = ByteBuffer.wrap(body, skip, body.length - skip);
        // One value that is cut in the middle of a character must not spoil all others.
        Charset charset = multibyte(body, skip) ? StandardCharsets.UTF_8 : WINDOWS_1252;
        return trimmed(charset.decode(bytes), true);
    }

    /** Whether it has a character of several bytes as UTF-8 has them, which chance rarely makes. */
    private static boolean multibyte(byte[] body, int from) {
        for (int i = from; i + 1 < body.length; i++) {
            int lead = body[i] & 0xFF;
            int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC2 ? 1 : 0;
            if (lead < 0xF5 && more > 0 && continued(body, i + 1, more)) {
                return true;
            }
        }
        return false;
    }

    private static boolean continued(byte[] body, int from, int count) {
        if (from + count > body.length) {
            return false;
        }
        for (int i = from; i < from + count; i++) {
            if ((body[i] & 0xC0) != 0x80) {
                return false;
            }
        }
        return true;
    }

    /** From a byte order mark, or from the zero bytes that UTF-16 puts around an ASCII letter. */
    private static Optional<Charset> markedOrWide(byte[] body, int at) {
        int first = at < body.length ? body[at] & 0xFF : -1;
        int second = at + 1 < body.length ? body[at + 1] & 0xFF : -1;
        if ((first == 0xFE && second == 0xFF) || (first == 0 && second == '<')) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        if ((first == 0xFF && second == 0xFE) || (first == '<' && second == 0)) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        return Optional.empty();
    }

    private static Optional<Charset> declared(byte[] body, int at) {
        int mark = at + 2 < body.length && (body[at] & 0xFF) == 0xEF ? at + 3 : at;
        if (mark + 5 > body.length || body[mark] != '<' || body[mark + 1] != '?') {
            return Optional.empty();
        }
        int length = Math.min(DECLARATION_SCAN, body.length - mark);
        String head = new String(body, mark, length, StandardCharsets.ISO_8859_1);
        int close = head.indexOf("?>");
        int name = head.indexOf("encoding");
        if (close < 0 || name < 0 || name > close) {
            return Optional.empty();
        }
        int open = name + "encoding".length();
        while (open < close && head.charAt(open) != '"' && head.charAt(open) != '\'') {
            open++;
        }
        int shut = open < close ? head.indexOf(head.charAt(open), open + 1) : -1;
        return shut < 0 ? Optional.empty() : named(head.substring(open + 1, shut));
    }

    private static Optional<Charset> named(String name) {
        try {
            return Optional.of(Charset.forName(name.strip()));
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    /** UTF-16 and UTF-32 would have shown in the bytes; a claim to them alone is wrong. */
    private static boolean singleByteUnits(Charset charset) {
        return !charset.name().startsWith("UTF-16") && !charset.name().startsWith("UTF-32");
    }

    private static SourceText trimmed(CharBuffer buffer, boolean wrong) {
        char[] chars = buffer.array();
        int start =
                blankEnd(
                        chars,
                        buffer.arrayOffset() + buffer.position(),
                        buffer.arrayOffset() + buffer.limit());
        int end = buffer.arrayOffset() + buffer.limit();
        while (end > start && skippable(chars[end - 1])) {
            end--;
        }
        if (declarationAt(chars, start, end)) {
            int close = start + 5;
            while (close < end && !(chars[close] == '>' && chars[close - 1] == '?')) {
                close++;
            }
            if (close < end) {
                start = blankEnd(chars, close + 1, end);
            }
        }
        return new SourceText(chars, start, end, wrong);
    }

    private static boolean declarationAt(char[] chars, int start, int end) {
        return end - start > 6
                && chars[start] == '<'
                && chars[start + 1] == '?'
                && chars[start + 2] == 'x'
                && chars[start + 3] == 'm'
                && chars[start + 4] == 'l'
                && XmlChars.whitespace(chars[start + 5]);
    }

    private static int blankEnd(char[] chars, int from, int end) {
        int at = from;
        while (at < end && skippable(chars[at])) {
            at++;
        }
        return at;
    }

    private static boolean skippable(char c) {
        return c == 0 || c == '\uFEFF' || XmlChars.whitespace(c);
    }

    boolean blank() {
        return start >= end;
    }
}
