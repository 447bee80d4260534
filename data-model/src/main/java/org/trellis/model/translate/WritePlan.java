package org.trellis.model.translate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ErrorCode;
import org.trellis.model.ParameterPath;
import org.trellis.model.ParameterType;
import org.trellis.model.PathError;
import org.trellis.model.catalogue.Catalogue;
import org.trellis.model.catalogue.CatalogueNode;
import org.trellis.model.catalogue.ValueSyntax;
import org.trellis.model.translate.PathTemplate.Indexed;

/**
 * Canonical writes on their way to one ordered set of TR-098 writes. Collects every error rather
 * than the first. Used once, by one thread.
 */
final class WritePlan {

    private static final Set<String> OFF = Set.of("false", "0");

    private final RowTable table;
    private final ObjectMapping objects;
    private final References references;
    private final Catalogue nativeCatalogue;
    private final Function<String, Optional<String>> current;
    private final LateWrites late;
    private final ListWrites lists;
    private final PresentValues present;
    private final Map<String, NativeValue> writes = new LinkedHashMap<>();
    private final Map<String, NativeValue> secrets = new LinkedHashMap<>();
    private final List<PathError> errors = new ArrayList<>();

    WritePlan(
            RowTable table,
            ObjectMapping objects,
            References references,
            Catalogue nativeCatalogue,
            Function<String, Optional<String>> current) {
        this.table = table;
        this.objects = objects;
        this.references = references;
        this.nativeCatalogue = nativeCatalogue;
        this.current = current;
        this.late = new LateWrites(this, references, current);
        this.lists = new ListWrites(this, table, current);
        this.present = new PresentValues(table, current);
    }

    Translated<List<NativeValue>> plan(Map<ParameterPath, String> canonical) {
        WlanWrites wlans = new WlanWrites(table, this, current);
        canonical.forEach((path, value) -> write(path, value, wlans));
        wlans.finish();
        if (!errors.isEmpty()) {
            return new Translated.Refused<>(errors);
        }
        // one call carries the mode and the key; the key comes last
        List<NativeValue> ordered = new ArrayList<>(writes.values());
        ordered.addAll(secrets.values());
        return new Translated.Ok<>(ordered);
    }

    private void write(ParameterPath path, String value, WlanWrites wlans) {
        if (!path.isParameter()) {
            refuse(path.text(), ErrorCode.INVALID_PATH, "not a parameter");
            return;
        }
        if (path.root().equals(DataModelRoot.TR_098.prefix())) {
            put(path.text(), path.text(), value);
            return;
        }
        Indexed target = Indexed.of(path.text());
        List<Row> rows = target == null ? List.of() : table.byTarget(target.template());
        if (target == null || rows.isEmpty()) {
            String vendor = objects.nativeVendor(path.text());
            if (vendor == null) {
                refuse(path.text(), ErrorCode.NOT_SUPPORTED, "has no counterpart in TR-098");
            } else {
                put(path.text(), vendor, value);
            }
            return;
        }
        Optional<String> text = canonicalText(rows.getFirst(), value);
        if (text.isEmpty()) {
            refuse(path.text(), ErrorCode.INVALID_TYPE, "not of the type of this parameter");
            return;
        }
        for (Row row : rows) {
            if (tryRow(row, path.text(), target.numbers(), text.get(), wlans)) {
                return;
            }
        }
        refuseRow(path.text(), target.numbers(), rows);
    }

    private static Optional<String> canonicalText(Row row, String value) {
        CatalogueNode node = row.nodes().target();
        ValueSyntax syntax = node == null ? null : node.syntax();
        return syntax == null ? Optional.of(value) : syntax.canonical(value);
    }

    /**
     * @return whether the row is the one for this instance: written, or refused with its reason
     */
    private boolean tryRow(Row row, String path, long[] numbers, String text, WlanWrites wlans) {
        return switch (row.how()) {
            case Row.Direct(Formula formula, Conversion conversion) -> {
                long[] source = formula.inverse(numbers);
                if (source == null || !row.writable()) {
                    yield false;
                }
                if (row.transform().equals("clone-mac") && present.isElsewhere(row, numbers)) {
                    yield false;
                }
                String nativePath = present.holder(row, source);
                Optional<String> value =
                        present.unchanged(row, nativePath, conversion, text)
                                .or(() -> conversion.toNative().apply(text));
                convert(path, nativePath, value, row);
                if (row.transform().equals("clone-mac")) {
                    enable(path, nativePath + "Override");
                }
                yield true;
            }
            case Row.Reference(Formula formula) -> {
                long[] source = formula.inverse(numbers);
                if (source == null || !row.writable()) {
                    yield false;
                }
                convert(path, row.source().fill(source), references.toNative(text), row);
                yield true;
            }
            case Row.ListItem(Formula formula, int _) -> {
                long[] source = formula.inverse(numbers);
                if (source == null || !row.writable()) {
                    yield false;
                }
                lists.whole(path, row, source, text);
                yield true;
            }
            case Row.ListRows rows -> {
                long[] source = rows.source(numbers);
                if (source != null) {
                    lists.item(path, row, source, text);
                }
                yield source != null;
            }
            case Row.OnRadio(Conversion conversion) -> {
                if (row.writable()) {
                    wlans.radio(path, row, numbers[0], conversion.toNative().apply(text));
                }
                yield row.writable();
            }
            case Row.Security _ -> row.writable() && wlans.security(path, row, numbers, text);
            case Row.Constant(Formula formula, String constant) ->
                    formula.inverse(numbers) != null && text.equals(constant);
            case Row.Peer(Formula formula, PathTemplate peerRow, Formula peer, boolean _) -> {
                long[] source = formula.inverse(numbers);
                long[] expected = source == null ? null : peer.forward(source);
                yield expected != null && text.equals(peerRow.fill(expected));
            }
            case Row.LanInterface(Formula formula) -> {
                long[] source = formula.inverse(numbers);
                yield source != null && text.equals(table.lanInterfaceReference(source[0]));
            }
            case Row.Trigger(Formula formula) -> {
                long[] source = formula.inverse(numbers);
                if (source != null) {
                    put(path, row.source().fill(source), text);
                }
                yield source != null;
            }
            case Late how -> late.write(row, how, path, numbers, text);
            case Row.RadioStandard _,
                    Row.FromBand _,
                    Row.Aggregate _,
                    Row.Selected _,
                    Row.Command _,
                    Row.Refused _ ->
                    false;
        };
    }

    private void convert(String path, String nativePath, Optional<String> text, Row row) {
        if (text.isEmpty()) {
            refuse(
                    path,
                    ErrorCode.INVALID_VALUE,
                    "this value has no counterpart in TR-098 (" + row.transform() + ")");
            return;
        }
        put(path, nativePath, text.get());
    }

    /** Switches on what is known to be off, without which the write would do nothing. */
    void enable(String path, String nativePath) {
        if (current.apply(nativePath).filter(OFF::contains).isPresent()) {
            put(path, nativePath, "true");
        }
    }

    /** Adds one native write. */
    void put(String path, String nativePath, String value) {
        CatalogueNode node = nodeOf(nativePath);
        ValueSyntax syntax = node == null ? null : node.syntax();
        Optional<String> text = syntax == null ? Optional.of(value) : syntax.canonical(value);
        if (text.isEmpty()) {
            refuse(path, ErrorCode.INVALID_TYPE, "not of the type of " + nativePath);
            return;
        }
        NativeValue write =
                new NativeValue(
                        nativePath,
                        syntax == null ? ParameterType.STRING : syntax.type(),
                        text.get());
        Map<String, NativeValue> destination = node != null && node.isSecret() ? secrets : writes;
        NativeValue before = destination.putIfAbsent(nativePath, write);
        if (before != null && !before.text().equals(write.text())) {
            refuse(
                    path,
                    ErrorCode.INVALID_VALUE,
                    "contradicts another value of this request: both are " + nativePath);
        }
    }

    /** Takes back what this request writes to a native parameter so far; null if it does not. */
    @Nullable NativeValue takeBack(String nativePath) {
        return writes.remove(nativePath);
    }

    /** Whether this request already writes a native parameter. */
    boolean isWritten(String nativePath) {
        return writes.containsKey(nativePath);
    }

    private @Nullable CatalogueNode nodeOf(String nativePath) {
        Indexed indexed = Indexed.of(nativePath);
        return indexed == null ? null : nativeCatalogue.node(indexed.template()).orElse(null);
    }

    void refuse(String path, ErrorCode code, String message) {
        errors.add(PathError.of(path, code, message));
    }

    /** The row that concerns this instance decides the reason. */
    private void refuseRow(String path, long[] numbers, List<Row> rows) {
        Row concerned = rows.getFirst();
        for (Row row : rows) {
            Formula formula = Formula.parse(row.instance());
            if (formula != null
                    && formula.targets() == numbers.length
                    && formula.inverse(numbers) != null) {
                concerned = row;
                break;
            }
        }
        if (concerned.how() instanceof Row.Refused(String reason)) {
            refuse(path, ErrorCode.NOT_SUPPORTED, reason);
        } else if (!concerned.writable()) {
            refuse(path, ErrorCode.NOT_WRITABLE, "read-only on a device that speaks TR-098");
        } else {
            refuse(path, ErrorCode.INVALID_PATH, "no TR-098 instance has this number");
        }
    }
}
