package org.trellis.controller.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trellis.controller.store.TwinStore;
import org.trellis.controller.store.TwinValue;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathError;
import org.trellis.model.PathExpression;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.Operation;

/**
 * The rows of one box on two of its endpoints, which need not number them alike: the same row is
 * where the unique keys of the table are the same, never where the number is.
 */
final class RowNumbers {

    private final TwinReader twins;
    private final RowKeys keys;

    /** The sets of parameters of which each identifies a row of a table, by template. */
    @FunctionalInterface
    interface RowKeys {
        List<List<String>> of(String tableTemplate);
    }

    RowNumbers(TwinReader twins, RowKeys keys) {
        this.twins = twins;
        this.keys = keys;
    }

    Optional<Operation> renumbered(Operation operation, Endpoint from, Endpoint to) {
        return switch (operation) {
            case Operation.Get get -> expressions(get.paths(), from, to).map(Operation.Get::new);
            case Operation.Set set -> values(set, from, to);
            case Operation.Add add -> objects(add, from, to);
            case Operation.Delete delete ->
                    expressions(delete.objects(), from, to)
                            .map(p -> new Operation.Delete(p, delete.allowPartial()));
            case Operation.Operate operate ->
                    text(operate.command().text(), from, to)
                            .map(t -> new Operation.Operate(PathExpression.of(t), operate.input()));
            case Operation.Discover discover ->
                    text(discover.root().text(), from, to)
                            .map(t -> new Operation.Discover(ParameterPath.of(t)));
        };
    }

    /** What cannot be renumbered keeps its number. */
    CommandResult renumbered(CommandResult result, Endpoint from, Endpoint to) {
        return new CommandResult(
                result.status(),
                result.values().stream().map(v -> value(v, from, to)).toList(),
                result.covered().stream().map(p -> path(p, from, to)).toList(),
                result.instances().stream().map(p -> path(p, from, to)).toList(),
                result.output(),
                result.errors().stream().map(e -> error(e, from, to)).toList(),
                result.model());
    }

    private ParameterPath path(ParameterPath path, Endpoint from, Endpoint to) {
        return text(path.text(), from, to).map(ParameterPath::of).orElse(path);
    }

    private ObservedValue value(ObservedValue value, Endpoint from, Endpoint to) {
        return new ObservedValue(
                path(value.path(), from, to),
                value.type(),
                value.text(),
                value.writable(),
                value.secret(),
                value.sourcePath(),
                value.quality());
    }

    private PathError error(PathError error, Endpoint from, Endpoint to) {
        String path =
                PathExpression.parse(error.path()).isPresent()
                        ? text(error.path(), from, to).orElse(error.path())
                        : error.path();
        return new PathError(path, error.code(), error.sourceCode(), error.message());
    }

    private Optional<List<PathExpression>> expressions(
            List<PathExpression> paths, Endpoint from, Endpoint to) {
        List<PathExpression> there = new ArrayList<>();
        for (PathExpression path : paths) {
            Optional<String> text = text(path.text(), from, to);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            there.add(PathExpression.of(text.get()));
        }
        return Optional.of(there);
    }

    private Optional<Operation> values(Operation.Set set, Endpoint from, Endpoint to) {
        Map<PathExpression, String> there = new LinkedHashMap<>();
        for (Map.Entry<PathExpression, String> entry : set.values().entrySet()) {
            Optional<String> text = text(entry.getKey().text(), from, to);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            there.put(PathExpression.of(text.get()), entry.getValue());
        }
        return Optional.of(new Operation.Set(there, set.allowPartial()));
    }

    private Optional<Operation> objects(Operation.Add add, Endpoint from, Endpoint to) {
        List<Operation.NewObject> there = new ArrayList<>();
        for (Operation.NewObject object : add.objects()) {
            Optional<String> text = text(object.object().text(), from, to);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            there.add(new Operation.NewObject(ParameterPath.of(text.get()), object.values()));
        }
        return Optional.of(new Operation.Add(there, add.allowPartial()));
    }

    /** The same node by the other side's numbers; empty if one of its rows is not known there. */
    Optional<String> text(String text, Endpoint from, Endpoint to) {
        List<String> segments = PathExpression.of(text).segments();
        StringBuilder here = new StringBuilder();
        StringBuilder there = new StringBuilder();
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            boolean last = i == segments.size() - 1;
            String dot = last && !text.endsWith(".") ? "" : ".";
            String other = segment;
            if (i > 0 && isNumber(segment)) {
                Optional<String> number =
                        number(here.toString(), there.toString(), segment, from, to);
                if (number.isEmpty()) {
                    return Optional.empty();
                }
                other = number.get();
            }
            here.append(segment).append(dot);
            there.append(other).append(dot);
        }
        return Optional.of(there.toString());
    }

    private Optional<String> number(
            String tableHere, String tableThere, String number, Endpoint from, Endpoint to) {
        Map<String, Map<String, String>> rowsHere = rows(tableHere, from);
        Map<String, Map<String, String>> rowsThere = rows(tableThere, to);
        Map<String, String> row = rowsHere.getOrDefault(number, Map.of());
        String template = ParameterPath.of(tableHere).template() + "{i}.";
        for (List<String> key : keys.of(template)) {
            if (!row.keySet().containsAll(key)) {
                continue;
            }
            List<String> same =
                    rowsThere.entrySet().stream()
                            .filter(e -> matches(row, e.getValue(), key))
                            .map(Map.Entry::getKey)
                            .toList();
            if (same.size() == 1) {
                return Optional.of(same.getFirst());
            }
        }
        return Optional.empty();
    }

    private static boolean matches(Map<String, String> a, Map<String, String> b, List<String> key) {
        return key.stream().allMatch(k -> a.get(k) != null && a.get(k).equals(b.get(k)));
    }

    /** Direct parameters of a table's rows, by instance number. */
    private Map<String, Map<String, String>> rows(String table, Endpoint endpoint) {
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        String top = TwinStore.topObject(ParameterPath.of(table));
        for (TwinValue value : twins.part(endpoint, top).values().values()) {
            String path = value.value().path().text();
            if (path.startsWith(table)) {
                String[] rest = path.substring(table.length()).split("\\.", -1);
                if (rest.length == 2) {
                    rows.computeIfAbsent(rest[0], _ -> new LinkedHashMap<>())
                            .put(rest[1], value.value().text());
                }
            }
        }
        return rows;
    }

    private static boolean isNumber(String segment) {
        return segment.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
