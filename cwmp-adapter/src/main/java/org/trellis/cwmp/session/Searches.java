package org.trellis.cwmp.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.trellis.model.ErrorCode;
import org.trellis.model.ObservedValue;
import org.trellis.model.PathError;
import org.trellis.model.PathExpression;

/**
 * Resolves searches such as {@code [SSID=="home"&&Enable==true]} (TR-369 2.5.3) on a device that
 * knows none: the columns that a search names are read, and the rows that match take its place.
 */
final class Searches {

    private static final Pattern CONDITION =
            Pattern.compile("\\s*([A-Za-z_][\\w.-]*)\\s*(==|!=|<=|>=|<|>|~=)\\s*(.*?)\\s*");

    private Searches() {}

    /** What stands in the place of the searches; an expression that matches nothing is an error. */
    record Resolved(List<PathExpression> expressions, List<PathError> errors) {}

    private record Condition(String column, String operator, String value) {}

    static Script<Resolved> resolve(
            List<PathExpression> wanted,
            Function<List<PathExpression>, Script<CanonicalReader.Found>> reader) {
        return next(wanted, new Resolved(List.of(), List.of()), reader);
    }

    private static Script<Resolved> next(
            List<PathExpression> open,
            Resolved done,
            Function<List<PathExpression>, Script<CanonicalReader.Found>> reader) {
        if (open.isEmpty()) {
            return Script.done(done);
        }
        PathExpression first = open.getFirst();
        List<PathExpression> others = open.subList(1, open.size());
        if (!first.hasSearch()) {
            List<PathExpression> expressions = new ArrayList<>(done.expressions);
            expressions.add(first);
            return next(others, new Resolved(expressions, done.errors), reader);
        }
        List<String> segments = first.segments();
        int at = 0;
        while (segments.get(at).charAt(0) != '[') {
            at++;
        }
        List<Condition> conditions = conditions(segments.get(at));
        if (conditions.isEmpty()) {
            return next(others, refuse(done, first, "not a search that is understood"), reader);
        }
        int position = at;
        String table = String.join(".", segments.subList(0, at)) + ".";
        List<PathExpression> columns =
                conditions.stream().map(c -> PathExpression.of(table + "*." + c.column)).toList();
        return reader.apply(columns)
                .then(found -> {
                    List<PathExpression> matches =
                            matches(first, position, conditions, found.values());
                    if (matches.isEmpty()) {
                        return next(others, nothing(done, first, found), reader);
                    }
                    List<PathExpression> rest = new ArrayList<>(matches);
                    rest.addAll(others);
                    return next(rest, done, reader);
                });
    }

    private static Resolved nothing(
            Resolved done, PathExpression search, CanonicalReader.Found found) {
        if (found.errors().isEmpty()) {
            return refuse(done, search, "no row matches");
        }
        PathError why = found.errors().getFirst();
        List<PathError> errors = new ArrayList<>(done.errors);
        errors.add(new PathError(search.text(), why.code(), why.sourceCode(), why.message()));
        return new Resolved(done.expressions, errors);
    }

    private static Resolved refuse(Resolved done, PathExpression expression, String why) {
        List<PathError> errors = new ArrayList<>(done.errors);
        errors.add(PathError.of(expression.text(), ErrorCode.INVALID_PATH, why));
        return new Resolved(done.expressions, errors);
    }

    private static List<PathExpression> matches(
            PathExpression search,
            int position,
            List<Condition> conditions,
            List<ObservedValue> values) {
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        for (ObservedValue value : values) {
            List<String> segments = value.path().segments();
            String row = String.join(".", segments.subList(0, position + 1));
            String column = String.join(".", segments.subList(position + 1, segments.size()));
            rows.computeIfAbsent(row, _ -> new LinkedHashMap<>()).put(column, value.text());
        }
        List<String> segments = search.segments();
        String tail = String.join(".", segments.subList(position + 1, segments.size()));
        List<PathExpression> matches = new ArrayList<>();
        rows.forEach((row, columns) -> {
            if (conditions.stream().allMatch(c -> holds(c, columns.get(c.column)))) {
                String text = tail.isEmpty() ? row : row + "." + tail;
                matches.add(PathExpression.of(search.isPartial() ? text + "." : text));
            }
        });
        return matches;
    }

    private static boolean holds(Condition condition, @Nullable String is) {
        if (is == null) {
            return false;
        }
        int order = compare(is, condition.value);
        return switch (condition.operator) {
            case "==" -> order == 0;
            case "!=" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            // TR-369 2.5.3: the list on the left contains the value.
            case "~=" -> List.of(is.split("\\s*,\\s*")).contains(condition.value);
            default -> false;
        };
    }

    private static int compare(String left, String right) {
        if (left.matches("-?[0-9]{1,18}") && right.matches("-?[0-9]{1,18}")) {
            return Long.compare(Long.parseLong(left), Long.parseLong(right));
        }
        return left.compareTo(right);
    }

    /** Empty if one of them is not understood. */
    private static List<Condition> conditions(String segment) {
        List<Condition> conditions = new ArrayList<>();
        for (String part : parts(segment.substring(1, segment.length() - 1))) {
            if (part.matches("[A-Za-z][\\w-]*")) {
                conditions.add(new Condition("Alias", "==", part));
                continue;
            }
            Matcher matcher = CONDITION.matcher(part);
            if (!matcher.matches()) {
                return List.of();
            }
            String value = matcher.group(3);
            if (value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")) {
                value =
                        value.substring(1, value.length() - 1)
                                .replace("%22", "\"")
                                .replace("%25", "%");
            }
            conditions.add(new Condition(matcher.group(1), matcher.group(2), value));
        }
        return conditions;
    }

    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && text.startsWith("&&", i)) {
                parts.add(text.substring(start, i));
                start = i + 2;
                i++;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }
}
