package org.trellis.cwmp.codec;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.trellis.cwmp.message.CwmpNamespace;
import org.trellis.cwmp.message.FaultCode;

/**
 * Walks one document element by element. Names are local names: the parser does not process
 * namespaces, for devices use prefixes they never declare, so the bindings are kept here. What is
 * not read is skipped.
 */
final class XmlCursor {

    /**
     * No CWMP document has as many different names. The parser's symbol table chains names of equal
     * hash, so that a document of nothing but such names would cost quadratic time.
     */
    private static final int MAX_NAMES = 512;

    private static final int MAX_BINDINGS = 64;

    private record Binding(int depth, String prefix, String uri) {}

    private final XMLStreamReader in;
    private final DecodeLimits limits;
    private final Set<Quirk> quirks;
    private final List<Binding> bindings = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private int depth;
    private int elements;
    private String name = "";
    private String prefix = "";
    private Optional<String> id = Optional.empty();
    private CwmpNamespace namespace = CwmpNamespace.CWMP_1_0;

    XmlCursor(XMLStreamReader in, DecodeLimits limits, Set<Quirk> quirks) {
        this.in = in;
        this.limits = limits;
        this.quirks = quirks;
    }

    int depth() {
        return depth;
    }

    /** The current element's name without prefix. */
    String name() {
        return name;
    }

    String prefix() {
        return prefix;
    }

    void tolerate(Quirk quirk) {
        quirks.add(quirk);
    }

    Set<Quirk> quirks() {
        return EnumSet.copyOf(quirks);
    }

    void identify(String cwmpId) {
        id = Optional.of(cwmpId);
    }

    void speak(CwmpNamespace cwmp) {
        namespace = cwmp;
    }

    Optional<String> id() {
        return id;
    }

    CwmpNamespace namespace() {
        return namespace;
    }

    /**
     * Moves to the next child of the element at {@code level}, skipping what is left of the child
     * before it. False, once, when that element ends.
     */
    boolean nextChild(int level) throws CwmpDecodeException {
        return nextChild(level, null);
    }

    /**
     * As {@link #nextChild(int)}; text directly inside the element at {@code level} is appended.
     */
    boolean nextChild(int level, @Nullable StringBuilder text) throws CwmpDecodeException {
        while (true) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    enter();
                    if (depth == level + 1) {
                        return true;
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    leave();
                    if (depth < level) {
                        return false;
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (text != null && depth == level) {
                        append(text);
                    }
                }
                // The parser only skips a DOCTYPE when DTDs are off; it must not get that far.
                case XMLStreamConstants.DTD,
                        XMLStreamConstants.ENTITY_REFERENCE,
                        XMLStreamConstants.END_DOCUMENT ->
                        throw malformed();
                default -> {
                    // comments, processing instructions, ignorable space: TR-069 lets us ignore
                    // them
                }
            }
        }
    }

    /** The text directly inside the current element, and moves past its end. */
    String text() throws CwmpDecodeException {
        int event = next();
        if (event == XMLStreamConstants.END_ELEMENT) {
            leave();
            return "";
        }
        if (event != XMLStreamConstants.CHARACTERS && event != XMLStreamConstants.CDATA) {
            return rest(event, new StringBuilder());
        }
        String first = in.getText();
        if (first.length() > limits.maxTextLength()) {
            throw tooLarge("text");
        }
        event = next();
        if (event == XMLStreamConstants.END_ELEMENT) {
            leave();
            return first;
        }
        return rest(event, new StringBuilder(first));
    }

    /** Text with comments, CDATA or elements in it. */
    private String rest(int event, StringBuilder text) throws CwmpDecodeException {
        int level = depth;
        if (event == XMLStreamConstants.START_ELEMENT) {
            enter();
        } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
            append(text);
        } else if (event != XMLStreamConstants.COMMENT
                && event != XMLStreamConstants.PROCESSING_INSTRUCTION
                && event != XMLStreamConstants.SPACE) {
            throw malformed();
        }
        while (nextChild(level, text)) {
            // elements inside a text carry nothing CWMP knows
            continue;
        }
        return text.toString();
    }

    private void append(StringBuilder text) throws CwmpDecodeException {
        if (text.length() + in.getTextLength() > limits.maxTextLength()) {
            throw tooLarge("text");
        }
        text.append(in.getTextCharacters(), in.getTextStart(), in.getTextLength());
    }

    /**
     * The value of the current element's first attribute with this local name, before any other
     * move.
     */
    @Nullable String attribute(String wanted) {
        int count = in.getAttributeCount();
        for (int i = 0; i < count; i++) {
            String full = in.getAttributeLocalName(i);
            if (full.endsWith(wanted)
                    && (full.length() == wanted.length()
                            || full.charAt(full.length() - wanted.length() - 1) == ':')) {
                return in.getAttributeValue(i);
            }
        }
        return null;
    }

    /** The URI bound to a prefix, the empty one included; null if there is none. */
    @Nullable String uri(String wanted) {
        for (int i = bindings.size() - 1; i >= 0; i--) {
            if (bindings.get(i).prefix().equals(wanted)) {
                return bindings.get(i).uri();
            }
        }
        return null;
    }

    /** The innermost bound URI that starts like this; null if there is none. */
    @Nullable String uriStarting(String start) {
        for (int i = bindings.size() - 1; i >= 0; i--) {
            if (bindings.get(i).uri().startsWith(start)) {
                return bindings.get(i).uri();
            }
        }
        return null;
    }

    private int next() throws CwmpDecodeException {
        try {
            return in.hasNext() ? in.next() : XMLStreamConstants.END_DOCUMENT;
        } catch (XMLStreamException e) {
            throw failed(e);
        }
    }

    private void enter() throws CwmpDecodeException {
        depth++;
        elements++;
        if (depth > limits.maxDepth()) {
            throw tooLarge("depth");
        }
        if (elements > limits.maxElements()) {
            throw tooLarge("elements");
        }
        int count = in.getAttributeCount();
        for (int i = 0; i < count; i++) {
            String attribute = in.getAttributeLocalName(i);
            names.add(attribute);
            if (attribute.startsWith("xmlns") && bindings.size() < MAX_BINDINGS) {
                bind(attribute, in.getAttributeValue(i));
            }
        }
        String full = in.getLocalName();
        names.add(full);
        if (names.size() > MAX_NAMES) {
            throw tooLarge("names");
        }
        // After the last colon: one ACS in the wild writes "soap-env:Body:Fault".
        int colon = full.lastIndexOf(':');
        name = colon < 0 ? full : full.substring(colon + 1);
        prefix = colon < 0 ? "" : full.substring(0, full.indexOf(':'));
    }

    private void bind(String attribute, String uri) {
        if (attribute.length() == "xmlns".length()) {
            bindings.add(new Binding(depth, "", uri));
        } else if (attribute.charAt("xmlns".length()) == ':') {
            bindings.add(new Binding(depth, attribute.substring("xmlns:".length()), uri));
        }
    }

    private void leave() {
        while (!bindings.isEmpty() && bindings.getLast().depth() == depth) {
            bindings.removeLast();
        }
        depth--;
    }

    /** Well-formed, but not what CWMP allows at {@code where}. */
    CwmpDecodeException invalid(FaultCode code, String where) {
        return new CwmpDecodeException(
                CwmpDecodeException.Kind.INVALID, code, where, id, namespace);
    }

    private CwmpDecodeException failed(XMLStreamException e) {
        // Woodstox has no type of its own for this: "Maximum attribute size limit (4096) exceeded".
        String message = e.getMessage();
        boolean limit = message != null && message.contains("limit (");
        return limit ? tooLarge(position()) : malformed();
    }

    private CwmpDecodeException tooLarge(String where) {
        return new CwmpDecodeException(
                CwmpDecodeException.Kind.TOO_LARGE,
                FaultCode.ACS_RESOURCES_EXCEEDED,
                where,
                id,
                namespace);
    }

    private CwmpDecodeException malformed() {
        return new CwmpDecodeException(
                CwmpDecodeException.Kind.MALFORMED,
                FaultCode.ACS_INVALID_ARGUMENTS,
                position(),
                id,
                namespace);
    }

    private String position() {
        return "line %d column %d"
                .formatted(in.getLocation().getLineNumber(), in.getLocation().getColumnNumber());
    }
}
