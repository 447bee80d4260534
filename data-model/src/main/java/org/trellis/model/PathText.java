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

    /** Where the segment that begins at start ends: at a dot that is not in brackets. */
    private static int end(String text, int start) {
        int dot = text.indexOf('.', start);
        int end = dot < 0 ? text.length() : dot;
        return text.indexOf('[', start, end) < 0 ? end : endOfSearch(text, start);
    }

    private static int endOfSearch(String text, int start) {
        boolean quoted = false;
        int depth = 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && depth > 0) {
                quoted = !quoted;
            } else if (!quoted && c == '[') {
                depth++;
            } else if (!quoted && c == ']') {
                depth--;
            } else if (c == '.' && depth <= 0 && !quoted) {
                return i;
            }
        }
        return text.length();
    }

    /**
     * Takes nothing apart: every value of every report comes by here.
     *
     * @param expression whether {@code *}, {@code {i}}, {@code [alias]} and {@code [key==value]}
     *     segments are allowed
     */
    static boolean isPath(String text, boolean expression) {
        if (text.isEmpty() || text.length() > ParameterPath.MAX_LENGTH) {
            return false;
        }
        int segments = 0;
        for (int start = 0; start < text.length(); segments++) {
            int end = end(text, start);
            boolean inner = start > 0;
            boolean right =
                    inner && isInstanceNumber(text, start, end)
                            || inner && expression && isAny(text, start, end)
                            || isName(text, start, end == text.length() ? bare(text, start) : end);
            if (!right) {
                return false;
            }
            start = end + 1;
        }
        return segments <= MAX_SEGMENTS;
    }

    /** Where the last name ends, without the mark of a command or an event. */
    private static int bare(String text, int start) {
        int mark = text.endsWith("()") ? 2 : text.endsWith("!") ? 1 : 0;
        return Math.max(start, text.length() - mark);
    }

    static boolean isAny(String segment) {
        return isAny(segment, 0, segment.length());
    }

    /** A wildcard, an instance placeholder, or a search with something in it. */
    private static boolean isAny(String text, int start, int end) {
        int length = end - start;
        return length == 1 && text.charAt(start) == '*'
                || length == 3 && text.startsWith("{i}", start)
                || length > 2 && text.charAt(start) == '[' && text.charAt(end - 1) == ']';
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
        for (int start = 0; start < text.length(); ) {
            int end = end(text, start);
            segments.add(text.substring(start, end));
            start = end + 1;
        }
        return segments;
    }

    static String template(String text) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        for (int start = 0; start < text.length(); ) {
            int end = end(text, start);
            boolean instance =
                    start > 0 && (isInstanceNumber(text, start, end) || isAny(text, start, end));
            out.append(instance ? "{i}" : text, instance ? 0 : start, instance ? 3 : end);
            if (end < text.length()) {
                out.append('.');
            }
            start = end + 1;
        }
        return out.toString();
    }

    /**
     * Whether a path lies where an expression points.
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
            boolean same =
                    isAny(expression, mine, myEnd)
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
