package org.trellis.cwmp.codec;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Appends elements to a text. Knows escaping and the encoding options, not SOAP. */
final class XmlWriter {

    private final StringBuilder out = new StringBuilder(1024);
    private final EncodingOptions options;

    XmlWriter(EncodingOptions options) {
        this.options = options;
    }

    EncodingOptions options() {
        return options;
    }

    /** Markup written by this program, taken as it is. */
    XmlWriter raw(String markup) {
        out.append(markup);
        return this;
    }

    /** An attribute inside a start tag that is being written. */
    XmlWriter attribute(String name, String value) {
        out.append(' ').append(name).append("=\"");
        escape(value);
        out.append('"');
        return this;
    }

    XmlWriter open(String element) {
        line();
        out.append('<').append(element).append('>');
        return this;
    }

    XmlWriter close(String element) {
        line();
        out.append("</").append(element).append('>');
        return this;
    }

    XmlWriter leaf(String element, String text) {
        line();
        out.append('<').append(element).append('>');
        escape(text);
        out.append("</").append(element).append('>');
        return this;
    }

    /** A leaf with one attribute. */
    XmlWriter leaf(String element, String attribute, String value, String text) {
        line();
        out.append('<').append(element);
        attribute(attribute, value);
        out.append('>');
        escape(text);
        out.append("</").append(element).append('>');
        return this;
    }

    XmlWriter leaf(String element, long number) {
        line();
        out.append('<').append(element).append('>').append(number);
        out.append("</").append(element).append('>');
        return this;
    }

    XmlWriter leaf(String element, boolean value) {
        return leaf(element, options.booleans().write(value));
    }

    XmlWriter openTyped(String element, String type) {
        line();
        out.append('<').append(element);
        return attribute("xsi:type", type).raw(">");
    }

    /** Opens a SOAP array (TR-069 3.5: arrayType is required, its count exact). */
    XmlWriter openArray(String element, String itemType, int count) {
        line();
        out.append('<').append(element);
        if (options.arrayType()) {
            out.append(" xsi:type=\"soap-enc:Array\"");
        }
        out.append(" soap-enc:arrayType=\"").append(itemType);
        out.append('[').append(count).append("]\">");
        return this;
    }

    private void line() {
        if (options.indent() && !out.isEmpty()) {
            out.append('\n');
        }
    }

    private void escape(String text) {
        int length = text.length();
        int done = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            @Nullable String instead = null;
            if (c < ' ' || c >= Character.MIN_SURROGATE) {
                if (Character.isHighSurrogate(c)
                        && i + 1 < length
                        && Character.isLowSurrogate(text.charAt(i + 1))) {
                    i++;
                } else if (!XmlChars.legalUnit(c)) {
                    instead = "\uFFFD";
                } else if (c == '\r') {
                    // A raw one would be read as a line feed.
                    instead = "&#13;";
                }
            } else if (c <= '>') {
                instead = reference(c);
            }
            if (instead != null) {
                out.append(text, done, i).append(instead);
                done = i + 1;
            }
        }
        out.append(text, done, length);
    }

    private static @Nullable String reference(char c) {
        return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            default -> null;
        };
    }

    byte[] bytes() {
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }
}
