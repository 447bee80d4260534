package org.trellis.cwmp.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.trellis.model.PathExpression;

/**
 * Turns native expressions with {@code *} into names that a device of any age understands, by
 * asking for the instances of each table once.
 */
final class Expander {

    private static final int MAX_NAMES = 20_000;

    private Expander() {}

    /** The names to read, by the expression that they answer. */
    static Script<Map<PathExpression, Set<String>>> expand(Iterable<PathExpression> expressions) {
        List<Open> open = new ArrayList<>();
        for (PathExpression expression : expressions) {
            open.add(new Open(expression, "", segments(expression)));
        }
        return next(open, Map.of(), Map.of());
    }

    /** Rows at the end of an expression need no expansion: reading the table gives them. */
    private static List<String> segments(PathExpression expression) {
        List<String> segments = expression.segments();
        int end = segments.size();
        if (expression.isPartial()) {
            while (end > 1 && segments.get(end - 1).equals("*")) {
                end--;
            }
        }
        List<String> kept = new ArrayList<>(segments.subList(0, end));
        if (expression.isPartial()) {
            kept.set(end - 1, kept.get(end - 1) + ".");
        }
        return kept;
    }

    /** An expression whose beginning is a name already. */
    private record Open(PathExpression expression, String prefix, List<String> rest) {}

    private static Script<Map<PathExpression, Set<String>>> next(
            List<Open> open,
            Map<String, List<String>> known,
            Map<PathExpression, Set<String>> done) {
        if (open.isEmpty()) {
            return Script.done(done);
        }
        Open first = open.getFirst();
        List<Open> others = open.subList(1, open.size());
        StringBuilder prefix = new StringBuilder(first.prefix);
        for (int i = 0; i < first.rest.size(); i++) {
            String segment = first.rest.get(i);
            if (!segment.equals("*") && !segment.equals("{i}")) {
                prefix.append(segment);
                if (i < first.rest.size() - 1) {
                    prefix.append('.');
                }
                continue;
            }
            String table = prefix.toString();
            List<String> tail = first.rest.subList(i + 1, first.rest.size());
            List<String> instances = known.get(table);
            if (instances != null) {
                return next(rows(first, table, tail, instances, others), known, done);
            }
            return Names.instances(table)
                    .then(found -> {
                        Map<String, List<String>> learnt = new LinkedHashMap<>(known);
                        learnt.put(table, found);
                        return next(rows(first, table, tail, found, others), learnt, done);
                    });
        }
        Map<PathExpression, Set<String>> more = new LinkedHashMap<>(done);
        Set<String> names = new LinkedHashSet<>(more.getOrDefault(first.expression, Set.of()));
        names.add(prefix.toString());
        more.put(first.expression, names);
        return next(others, known, more);
    }

    private static List<Open> rows(
            Open open, String table, List<String> tail, List<String> instances, List<Open> others) {
        List<Open> all = new ArrayList<>();
        for (String instance : instances) {
            if (all.size() + others.size() >= MAX_NAMES) {
                break;
            }
            String row = table + instance;
            all.add(new Open(open.expression, tail.isEmpty() ? row : row + ".", tail));
        }
        all.addAll(others);
        return all;
    }
}
