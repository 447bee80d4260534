package org.trellis.model.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ErrorCode;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.ParameterType;
import org.trellis.model.PathError;
import org.trellis.model.PathExpression;
import org.trellis.model.catalogue.Catalogue;
import org.trellis.model.catalogue.CatalogueNode;

/** A device that speaks TR-098. */
public final class Tr098Translator implements ModelTranslator {

    private final Catalogue nativeCatalogue;

    public Tr098Translator(Catalogue nativeCatalogue) {
        this.nativeCatalogue = nativeCatalogue;
    }

    static Tr098Translator standard() {
        return Holder.STANDARD;
    }

    @Override
    public DataModelRoot root() {
        return DataModelRoot.TR_098;
    }

    @Override
    public Translated<List<PathExpression>> toNativeReads(PathExpression canonical) {
        return isNative(canonical.text())
                ? new Translated.Ok<>(List.of(Expressions.withoutSearches(canonical)))
                : refused(canonical.text());
    }

    @Override
    public Translated<List<NativeValue>> toNativeWrites(
            Map<ParameterPath, String> canonical, Function<String, Optional<String>> current) {
        List<NativeValue> writes = new ArrayList<>();
        List<PathError> errors = new ArrayList<>();
        canonical.forEach((path, value) -> {
            if (isNative(path.text())) {
                ParameterType type =
                        nativeCatalogue
                                .node(path)
                                .flatMap(CatalogueNode::type)
                                .orElse(ParameterType.STRING);
                writes.add(new NativeValue(path.text(), type, value));
            } else {
                errors.add(unsupported(path.text()));
            }
        });
        return errors.isEmpty() ? new Translated.Ok<>(writes) : new Translated.Refused<>(errors);
    }

    @Override
    public List<ObservedValue> toCanonical(
            List<NativeValue> report, Function<String, Boolean> writable) {
        List<ObservedValue> values = new ArrayList<>(report.size());
        for (NativeValue value : report) {
            Reporting.raw(value, true, writable.apply(value.path())).ifPresent(values::add);
        }
        return values;
    }

    @Override
    public Translated<ParameterPath> toNativeTable(
            ParameterPath canonicalTable, Map<String, String> values) {
        return toNativeObject(canonicalTable);
    }

    @Override
    public Translated<ParameterPath> toNativeObject(ParameterPath canonicalRow) {
        return isNative(canonicalRow.text())
                ? new Translated.Ok<>(canonicalRow)
                : refused(canonicalRow.text());
    }

    @Override
    public Optional<ParameterPath> toCanonicalObject(ParameterPath nativeObject) {
        return nativeObject.isObject() ? Optional.of(nativeObject) : Optional.empty();
    }

    @Override
    public List<ParameterPath> toCanonicalPaths(String nativePath) {
        return ParameterPath.parse(nativePath).map(List::of).orElse(List.of());
    }

    private static boolean isNative(String path) {
        return path.startsWith(DataModelRoot.TR_098.prefix());
    }

    private static <T> Translated<T> refused(String path) {
        return new Translated.Refused<>(List.of(unsupported(path)));
    }

    private static PathError unsupported(String path) {
        return PathError.of(path, ErrorCode.NOT_SUPPORTED, "has no counterpart in TR-098");
    }

    /** Loads the catalogue at first use. */
    private static final class Holder {
        static final Tr098Translator STANDARD =
                new Tr098Translator(Catalogue.of(DataModelRoot.TR_098));
    }
}
