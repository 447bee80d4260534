package org.trellis.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What an operator writes where paths are read or written: a concrete path, a partial path ending
 * with a dot, {@code *} for every instance, or a search such as {@code
 * Device.WiFi.SSID.[SSID=="home"].Enable} (TR-369 2.5.3). Immutable.
 *
 * <p>{@link #covers} decides everything but searches, which need values; whoever has the values
 * resolves them first.
 */
public record PathExpression(String text) {

    public PathExpression {
        Objects.requireNonNull(text);
        if (!PathText.isPath(text, true)) {
            throw new IllegalArgumentException("not a path expression: " + PathText.quoted(text));
        }
    }

    /**
     * @throws IllegalArgumentException if the text is not a path expression
     */
    public static PathExpression of(String text) {
        return new PathExpression(text);
    }

    public static PathExpression of(ParameterPath path) {
        return new PathExpression(path.text());
    }

    /** For text that came from outside: empty when it is not a path expression. */
    public static Optional<PathExpression> parse(String text) {
        return PathText.isPath(text, true)
                ? Optional.of(new PathExpression(text))
                : Optional.empty();
    }

    public List<String> segments() {
        return PathText.segments(text);
    }

    /** True for a partial path: everything below an object. */
    public boolean isPartial() {
        return text.endsWith(".");
    }

    public boolean hasWildcard() {
        return segments().stream().anyMatch(s -> s.equals("*") || s.equals("{i}"));
    }

    public boolean hasSearch() {
        return segments().stream().anyMatch(s -> s.charAt(0) == '[');
    }

    /** The concrete path, when there is neither wildcard nor search. */
    public Optional<ParameterPath> concrete() {
        return ParameterPath.parse(text);
    }

    /** The longest leading object path without wildcard or search; the root at least. */
    public ParameterPath fixedPrefix() {
        StringBuilder prefix = new StringBuilder();
        List<String> segments = segments();
        int objects = isPartial() ? segments.size() : segments.size() - 1;
        for (int i = 0; i < Math.max(1, objects); i++) {
            String segment = segments.get(i);
            if (segment.equals("*") || segment.equals("{i}") || segment.charAt(0) == '[') {
                break;
            }
            prefix.append(segment).append('.');
        }
        return new ParameterPath(prefix.toString());
    }

    /** The expression with every instance, wildcard and search replaced by {@code {i}}. */
    public String template() {
        return PathText.template(text);
    }

    /**
     * True if the path is named by this expression; a partial expression covers its whole subtree.
     * A search segment is treated as {@code *}.
     */
    public boolean covers(ParameterPath path) {
        return PathText.covers(text, path.text());
    }

    /**
     * True if this expression names whatever the other one does, now and later. A search names what
     * its values say: it covers but itself.
     */
    public boolean covers(PathExpression other) {
        List<String> mine = segments();
        List<String> theirs = other.segments();
        if (hasSearch() || theirs.size() < mine.size()) {
            return equals(other);
        }
        boolean deep = theirs.size() > mine.size();
        if (deep ? !isPartial() : isPartial() != other.isPartial()) {
            return false;
        }
        for (int i = 0; i < mine.size(); i++) {
            String segment = mine.get(i);
            boolean same =
                    PathText.isAny(segment)
                            ? PathText.isAny(theirs.get(i))
                                    || PathText.isInstanceNumber(theirs.get(i))
                            : segment.equals(theirs.get(i));
            if (!same) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return text;
    }
}
