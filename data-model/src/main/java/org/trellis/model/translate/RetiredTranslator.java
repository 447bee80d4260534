package org.trellis.model.translate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ErrorCode;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.ParameterType;
import org.trellis.model.PathError;
import org.trellis.model.PathExpression;
import org.trellis.model.Quality;
import org.trellis.model.SupportedModel;
import org.trellis.model.SupportedObjects;
import org.trellis.model.catalogue.Catalogue;
import org.trellis.model.catalogue.CatalogueNode;
import org.trellis.model.catalogue.Lexical;
import org.trellis.model.catalogue.RowCounts;
import org.trellis.model.retired.RetiredName;
import org.trellis.model.retired.RetiredName.Change;
import org.trellis.model.retired.RetiredNames;
import org.trellis.model.retired.RetiredValues;
import org.trellis.model.translate.command.CommandPlanner;

/**
 * A device of an earlier version of TR-181, or one that spells some of it its own way: what it
 * keeps under other names is read and written under those of today.
 */
final class RetiredTranslator implements ModelTranslator {

    private final Tr181Translator plain;
    private final Catalogue catalogue;
    private final RetiredNames names;
    private final SupportedObjects objects;

    RetiredTranslator(
            Tr181Translator plain, Catalogue catalogue, RetiredNames names, SupportedModel model) {
        this.plain = plain;
        this.catalogue = catalogue;
        this.names = names;
        this.objects = new SupportedObjects(model);
    }

    @Override
    public DataModelRoot root() {
        return plain.root();
    }

    @Override
    public Translated<List<PathExpression>> toNativeReads(PathExpression canonical) {
        Optional<RetiredName> retired =
                names.old(canonical.template()).filter(RetiredName::isRenamed);
        if (retired.isPresent()) {
            String why = "is " + retired.get().now() + " today";
            return new Translated.Refused<>(
                    List.of(PathError.of(canonical.text(), ErrorCode.INVALID_PATH, why)));
        }
        Translated<List<PathExpression>> plainly = plain.toNativeReads(canonical);
        if (!(plainly instanceof Translated.Ok<List<PathExpression>>(List<PathExpression> same))) {
            return plainly;
        }
        Set<PathExpression> reads = new LinkedHashSet<>();
        for (PathExpression path : same) {
            List<String> olds = path.isPartial() ? within(path) : olds(path);
            if (olds.isEmpty() || (path.isPartial() && objects.mayHave(path.template()))) {
                reads.add(path);
            }
            olds.stream().map(PathExpression::of).forEach(reads::add);
        }
        return new Translated.Ok<>(List.copyOf(reads));
    }

    private List<String> olds(PathExpression path) {
        return names.now(path.template()).stream()
                .flatMap(name -> name.toOld(path.text()).stream())
                .toList();
    }

    /** The old objects that hold something of an object; none that another one holds. */
    private List<String> within(PathExpression object) {
        List<String> found =
                names.names().stream()
                        .flatMap(name -> name.within(object.text()).stream())
                        .distinct()
                        .sorted()
                        .toList();
        List<String> outermost = new ArrayList<>();
        for (String path : found) {
            if (outermost.stream().noneMatch(path::startsWith) && !path.startsWith(object.text())) {
                outermost.add(path);
            }
        }
        return outermost;
    }

    @Override
    public Translated<List<NativeValue>> toNativeWrites(
            Map<ParameterPath, String> canonical, Function<String, Optional<String>> current) {
        List<NativeValue> writes = new ArrayList<>();
        List<PathError> errors = new ArrayList<>();
        Map<ParameterPath, String> others = new LinkedHashMap<>();
        canonical.forEach((path, value) -> {
            List<RetiredName> used =
                    names.now(path.template()).stream()
                            .filter(name -> name.toOld(path.text()).isPresent())
                            .toList();
            if (used.isEmpty()) {
                others.put(path, value);
            } else {
                switch (plain.toNativeWrites(Map.of(path, value), current)) {
                    case Translated.Refused<List<NativeValue>>(List<PathError> why) ->
                            errors.addAll(why);
                    case Translated.Ok<List<NativeValue>>(List<NativeValue> plainly) ->
                            write(path, plainly.getFirst().text(), used, writes, errors);
                }
            }
        });
        if (!others.isEmpty()) {
            switch (plain.toNativeWrites(others, current)) {
                case Translated.Refused<List<NativeValue>>(List<PathError> why) ->
                        errors.addAll(why);
                case Translated.Ok<List<NativeValue>>(List<NativeValue> plainly) ->
                        writes.addAll(0, plainly);
            }
        }
        return errors.isEmpty() ? new Translated.Ok<>(writes) : new Translated.Refused<>(errors);
    }

    @Override
    public boolean keepsOtherwise(ParameterPath canonical) {
        return !olds(PathExpression.of(canonical)).isEmpty();
    }

    private void write(
            ParameterPath path,
            String text,
            List<RetiredName> used,
            List<NativeValue> writes,
            List<PathError> errors) {
        List<String> items = Lexical.items(text);
        boolean list = used.getFirst().change() instanceof Change.Item;
        if (list && items.size() > used.size()) {
            errors.add(
                    PathError.of(
                            path.text(),
                            ErrorCode.INVALID_VALUE,
                            "the device takes at most " + used.size()));
            return;
        }
        for (RetiredName name : used) {
            Optional<CatalogueNode> node =
                    catalogue.retired(name.old()).or(() -> catalogue.node(name.now()));
            if (!node.map(n -> n.access().isWritable()).orElse(false)) {
                errors.add(
                        PathError.of(
                                path.text(),
                                ErrorCode.NOT_WRITABLE,
                                "is " + name.old() + " on this device, which only reads"));
                return;
            }
            Optional<String> old = RetiredValues.toOld(name.change(), text);
            if (old.isEmpty()) {
                errors.add(
                        PathError.of(
                                path.text(),
                                ErrorCode.NOT_SUPPORTED,
                                "cannot be said by " + name.old() + " of this device"));
                return;
            }
            writes.add(
                    new NativeValue(
                            name.toOld(path.text()).orElseThrow(),
                            node.flatMap(CatalogueNode::type).orElse(ParameterType.STRING),
                            old.get()));
        }
    }

    @Override
    public RowCounts rowCounts() {
        return plain.rowCounts();
    }

    @Override
    public CommandPlanner commands() {
        return plain.commands();
    }

    @Override
    public List<ObservedValue> toCanonical(
            List<NativeValue> report, Function<String, Boolean> writable) {
        List<NativeValue> others = new ArrayList<>(report.size());
        List<ObservedValue> renamed = new ArrayList<>();
        Map<String, NavigableMap<Integer, NativeValue>> lists = new LinkedHashMap<>();
        for (NativeValue value : report) {
            Optional<RetiredName> name =
                    ParameterPath.parse(value.path()).flatMap(p -> names.old(p.template()));
            if (name.isEmpty()) {
                others.add(value);
                continue;
            }
            String now = name.get().toNow(value.path());
            if (name.get().change() instanceof Change.Item(int position)) {
                lists.computeIfAbsent(now, _ -> new TreeMap<>()).put(position, value);
            } else {
                String text = RetiredValues.toNow(name.get().change(), value.text());
                boolean same =
                        switch (name.get().change()) {
                            case Change.Same _ -> true;
                            case Change.TransitionMode _ -> text.equals(value.text());
                            case Change.Item _,
                                    Change.MacAsBase64 _,
                                    Change.DslMask _,
                                    Change.TlsAsTransport _ ->
                                    false;
                        };
                renamed.add(
                        renamed(
                                now,
                                text,
                                value,
                                writable,
                                same ? Quality.REPORTED : Quality.DERIVED));
            }
        }
        lists.forEach((now, items) -> {
            if (items.size() == names.now(ParameterPath.of(now).template()).size()) {
                String all =
                        String.join(
                                ",",
                                items.values().stream()
                                        .map(v -> v.text().strip())
                                        .filter(t -> !t.isEmpty())
                                        .toList());
                NativeValue first = items.firstEntry().getValue();
                renamed.add(renamed(now, all, first, writable, Quality.DERIVED));
            } else {
                // A part of a list does not tell the whole.
                others.addAll(items.values());
            }
        });
        List<ObservedValue> values = new ArrayList<>(plain.toCanonical(others, writable));
        values.addAll(renamed);
        return values;
    }

    private ObservedValue renamed(
            String now,
            String text,
            NativeValue old,
            Function<String, Boolean> writable,
            Quality quality) {
        ObservedValue value =
                Reporting.taken(
                        ParameterPath.of(now),
                        catalogue.node(ParameterPath.of(now)).orElse(null),
                        new NativeValue(now, old.type(), text),
                        writable.apply(old.path()));
        return new ObservedValue(
                value.path(),
                value.type(),
                value.text(),
                value.writable(),
                value.secret(),
                old.path(),
                value.quality() == Quality.RAW ? Quality.RAW : quality);
    }

    @Override
    public Translated<ParameterPath> toNativeTable(
            ParameterPath canonicalTable, Map<String, String> values) {
        return plain.toNativeTable(canonicalTable, values);
    }

    @Override
    public Translated<ParameterPath> toNativeObject(ParameterPath canonicalRow) {
        return plain.toNativeObject(canonicalRow);
    }

    @Override
    public Optional<ParameterPath> toCanonicalObject(ParameterPath nativeObject) {
        return plain.toCanonicalObject(nativeObject);
    }

    @Override
    public List<ParameterPath> toCanonicalPaths(String nativePath) {
        return plain.toCanonicalPaths(nativePath).stream()
                .map(path ->
                        names.old(path.template())
                                .map(name -> ParameterPath.of(name.toNow(path.text())))
                                .orElse(path))
                .toList();
    }
}
