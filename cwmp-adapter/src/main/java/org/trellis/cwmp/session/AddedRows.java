package org.trellis.cwmp.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathExpression;
import org.trellis.model.translate.Translated;
import org.trellis.southbound.Operation;

/**
 * Finds the rows that an earlier attempt of an add made. A row that the twin knew is not one of
 * them, whatever its values: somebody else's row is never taken for ours.
 */
final class AddedRows {

    private final PlanContext context;

    AddedRows(PlanContext context) {
        this.context = context;
    }

    /** A row under its canonical and its own name. */
    record Row(ParameterPath canonical, String nativePath) {}

    /** The instances of a table, ascending; and those of them that are news. */
    record Instances(List<Row> all, List<Row> unknown) {}

    Script<Instances> instances(Operation.NewObject object, String nativeTable) {
        return Names.instances(nativeTable)
                .map(numbers -> {
                    Set<String> known = known(object);
                    List<Row> all = new ArrayList<>();
                    for (String number : numbers) {
                        String path = nativeTable + number + ".";
                        ParameterPath.parse(path)
                                .flatMap(context.translator()::toCanonicalObject)
                                .ifPresent(row -> all.add(new Row(row, path)));
                    }
                    return new Instances(
                            all,
                            all.stream()
                                    .filter(r -> !known.contains(r.canonical().text()))
                                    .toList());
                });
    }

    /**
     * The first row that is news, has the values asked for, and is not taken for another object of
     * the command.
     */
    Script<Optional<Row>> find(Operation.NewObject object, Set<String> taken) {
        return switch (context.translator().toNativeTable(object.object(), object.values())) {
            case Translated.Refused<ParameterPath> _ -> Script.done(Optional.empty());
            case Translated.Ok<ParameterPath>(var table) ->
                    new CanonicalReader(context)
                            .readPlain(List.of(rows(object)))
                            .map(found -> matching(object, found.values(), table.text(), taken));
        };
    }

    private Optional<Row> matching(
            Operation.NewObject object,
            List<ObservedValue> values,
            String nativeTable,
            Set<String> taken) {
        int depth = object.object().segments().size() + 1;
        Map<String, Map<String, String>> texts = new LinkedHashMap<>();
        Map<String, String> natives = new LinkedHashMap<>();
        for (ObservedValue value : values) {
            List<String> segments = value.path().segments();
            if (segments.size() <= depth) {
                continue;
            }
            String row = row(segments, depth);
            texts.computeIfAbsent(row, _ -> new LinkedHashMap<>())
                    .put(String.join(".", segments.subList(depth, segments.size())), value.text());
            String source = value.sourcePath();
            int end = source.indexOf('.', nativeTable.length());
            if (source.startsWith(nativeTable) && end > 0) {
                natives.putIfAbsent(row, source.substring(0, end + 1));
            }
        }
        Set<String> known = known(object);
        return texts.entrySet().stream()
                .filter(row -> natives.containsKey(row.getKey()) && !known.contains(row.getKey()))
                .filter(row ->
                        object.values().entrySet().stream()
                                .allMatch(v -> v.getValue().equals(row.getValue().get(v.getKey()))))
                .map(row ->
                        new Row(
                                ParameterPath.of(row.getKey()),
                                natives.getOrDefault(row.getKey(), "")))
                .filter(row -> !taken.contains(row.nativePath()))
                .min(Comparator.comparing(Row::canonical));
    }

    private Set<String> known(Operation.NewObject object) {
        int depth = object.object().segments().size() + 1;
        Set<String> known = new HashSet<>();
        for (ParameterPath path : context.device().twin().paths(rows(object))) {
            if (path.segments().size() > depth) {
                known.add(row(path.segments(), depth));
            }
        }
        return known;
    }

    private static String row(List<String> segments, int depth) {
        return String.join(".", segments.subList(0, depth)) + ".";
    }

    private static PathExpression rows(Operation.NewObject object) {
        return PathExpression.of(object.object().text() + "*.");
    }
}
