package org.trellis.controller.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.trellis.controller.store.CommandRecord;
import org.trellis.controller.store.TwinStore;
import org.trellis.controller.store.TwinValue;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathExpression;
import org.trellis.model.catalogue.RowCounts;
import org.trellis.model.translate.Translators;
import org.trellis.southbound.Operation;

/**
 * Which rows came or went, for a device that says no more than that their number has changed: CWMP
 * knows no other word for it. The table is read with its count, and compared with what was known.
 */
final class Recount {

    private final Supplier<Translators> translators;

    /**
     * @param translators by the models in use
     */
    Recount(Supplier<Translators> translators) {
        this.translators = translators;
    }

    /** What came and what went. */
    record Rows(List<ParameterPath> created, List<ParameterPath> deleted) {}

    /** The tables whose counts are among the values. */
    List<ParameterPath> tables(List<ObservedValue> values) {
        RowCounts counts = translators.get().rowCounts();
        return values.stream().flatMap(v -> counts.table(v.path()).stream()).distinct().toList();
    }

    /** What is read of them. The count that was told may be one of several that make up the sum. */
    List<ParameterPath> reads(Collection<ParameterPath> tables) {
        RowCounts counts = translators.get().rowCounts();
        List<ParameterPath> reads = new ArrayList<>();
        for (ParameterPath table : tables) {
            reads.add(table);
            counts.of(PathExpression.of(table))
                    .flatMap(PathExpression::concrete)
                    .ifPresent(reads::add);
        }
        return reads;
    }

    /** The tables that a command recounts; none for any other command. */
    List<ParameterPath> tables(CommandRecord command) {
        if (!command.createdBy().equals(SystemCommands.CREATED_BY)
                || !(command.operation() instanceof Operation.Get(List<PathExpression> paths))) {
            return List.of();
        }
        RowCounts counts = translators.get().rowCounts();
        return paths.stream()
                .filter(path -> counts.of(path).filter(paths::contains).isPresent())
                .flatMap(path -> path.concrete().stream())
                .toList();
    }

    static Rows rows(ParameterPath table, TwinWriter.Change change) {
        Set<ParameterPath> before = new TreeSet<>();
        Set<ParameterPath> after = new TreeSet<>();
        TwinCache.Part part = change.before().get(TwinStore.topObject(table));
        if (part != null) {
            Set<ParameterPath> removed = Set.copyOf(change.removed());
            for (ParameterPath path : part.values().keySet()) {
                Optional<ParameterPath> row = row(table, path);
                row.ifPresent(before::add);
                row.filter(_ -> !removed.contains(path)).ifPresent(after::add);
            }
        }
        change.changed().forEach(v -> row(table, v.value().path()).ifPresent(after::add));
        return new Rows(without(after, before), without(before, after));
    }

    /** The parameters that tell a row that is new from the others, as far as it was read. */
    Map<String, String> uniqueKeys(ParameterPath row, TwinWriter.Change change) {
        Set<String> names =
                translators.get().models().canonical().node(row).stream()
                        .flatMap(node -> node.table().uniqueKeys().stream())
                        .flatMap(key -> key.parameters().stream())
                        .collect(Collectors.toSet());
        Map<String, String> keys = new TreeMap<>();
        for (TwinValue changed : change.changed()) {
            ObservedValue value = changed.value();
            String name = value.path().text().substring(value.path().text().lastIndexOf('.') + 1);
            if (!value.secret() && names.contains(name) && value.path().equals(row.child(name))) {
                keys.put(name, value.text());
            }
        }
        return keys;
    }

    private static Optional<ParameterPath> row(ParameterPath table, ParameterPath path) {
        int start = table.text().length();
        int end = path.text().indexOf('.', start);
        return path.isWithin(table) && end > start
                ? ParameterPath.parse(path.text().substring(0, end + 1))
                : Optional.empty();
    }

    private static List<ParameterPath> without(Set<ParameterPath> all, Set<ParameterPath> some) {
        return all.stream().filter(row -> !some.contains(row)).toList();
    }
}
