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
        return isInstanceNumber(segment, 0, segment.length());
    }

    private static boolean isInstanceNumber(String text, int start, int end) {
        if (start == end || end - start > 10 || text.charAt(start) == '0') {
            return false;
        }
        for (int i = start; i < end; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** Where the segment that begins at start ends, if the text has no brackets. */
    private static int end(String text, int start) {
        int dot = text.indexOf('.', start);
        return dot < 0 ? text.length() : dot;
    }

    /**
     * @param expression whether {@code *}, {@code {i}}, {@code [alias]} and {@code [key==value]}
     *     segments are allowed
     */
    static boolean isPath(String text, boolean expression) {
        return isPlain(text) || isMadeOfSegments(text, expression);
    }

    /** Names and numbers only, as nearly every path: every value of every report comes by here. */
    private static boolean isPlain(String text) {
        if (text.isEmpty() || text.length() > ParameterPath.MAX_LENGTH) {
            return false;
        }
        int segments = 0;
        int start = 0;
        while (start < text.length()) {
            int end = end(text, start);
            boolean number = start > 0 && isInstanceNumber(text, start, end);
            if (!number && !isName(text, start, end)) {
                return false;
            }
            segments++;
            start = end + 1;
        }
        return segments <= MAX_SEGMENTS;
    }

    private static boolean isMadeOfSegments(String text, boolean expression) {
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
        return isName(name, 0, name.length());
    }

    /** TR-106 3.1: an XML NCName in practice; vendor names carry hyphens and underscores. */
    private static boolean isName(String text, int start, int end) {
        if (start == end) {
            return false;
        }
        char head = text.charAt(start);
        if (!Character.isLetter(head) && head != '_') {
            return false;
        }
        for (int i = start + 1; i < end; i++) {
            char c = text.charAt(i);
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
        if (text.indexOf('[') >= 0) {
            return templateOfSearch(text);
        }
        StringBuilder out = new StringBuilder(text.length() + 8);
        for (int start = 0; start < text.length(); ) {
            int end = end(text, start);
            boolean instance =
                    start > 0
                            && (isInstanceNumber(text, start, end)
                                    || end == start + 1 && text.charAt(start) == '*');
            out.append(instance ? "{i}" : text, instance ? 0 : start, instance ? 3 : end);
            if (end < text.length()) {
                out.append('.');
            }
            start = end + 1;
        }
        return out.toString();
    }

    private static String templateOfSearch(String text) {
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

    /**
     * Whether a path lies where an expression points, both without brackets.
     *
     * @param expression partial if it ends with a dot: then everything below it is meant
     */
    static boolean covers(String expression, String path) {
        int mine = 0;
        int theirs = 0;
        while (mine < expression.length()) {
            if (theirs >= path.length()) {
                return false;
            }
            int myEnd = end(expression, mine);
            int theirEnd = end(path, theirs);
            int length = myEnd - mine;
            boolean any =
                    length == 1 && expression.charAt(mine) == '*'
                            || length == 3 && expression.startsWith("{i}", mine);
            boolean same =
                    any
                            ? isInstanceNumber(path, theirs, theirEnd)
                            : length == theirEnd - theirs
                                    && expression.regionMatches(mine, path, theirs, length);
            if (!same) {
                return false;
            }
            mine = myEnd + 1;
            theirs = theirEnd + 1;
        }
        return expression.endsWith(".") || theirs > path.length();
    }
}
