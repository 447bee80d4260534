package org.trellis.controller.core;

import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.trellis.controller.store.CommandRecord;
import org.trellis.controller.store.TwinStore;
import org.trellis.controller.store.TwinValue;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathExpression;
import org.trellis.model.Quality;
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

    /**
     * @param counts that are not taken as they were told
     * @param reads what is read for them: of a table that was never read it cannot be told which of
     *     its rows are new, so that its count is enough
     */
    record Hints(Set<ParameterPath> counts, List<ParameterPath> reads) {
        static final Hints NONE = new Hints(Set.of(), List.of());
    }

    /**
     * What came and what went.
     *
     * @param created with the parameters that tell a row from the others, as far as they were read
     */
    record Rows(Map<ParameterPath, Map<String, String>> created, List<ParameterPath> deleted) {}

    /**
     * What counts among values that a device tells of have to say. A count is not taken as it was
     * told where it would contradict the rows that are known, or is only one of several that make
     * it up: what it is by now is read.
     */
    Hints hints(List<ObservedValue> values, Supplier<Set<ParameterPath>> coverage) {
        RowCounts counts = translators.get().rowCounts();
        Map<ParameterPath, ParameterPath> tables = new TreeMap<>();
        Set<ParameterPath> unsure = new TreeSet<>();
        for (ObservedValue value : values) {
            counts.table(value.path())
                    .ifPresent(table -> {
                        tables.put(table, value.path());
                        if (value.quality() == Quality.DERIVED) {
                            unsure.add(value.path());
                        }
                    });
        }
        if (tables.isEmpty()) {
            return Hints.NONE;
        }
        List<ParameterPath> reads = new ArrayList<>();
        for (ParameterPath table : known(List.copyOf(tables.keySet()), coverage.get())) {
            ParameterPath count = Objects.requireNonNull(tables.get(table));
            reads.add(table);
            reads.add(count);
            unsure.remove(count);
        }
        Set<ParameterPath> read = new HashSet<>(unsure);
        reads.stream().filter(ParameterPath::isParameter).forEach(read::add);
        reads.addAll(unsure);
        return new Hints(read, reads);
    }

    /** The counts that a command reads because the device told of them; none for any other. */
    Set<ParameterPath> counts(CommandRecord command) {
        RowCounts counts = translators.get().rowCounts();
        return reads(command).stream()
                .flatMap(path -> path.concrete().stream())
                .filter(path -> counts.table(path).isPresent())
                .collect(toSet());
    }

    private static List<PathExpression> reads(CommandRecord command) {
        return command.createdBy().equals(SystemCommands.CREATED_BY)
                        && command.operation() instanceof Operation.Get(List<PathExpression> paths)
                ? paths
                : List.of();
    }

    /** The tables that a command recounts; none for any other command. */
    List<ParameterPath> tables(CommandRecord command) {
        List<PathExpression> paths = reads(command);
        RowCounts counts = translators.get().rowCounts();
        Set<PathExpression> read = Set.copyOf(paths);
        return paths.stream()
                .filter(path -> counts.of(path).filter(read::contains).isPresent())
                .flatMap(path -> path.concrete().stream())
                .toList();
    }

    /** Those of which all rows are known. */
    static List<ParameterPath> known(List<ParameterPath> tables, Set<ParameterPath> coverage) {
        Set<String> covered = coverage.stream().map(ParameterPath::text).collect(toSet());
        return tables.stream()
                .filter(table -> !objects(table.text(), covered::contains).isEmpty())
                .toList();
    }

    /** Of all the tables at once: how many there are, and how many rows, the device decides. */
    Rows rows(List<ParameterPath> tables, TwinWriter.Change change) {
        if (tables.isEmpty()) {
            return new Rows(Map.of(), List.of());
        }
        Set<String> all = tables.stream().map(ParameterPath::text).collect(toSet());
        Set<String> before = new HashSet<>();
        Set<String> after = new HashSet<>();
        Set<ParameterPath> removed = Set.copyOf(change.removed());
        for (String top : tables.stream().map(TwinStore::topObject).collect(toSet())) {
            TwinCache.Part part = change.before().get(top);
            for (ParameterPath path :
                    part == null ? Set.<ParameterPath>of() : part.values().keySet()) {
                List<String> rows = rows(path, all);
                before.addAll(rows);
                if (!removed.contains(path)) {
                    after.addAll(rows);
                }
            }
        }
        change.changed().forEach(changed -> after.addAll(rows(changed.value().path(), all)));
        return new Rows(keyed(without(after, before), change), without(before, after));
    }

    private Map<ParameterPath, Map<String, String>> keyed(
            List<ParameterPath> created, TwinWriter.Change change) {
        Map<ParameterPath, Map<String, String>> keys = new TreeMap<>();
        created.forEach(row -> keys.put(row, new TreeMap<>()));
        Map<String, Set<String>> names = new HashMap<>();
        for (TwinValue changed : change.changed()) {
            ObservedValue value = changed.value();
            Optional<ParameterPath> row = value.path().parent();
            Map<String, String> own = row.map(keys::get).orElse(null);
            if (row.isPresent()
                    && own != null
                    && !value.secret()
                    && names.computeIfAbsent(row.get().template(), this::keyNames)
                            .contains(value.path().name())) {
                own.put(value.path().name(), value.text());
            }
        }
        return keys;
    }

    private Set<String> keyNames(String row) {
        return translators.get().models().canonical().node(row).stream()
                .flatMap(node -> node.table().uniqueKeys().stream())
                .flatMap(key -> key.parameters().stream())
                .collect(toSet());
    }

    /** The rows of some tables in which a parameter is. */
    private static List<String> rows(ParameterPath path, Set<String> tables) {
        String text = path.text();
        return objects(text, tables::contains).stream()
                .map(table -> text.indexOf('.', table.length()))
                .filter(end -> end > 0)
                .map(end -> text.substring(0, end + 1))
                .toList();
    }

    /** Those of some objects in which a path is. */
    private static List<String> objects(String path, Predicate<String> wanted) {
        List<String> objects = new ArrayList<>();
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
            String object = path.substring(0, dot + 1);
            if (wanted.test(object)) {
                objects.add(object);
            }
        }
        return objects;
    }

    private static List<ParameterPath> without(Set<String> all, Set<String> some) {
        return all.stream()
                .filter(row -> !some.contains(row))
                .flatMap(row -> ParameterPath.parse(row).stream())
                .sorted()
                .toList();
    }
}
