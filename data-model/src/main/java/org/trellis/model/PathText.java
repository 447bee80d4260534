package org.trellis.model;

import java.util.ArrayList;
import java.util.List;

/** The lexical rules shared by {@link ParameterPath} and {@link PathExpression}. */
final class PathText {

    private static final int MAX_SEGMENTS = 64;

    private PathText() {}

    static String quoted(String text) {
        String shown = text.length() > 120 ? text.substring(0, 120) + "..." : text;
        return '"' + shown.replaceAll("\\p{Cntrl}", "?") + '"';
    }

    static boolean isInstanceNumber(String segment) {
        if (segment.isEmpty() || segment.length() > 10 || segment.charAt(0) == '0') {
            return false;
        }
        for (int i = 0; i < segment.length(); i++) {
            if (segment.charAt(i) < '0' || segment.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /**
     * @param expression whether {@code *}, {@code {i}}, {@code [alias]} and {@code [key==value]}
     *     segments are allowed
     */
    static boolean isPath(String text, boolean expression) {
        if (text.isEmpty() || text.length() > ParameterPath.MAX_LENGTH || text.charAt(0) == '.') {
            return false;
        }
        List<String> segments = segments(text);
        if (segments.isEmpty() || segments.size() > MAX_SEGMENTS) {
            return false;
        }
        for (int i = 0; i < segments.size(); i++) {
            boolean last = i == segments.size() - 1 && !text.endsWith(".");
            if (!isSegment(segments.get(i), i == 0, last, expression)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSegment(
            String segment, boolean first, boolean last, boolean expression) {
        if (segment.isEmpty()) {
            return false;
        }
        if (!first && isInstanceNumber(segment)) {
            return true;
        }
        if (expression && !first) {
            if (segment.equals("*") || segment.equals("{i}")) {
                return true;
            }
            if (segment.charAt(0) == '[') {
                return segment.length() > 2 && segment.endsWith("]");
            }
        }
        String name = segment;
        if (last && name.endsWith("()")) {
            name = name.substring(0, name.length() - 2);
        } else if (last && name.endsWith("!")) {
            name = name.substring(0, name.length() - 1);
        }
        return isName(name);
    }

    /** TR-106 3.1: an XML NCName in practice; vendor names carry hyphens and underscores. */
    private static boolean isName(String name) {
        if (name.isEmpty()) {
            return false;
        }
        char head = name.charAt(0);
        if (!Character.isLetter(head) && head != '_') {
            return false;
        }
        for (int i = 1; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!Character.isLetterOrDigit(c) && c != '_' && c != '-') {
                return false;
            }
        }
        return true;
    }

    /** Splits at dots that are not inside brackets or quotes. */
    static List<String> segments(String text) {
        List<String> segments = new ArrayList<>(8);
        int start = 0;
        boolean quoted = false;
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && depth > 0) {
                quoted = !quoted;
            } else if (!quoted && c == '[') {
                depth++;
            } else if (!quoted && c == ']') {
                depth--;
            } else if (c == '.' && depth <= 0 && !quoted) {
                segments.add(text.substring(start, i));
                start = i + 1;
            }
        }
        if (start < text.length()) {
            segments.add(text.substring(start));
        }
        return segments;
    }

    static String template(String text) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        List<String> segments = segments(text);
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            boolean instance =
                    i > 0
                            && (isInstanceNumber(segment)
                                    || segment.equals("*")
                                    || segment.charAt(0) == '[');
            out.append(instance ? "{i}" : segment);
            if (i < segments.size() - 1 || text.endsWith(".")) {
                out.append('.');
            }
        }
        return out.toString();
    }
}
