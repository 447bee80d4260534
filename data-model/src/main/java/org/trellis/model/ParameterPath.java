package org.trellis.model;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A concrete path in a device's data model (TR-106 3.1, TR-369 2.5): no wildcard, no search
 * expression. An object ends with a dot, a command with {@code ()}, an event with {@code !},
 * everything else is a parameter. Instance numbers are decimal.
 *
 * <p>Canonical paths are rooted at {@code Device.}; the same type carries native paths such as
 * {@code InternetGatewayDevice.LANDevice.1.}. Immutable, ordered numerically by instance.
 */
public record ParameterPath(String text) implements Comparable<ParameterPath> {

    /** TR-106 allows 256 characters; real devices exceed it with vendor extensions. */
    public static final int MAX_LENGTH = 1024;

    private static final Comparator<ParameterPath> ORDER = (a, b) -> comparePaths(a.text, b.text);

    public ParameterPath {
        Objects.requireNonNull(text);
        if (!isValid(text)) {
            throw new IllegalArgumentException("not a parameter path: " + PathText.quoted(text));
        }
    }

    /**
     * @throws IllegalArgumentException if the text is not a concrete path
     */
    public static ParameterPath of(String text) {
        return new ParameterPath(text);
    }

    /** For text that came from outside: empty when it is not a concrete path. */
    public static Optional<ParameterPath> parse(String text) {
        return isValid(text) ? Optional.of(new ParameterPath(text)) : Optional.empty();
    }

    private static boolean isValid(String text) {
        return PathText.isPath(text, false);
    }

    public boolean isObject() {
        return text.endsWith(".");
    }

    public boolean isCommand() {
        return text.endsWith("()");
    }

    public boolean isEvent() {
        return text.endsWith("!");
    }

    public boolean isParameter() {
        return !isObject() && !isCommand() && !isEvent();
    }

    /**
     * The segments without dots: {@code Device.WiFi.SSID.1.} is {@code [Device, WiFi, SSID, 1]}.
     */
    public List<String> segments() {
        return PathText.segments(text);
    }

    /** {@code Device.} or {@code InternetGatewayDevice.}. */
    public String root() {
        int dot = text.indexOf('.');
        return dot < 0 ? text : text.substring(0, dot + 1);
    }

    /** The last segment without dot: a parameter's name, an object's name or instance number. */
    public String name() {
        int end = isObject() ? text.length() - 1 : text.length();
        return text.substring(text.lastIndexOf('.', end - 1) + 1, end);
    }

    /** The object that contains this node; empty for a root. */
    public Optional<ParameterPath> parent() {
        int end = isObject() ? text.length() - 1 : text.length();
        int dot = text.lastIndexOf('.', end - 1);
        return dot < 0
                ? Optional.empty()
                : Optional.of(new ParameterPath(text.substring(0, dot + 1)));
    }

    /**
     * @param relative what follows this object's dot, for example {@code 1.Enable}
     * @throws IllegalStateException if this path is not an object
     */
    public ParameterPath child(String relative) {
        if (!isObject()) {
            throw new IllegalStateException(text + " is not an object");
        }
        return new ParameterPath(text + relative);
    }

    /** True if this node is the given object or lies below it. */
    public boolean isWithin(ParameterPath object) {
        return object.isObject() && text.startsWith(object.text);
    }

    /** The path with every instance number replaced by {@code {i}}, as catalogues write it. */
    public String template() {
        return PathText.template(text);
    }

    @Override
    public int compareTo(ParameterPath other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return text;
    }

    private static int comparePaths(String a, String b) {
        List<String> left = PathText.segments(a);
        List<String> right = PathText.segments(b);
        int common = Math.min(left.size(), right.size());
        for (int i = 0; i < common; i++) {
            String l = left.get(i);
            String r = right.get(i);
            int order =
                    PathText.isInstanceNumber(l) && PathText.isInstanceNumber(r)
                            ? Long.compare(Long.parseLong(l), Long.parseLong(r))
                            : l.compareTo(r);
            if (order != 0) {
                return order;
            }
        }
        int bySize = Integer.compare(left.size(), right.size());
        return bySize != 0 ? bySize : a.compareTo(b);
    }
}
