package org.trellis.model.importer;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces the entities that a file declares for itself, so that the parser need not know of DTDs.
 *
 * <p>The types file of the Broadband Forum ({@code tr-106-types.xml}) names parts of its patterns
 * by entities of an internal DTD subset. Nothing else is let through: only {@code <!ENTITY name
 * "text">} with a text that itself holds no reference, so that neither a file nor the network can
 * be reached and nothing grows by nesting. The declaration is blanked, its lines remain.
 */
final class EntityText {

    private static final String START = "<!DOCTYPE";
    private static final Pattern HEAD = Pattern.compile("<!DOCTYPE\\s+[\\w:.-]+\\s*\\[");
    private static final Pattern ENTITY =
            Pattern.compile("<!ENTITY\\s+([A-Za-z_][\\w.-]*)\\s+(\"[^\"]*\"|'[^']*')\\s*>");
    private static final Pattern REFERENCE = Pattern.compile("&([A-Za-z_][\\w.-]*);");
    private static final int MAX_ENTITIES = 100;
    private static final int MAX_TEXT = 1_000;
    private static final int MAX_GROWTH = 1 << 20;

    private final String file;
    private final String text;
    private final Map<String, String> entities = new HashMap<>();

    private EntityText(String file, String text) {
        this.file = file;
        this.text = text;
    }

    /**
     * The text without document type declaration and without the references to its entities.
     *
     * @throws ModelFileException if it declares anything but entities of plain text
     */
    static String expand(String file, String text) throws ModelFileException {
        int start = text.indexOf(START);
        return start < 0 || start > rootElement(text)
                ? text
                : new EntityText(file, text).expanded(start);
    }

    /** Where the root element starts: after it, the word in a comment is only a word. */
    private static int rootElement(String text) {
        Matcher root = Pattern.compile("<[A-Za-z_]").matcher(text);
        int from = 0;
        while (root.find(from)) {
            int comment = text.lastIndexOf("<!--", root.start());
            int end = comment < 0 ? -1 : text.indexOf("-->", comment);
            if (comment < 0 || (end >= 0 && end < root.start())) {
                return root.start();
            }
            from = end < 0 ? text.length() : end;
        }
        return text.length();
    }

    private String expanded(int start) throws ModelFileException {
        Matcher head = HEAD.matcher(text).region(start, text.length());
        if (!head.lookingAt()) {
            throw refused(start, "only an internal subset is allowed");
        }
        int at = head.end();
        while (text.charAt(at = skipBlanks(at)) != ']') {
            at = text.startsWith("<!--", at) ? commentEnd(at) : entity(at);
        }
        int end = skipBlanks(at + 1);
        if (text.charAt(end) != '>') {
            throw refused(end, "does not end");
        }
        StringBuilder out = new StringBuilder(text.substring(0, start));
        text.substring(start, end + 1)
                .chars()
                .filter(c -> c == '\n')
                .forEach(_ -> out.append('\n'));
        return replaceReferences(out, text.substring(end + 1));
    }

    private int skipBlanks(int from) throws ModelFileException {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        if (at >= text.length()) {
            throw refused(from, "does not end");
        }
        return at;
    }

    private int commentEnd(int from) throws ModelFileException {
        int end = text.indexOf("-->", from);
        if (end < 0) {
            throw refused(from, "does not end");
        }
        return end + 3;
    }

    private int entity(int at) throws ModelFileException {
        Matcher entity = ENTITY.matcher(text).region(at, text.length());
        if (!entity.lookingAt()) {
            throw refused(at, "only entities of plain text are allowed");
        }
        String value = entity.group(2).substring(1, entity.group(2).length() - 1);
        if (value.length() > MAX_TEXT || entities.size() >= MAX_ENTITIES) {
            throw refused(at, "too many or too long entities");
        }
        if (value.indexOf('&') >= 0 || value.indexOf('%') >= 0 || value.indexOf('<') >= 0) {
            throw refused(at, "an entity must not refer to another");
        }
        entities.putIfAbsent(entity.group(1), value.replace("\"", "&quot;").replace("'", "&apos;"));
        return entity.end();
    }

    private String replaceReferences(StringBuilder out, String body) throws ModelFileException {
        Matcher reference = REFERENCE.matcher(body);
        int from = 0;
        int growth = 0;
        while (reference.find()) {
            String value = entities.get(reference.group(1));
            if (value != null) {
                growth += value.length();
                if (growth > MAX_GROWTH) {
                    throw new ModelFileException(file, 0, "its entities make too much text");
                }
                out.append(body, from, reference.start()).append(value);
                from = reference.end();
            }
        }
        return out.append(body, from, body.length()).toString();
    }

    private ModelFileException refused(int at, String reason) {
        int line = 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
        return new ModelFileException(file, line, "document type declaration refused: " + reason);
    }
}
