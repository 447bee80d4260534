package org.trellis.model.translate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.ParameterType;
import org.trellis.model.Quality;
import org.trellis.model.catalogue.CatalogueNode;
import org.trellis.model.catalogue.Lexical;
import org.trellis.model.catalogue.ValueSyntax;
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
    private final Function<String, Boolean> writable;
    private final List<ObservedValue> values;
    private final Set<String> taken = new HashSet<>();
    private final Set<String> placedAlready = new HashSet<>();
    private final Set<String> siblingsDone = new HashSet<>();
    private final WlanConfigurations wlans = new WlanConfigurations();
    private final Map<Row, List<NativeValue>> aggregates = new LinkedHashMap<>();
    private final Map<String, Map<Integer, NativeValue>> lists = new LinkedHashMap<>();
    private final Map<String, Row> listRows = new LinkedHashMap<>();

    ReportTranslation(
            RowTable table,
            ObjectMapping objects,
            References references,
            Function<String, Boolean> writable,
            int size) {
        this.table = table;
        this.objects = objects;
        this.references = references;
        this.writable = writable;
        this.values = new ArrayList<>(size + size / 2);
    }

    List<ObservedValue> translate(List<NativeValue> report) {
        for (NativeValue value : report) {
            Indexed path = Indexed.of(value.path());
            List<Row> rows = path == null ? List.of() : table.bySource(path.template());
            if (path == null || rows.isEmpty()) {
                unknown(path, value);
                continue;
            }
            wlans.add(path, value);
            boolean placed = false;
            boolean later = false;
            for (Row row : rows) {
                placed |= place(row, path, value);
                later |= row.how() instanceof Row.OnRadio || row.how() instanceof Row.RadioStandard;
            }
            if (!placed && !later) {
                raw(value, rows.getFirst().nodes().source());
            } else if (placed && later) {
                placedAlready.add(value.path());
            }
        }
        lists.forEach(this::list);
        aggregates.forEach(this::aggregate);
        if (!wlans.isEmpty()) {
            new WlanTranslation(table, this, wlans).translate();
        }
        return values;
    }

    /**
     * @return whether the value, or what it is part of, is among the canonical values
     */
    private boolean place(Row row, Indexed path, NativeValue value) {
        return switch (row.how()) {
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
                    String target = row.target().fill(numbers);
                    listRows.putIfAbsent(target, row);
                    lists.computeIfAbsent(target, _ -> new LinkedHashMap<>()).put(position, value);
                }
                yield numbers != null;
            }
            case Row.Aggregate _ -> {
                aggregates.computeIfAbsent(row, _ -> new ArrayList<>()).add(value);
                yield true;
            }
            // what they tell together follows at the end; a write needs them one by one, too
            case Row.Security _,
                    Row.OnRadio _,
                    Row.RadioStandard _,
                    Row.FromBand _,
                    Row.Constant _,
                    Row.Peer _,
                    Row.Unsupported _ ->
                    false;
        };
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
        boolean placed = emit(row, row.target().fill(numbers), value, conversion, Quality.REPORTED);
        if (placed) {
            siblings(row, numbers, path.numbers(), value);
        }
        return placed;
    }

    /**
     * Adds one canonical value, unless the report holds it already or it cannot be converted.
     *
     * @param conversion of the native text in its canonical form
     */
    boolean emit(
            Row row,
            String target,
            NativeValue value,
            Function<String, Optional<String>> conversion,
            Quality quality) {
        CatalogueNode node = row.nodes().target();
        ValueSyntax syntax = node == null ? null : node.syntax();
        Optional<String> text = lexical(row, value).flatMap(conversion);
        if (syntax != null) {
            text = text.flatMap(syntax::canonical);
        }
        if (text.isEmpty() || !taken.add(target)) {
            return false;
        }
        values.add(
                new ObservedValue(
                        ParameterPath.of(target),
                        syntax == null ? value.type() : syntax.type(),
                        text.get(),
                        row.writable() && writable.apply(value.path()),
                        node != null && node.isSecret(),
                        value.path(),
                        quality));
        return true;
    }

    private static Optional<String> lexical(Row row, NativeValue value) {
        CatalogueNode source = row.nodes().source();
        ValueSyntax syntax = source == null ? null : source.syntax();
        return syntax == null
                ? Lexical.canonical(value.type(), value.text())
                : syntax.canonical(value.text());
    }

    /** Whether a value that also concerns the radio has found another place. */
    boolean isPlaced(NativeValue value) {
        return placedAlready.contains(value.path());
    }

    /** Adds a value that follows from others; it cannot be written by itself. */
    void derive(Row row, String target, String text, String sourcePath, Quality quality) {
        CatalogueNode node = row.nodes().target();
        if (taken.add(target)) {
            values.add(
                    new ObservedValue(
                            ParameterPath.of(target),
                            node == null
                                    ? ParameterType.STRING
                                    : node.type().orElse(ParameterType.STRING),
                            text,
                            row.writable(),
                            node != null && node.isSecret(),
                            sourcePath,
                            quality));
        }
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
            switch (sibling.how()) {
                case Row.Constant(Formula _, String text) ->
                        derive(
                                sibling,
                                sibling.target().fill(numbers),
                                text,
                                objectOf(value.path()),
                                Quality.ASSUMED);
                case Row.Peer peer -> {
                    long[] peerNumbers = peer.peer().forward(source);
                    if (peerNumbers != null) {
                        derive(
                                sibling,
                                sibling.target().fill(numbers),
                                peer.table() + peerNumbers[0],
                                objectOf(value.path()),
                                Quality.DERIVED);
                    }
                }
                case Row.Direct _,
                        Row.OnRadio _,
                        Row.RadioStandard _,
                        Row.FromBand _,
                        Row.Reference _,
                        Row.ListItem _,
                        Row.Aggregate _,
                        Row.Security _,
                        Row.Unsupported _ -> {
                    // not a sibling that can be told from here
                }
            }
        }
    }

    /** Items up to the last one that is set; unset ones in between keep their place. */
    private void list(String target, Map<Integer, NativeValue> items) {
        int last = 0;
        for (Map.Entry<Integer, NativeValue> item : items.entrySet()) {
            if (!item.getValue().text().isBlank()) {
                last = Math.max(last, item.getKey());
            }
        }
        List<String> texts = new ArrayList<>();
        for (int i = 1; i <= last; i++) {
            NativeValue item = items.get(i);
            texts.add(item == null ? "" : item.text().strip());
        }
        NativeValue first = items.values().iterator().next();
        Row row = Objects.requireNonNull(listRows.get(target));
        derive(row, target, String.join(",", texts), first.path(), Quality.DERIVED);
    }

    private void aggregate(Row row, List<NativeValue> parts) {
        long sum = 0;
        for (NativeValue part : parts) {
            Optional<String> text = lexical(row, part);
            if (text.isEmpty()) {
                raw(part, row.nodes().source());
            } else if (text.get().equals("true")) {
                sum++;
            } else if (!text.get().equals("false")) {
                sum += Long.parseLong(text.get());
            }
        }
        boolean isSum = row.how() instanceof Row.Aggregate(boolean s) && s;
        derive(
                row,
                row.target().text(),
                isSum ? Long.toString(sum) : Boolean.toString(sum > 0),
                parts.getFirst().path(),
                Quality.DERIVED);
    }

    /** A vendor parameter goes where its object goes; everything else keeps its own path. */
    private void unknown(@Nullable Indexed path, NativeValue value) {
        String vendor = path == null ? null : objects.canonicalVendor(value.path());
        Optional<ParameterPath> target =
                vendor == null ? Optional.empty() : Reporting.pathOf(vendor);
        if (target.isPresent() && taken.add(target.get().text())) {
            if (path != null) {
                wlans.add(path, value);
            }
            values.add(Reporting.taken(target.get(), null, value, writable.apply(value.path())));
        } else {
            raw(value, path == null ? null : table.nativeNode(path.template()));
        }
    }

    /** Keeps a value under its own path. */
    void raw(NativeValue value, @Nullable CatalogueNode node) {
        boolean secret = node == null ? Reporting.soundsSecret(value.path()) : node.isSecret();
        Reporting.raw(value, secret, writable.apply(value.path())).ifPresent(values::add);
    }

    private static String objectOf(String path) {
        return path.substring(0, path.lastIndexOf('.') + 1);
    }
}
