package org.trellis.simulator.usp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.trellis.simulator.state.DeviceState;

/** Resolves {@code *} and {@code [Key=="value"&&...]} segments against a device's state. */
final class PathResolver {

    private static final Pattern COMPARISON =
            Pattern.compile("([A-Za-z0-9_.]+)(==|!=)(?:\"([^\"]*)\"|([^&\\]]+))");

    private final DeviceState state;

    PathResolver(DeviceState state) {
        this.state = state;
    }

    static boolean isSearch(String path) {
        return path.contains("*") || path.contains("[");
    }

    /** The concrete paths that an expression names; a plain path is returned as it is. */
    List<String> resolve(String path) {
        List<String> found = List.of("");
        List<String> segments = split(path);
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            boolean last = i == segments.size() - 1;
            String tail = last && !path.endsWith(".") ? "" : ".";
            List<String> next = new ArrayList<>();
            for (String prefix : found) {
                if (segment.equals("*") || segment.startsWith("[")) {
                    for (String row : rows(prefix)) {
                        if (segment.equals("*") || matches(row, segment)) {
                            next.add(row);
                        }
                    }
                } else {
                    next.add(prefix + segment + tail);
                }
            }
            found = next;
        }
        return found;
    }

    /** The rows of a table, as object paths. */
    List<String> rows(String table) {
        return state.objectsBelow(table).stream()
                .filter(o -> o.length() > table.length())
                .filter(o -> o.indexOf('.', table.length()) == o.length() - 1)
                .filter(o -> Character.isDigit(o.charAt(table.length())))
                .toList();
    }

    private boolean matches(String row, String search) {
        Matcher comparison = COMPARISON.matcher(search);
        while (comparison.find()) {
            String wanted =
                    comparison.group(3) != null ? comparison.group(3) : comparison.group(4).trim();
            Optional<String> actual =
                    state.get(row + comparison.group(1)).map(DeviceState.Parameter::value);
            boolean equal = actual.isPresent() && actual.get().equals(wanted);
            if (actual.isEmpty() || equal != comparison.group(2).equals("==")) {
                return false;
            }
        }
        return true;
    }

    private static List<String> split(String path) {
        List<String> segments = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        int depth = 0;
        for (char c : path.toCharArray()) {
            if (c == '[') {
                depth++;
            } else if (c == ']') {
                depth--;
            }
            if (c == '.' && depth == 0) {
                segments.add(current.toString());
                current.setLength(0);
            } else {
                current.append(c);
            }
        }
        if (current.length() > 0) {
            segments.add(current.toString());
        }
        return segments;
    }
}
