package org.trellis.model.translate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.ParameterType;
import org.trellis.model.Quality;
import org.trellis.model.SecretNames;
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
    private final CollectedValues collected = new CollectedValues(this);

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
        collected.finish();
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
                    collected.listItem(row, row.target().fill(numbers), position, value);
                }
                yield numbers != null;
            }
            case Row.ListRows rows -> listRows(row, rows, path, value);
            case Row.Aggregate _ -> {
                collected.aggregate(row, value);
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
            derive(row, row.target().fill(numbers), items.get(i), value.path(), Quality.DERIVED);
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

    /** The native text in its canonical form; empty if it is not of its type. */
    static Optional<String> lexical(Row row, NativeValue value) {
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
                        Row.ListRows _,
                        Row.Aggregate _,
                        Row.Security _,
                        Row.Unsupported _ -> {
                    // not a sibling that can be told from here
                }
            }
        }
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
        boolean secret = node == null ? SecretNames.soundsSecret(value.path()) : node.isSecret();
        Reporting.raw(value, secret, writable.apply(value.path())).ifPresent(values::add);
    }

    private static String objectOf(String path) {
        return path.substring(0, path.lastIndexOf('.') + 1);
    }
}
