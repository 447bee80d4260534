package org.trellis.model.translate;

import static java.util.stream.Collectors.toSet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.ParameterType;
import org.trellis.model.Quality;
import org.trellis.model.catalogue.Lexical;
import org.trellis.model.translate.PathTemplate.Indexed;

/**
 * One TR-098 report on its way to canonical values. Values that stand for themselves are translated
 * at once; those that mean something only together are collected and follow at the end. Used once,
 * by one thread.
 */
final class ReportTranslation {

    private final RowTable table;
    private final ObjectMapping objects;
    private final References references;
    private final CanonicalValues canonical;
    private final Set<String> placedAlready = new HashSet<>();
    private final Set<String> siblingsDone = new HashSet<>();
    private final WlanConfigurations wlans;
    private final CollectedValues collected;
    private final Evidence evidence;
    private final LateTranslation late;
    private final List<Named> unsure = new ArrayList<>();

    /** A row that is to be named. */
    private record Named(Row row, String target, String reference, String source) {
        void tell(CanonicalValues canonical) {
            canonical.derive(row, target, reference, source, Quality.DERIVED);
        }
    }

    /**
     * @param observedAt when the report was made; null if that is not known
     */
    ReportTranslation(
            RowTable table,
            ObjectMapping objects,
            References references,
            Function<String, Boolean> writable,
            int size,
            @Nullable Instant observedAt) {
        this.table = table;
        this.objects = objects;
        this.references = references;
        this.canonical = new CanonicalValues(writable, size);
        this.collected = new CollectedValues(canonical);
        this.evidence = new Evidence(size);
        this.wlans = new WlanConfigurations(table.habits());
        this.late = new LateTranslation(table, canonical, references, evidence, wlans, observedAt);
    }

    List<ObservedValue> translate(List<NativeValue> report) {
        for (NativeValue value : report) {
            Indexed path = Indexed.of(value.path());
            if (path != null) {
                evidence.add(path, value);
            }
            List<Row> rows = path == null ? List.of() : table.bySource(path.template());
            if (path == null || rows.isEmpty()) {
                unknown(path, value);
                continue;
            }
            wlans.add(path, value);
            boolean placed = false;
            boolean later = false;
            boolean last = false;
            for (Row row : rows) {
                if (row.how() instanceof Row.Now now) {
                    placed |= place(row, now, path, value);
                } else {
                    last = true;
                }
                later |= row.how() instanceof Row.OnRadio || row.how() instanceof Row.RadioStandard;
            }
            if (last) {
                late.add(path, value, rows, placed);
            } else if (!placed && !later) {
                canonical.raw(value, rows.getFirst().nodes().source());
            } else if (placed && later) {
                placedAlready.add(value.path());
            }
        }
        collected.finish();
        if (!wlans.isEmpty()) {
            new WlanTranslation(table, canonical, wlans, placedAlready).translate();
        }
        late.finish();
        Set<String> held =
                canonical.holding(unsure.stream().map(Named::reference).collect(toSet()));
        unsure.stream()
                .filter(named -> held.contains(named.reference()))
                .forEach(named -> named.tell(canonical));
        return canonical.values();
    }

    /**
     * @return whether the value, or what it is part of, is among the canonical values
     */
    private boolean place(Row row, Row.Now how, Indexed path, NativeValue value) {
        return switch (how) {
            case Row.Direct(Formula formula, Conversion conversion) ->
                    converted(
                            row,
                            formula.forward(path.numbers()),
                            path,
                            value,
                            conversion.toCanonical());
            case Row.Reference(Formula formula) ->
                    converted(
                            row,
                            formula.forward(path.numbers()),
                            path,
                            value,
                            references::toCanonical);
            case Row.ListItem(Formula formula, int position) -> {
                long[] numbers = formula.forward(path.numbers());
                if (numbers != null) {
                    collected.listItem(row, row.target().fill(numbers), position, value);
                }
                yield numbers != null;
            }
            case Row.ListRows rows -> listRows(row, rows, path, value);
            case Row.Aggregate _ -> {
                collected.aggregate(row, value);
                yield true;
            }
            case Row.Selected(Formula formula, Map<String, Row.Selected.Choice> choices) ->
                    converted(
                            row,
                            formula.forward(path.numbers()),
                            path,
                            value,
                            text -> selected(choices, text, path.numbers()));
            // what they tell together follows at the end; a write needs them one by one, too
            case Row.Security _,
                    Row.OnRadio _,
                    Row.RadioStandard _,
                    Row.FromBand _,
                    Row.Synthetic _,
                    Row.Trigger _,
                    Row.Command _,
                    Row.Refused _ ->
                    false;
        };
    }

    private static Optional<String> selected(
            Map<String, Row.Selected.Choice> choices, String text, long[] source) {
        Row.Selected.Choice choice = choices.get(text);
        long[] number = choice == null ? null : choice.row().forward(source);
        return choice == null || number == null
                ? Optional.empty()
                : Optional.of(choice.table() + number[0]);
    }

    /** One row for every item of a list. */
    private boolean listRows(Row row, Row.ListRows rows, Indexed path, NativeValue value) {
        List<String> items = Lexical.items(value.text());
        boolean all = true;
        for (int i = 0; i < items.size(); i++) {
            long[] numbers = rows.numbers(path.numbers(), i + 1);
            if (numbers == null || items.get(i).isEmpty()) {
                all = false;
                continue;
            }
            String target = row.target().fill(numbers);
            canonical.derive(row, target, items.get(i), value.path(), Quality.DERIVED);
            rows.facts()
                    .forEach((name, text) ->
                            canonical.fact(
                                    objectOf(target) + name,
                                    ParameterType.STRING,
                                    text,
                                    value.path()));
            siblings(row, numbers, path.numbers(), value);
        }
        // a list that is empty, or longer than there are numbers for, is kept as a whole
        return all && !items.isEmpty();
    }

    private boolean converted(
            Row row,
            long @Nullable [] numbers,
            Indexed path,
            NativeValue value,
            Function<String, Optional<String>> conversion) {
        if (numbers == null) {
            return false;
        }
        boolean placed =
                canonical.emit(
                        row, row.target().fill(numbers), value, conversion, Quality.REPORTED);
        if (placed) {
            siblings(row, numbers, path.numbers(), value);
        }
        return placed;
    }

    /** The constants and references that stand in the same row, once for each row. */
    private void siblings(Row row, long[] numbers, long[] source, NativeValue value) {
        List<Row> siblings = table.syntheticSiblings(row);
        if (siblings.isEmpty()
                || !siblingsDone.add(
                        row.target().object() + row.instance() + Arrays.toString(numbers))) {
            return;
        }
        for (Row sibling : siblings) {
            if (sibling.how() instanceof Row.Synthetic how) {
                synthetic(sibling, how, numbers, source, objectOf(value.path()));
            }
        }
    }

    private void synthetic(
            Row row, Row.Synthetic how, long[] numbers, long[] source, String object) {
        String target = row.target().fill(numbers);
        switch (how) {
            case Row.Constant(Formula _, String text) ->
                    canonical.derive(row, target, text, object, Quality.ASSUMED);
            case Row.Peer peer -> {
                long[] peerNumbers = peer.peer().forward(source);
                if (peerNumbers != null) {
                    Named named = new Named(row, target, peer.row().fill(peerNumbers), object);
                    if (peer.always()) {
                        named.tell(canonical);
                    } else {
                        unsure.add(named);
                    }
                }
            }
            case Row.LanInterface _ -> {
                String reference = table.lanInterfaceReference(source[0]);
                canonical.derive(row, target, reference, object, Quality.ASSUMED);
            }
        }
    }

    /** A vendor parameter goes where its object goes; everything else keeps its own path. */
    private void unknown(@Nullable Indexed path, NativeValue value) {
        String vendor = path == null ? null : objects.canonicalVendor(value.path());
        Optional<ParameterPath> target =
                vendor == null ? Optional.empty() : Reporting.pathOf(vendor);
        if (target.isPresent() && canonical.vendor(target.get(), value)) {
            if (path != null) {
                wlans.add(path, value);
            }
        } else {
            canonical.raw(value, path == null ? null : table.nativeNode(path.template()));
        }
    }

    private static String objectOf(String path) {
        return path.substring(0, path.lastIndexOf('.') + 1);
    }
}
