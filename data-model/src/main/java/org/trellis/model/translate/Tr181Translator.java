package org.trellis.model.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ErrorCode;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.ParameterType;
import org.trellis.model.PathError;
import org.trellis.model.PathExpression;
import org.trellis.model.SupportedModel;
import org.trellis.model.catalogue.Catalogue;
import org.trellis.model.catalogue.CatalogueNode;
import org.trellis.model.catalogue.RowCounts;
import org.trellis.model.catalogue.ValueSyntax;
import org.trellis.model.retired.RetiredNames;
import org.trellis.model.translate.command.CommandPlanner;

/**
 * A device that speaks TR-181 already: paths stay as they are, values take their canonical form,
 * types and secrets come from the catalogue, vendor parameters pass.
 */
public final class Tr181Translator implements ModelTranslator {

    private final Catalogue catalogue;
    private final RowCounts counts;
    private final CommandPlanner commands;

    public Tr181Translator(Catalogue catalogue) {
        this.catalogue = catalogue;
        this.counts = new RowCounts(catalogue);
        this.commands = new CommandPlanner(this, catalogue);
    }

    @Override
    public DataModelRoot root() {
        return DataModelRoot.TR_181;
    }

    @Override
    public ModelTranslator of(SupportedModel model) {
        RetiredNames used = RetiredNames.all().in(model);
        return used.isEmpty() ? this : new RetiredTranslator(this, catalogue, used, model);
    }

    @Override
    public Translated<List<PathExpression>> toNativeReads(PathExpression canonical) {
        String text = canonical.text();
        if (!text.startsWith(DataModelRoot.TR_181.prefix())) {
            return notOfRoot(text);
        }
        if (text.endsWith("()") || text.endsWith("!")) {
            return refused(text, ErrorCode.INVALID_PATH, "commands and events have no value");
        }
        return new Translated.Ok<>(List.of(Expressions.withoutSearches(canonical)));
    }

    @Override
    public Translated<List<NativeValue>> toNativeWrites(
            Map<ParameterPath, String> canonical, Function<String, Optional<String>> current) {
        List<NativeValue> writes = new ArrayList<>();
        List<PathError> errors = new ArrayList<>();
        canonical.forEach((path, value) -> {
            if (!path.root().equals(DataModelRoot.TR_181.prefix())) {
                errors.add(outside(path.text()));
                return;
            }
            if (!path.isParameter()) {
                errors.add(PathError.of(path.text(), ErrorCode.INVALID_PATH, "not a parameter"));
                return;
            }
            ValueSyntax syntax =
                    catalogue.node(path).flatMap(CatalogueNode::valueSyntax).orElse(null);
            ParameterType type = syntax == null ? ParameterType.STRING : syntax.type();
            Optional<String> text = syntax == null ? Optional.of(value) : syntax.canonical(value);
            if (text.isEmpty()) {
                errors.add(
                        PathError.of(
                                path.text(),
                                ErrorCode.INVALID_TYPE,
                                "not of type " + type.label()));
                return;
            }
            writes.add(new NativeValue(path.text(), type, text.get()));
        });
        return errors.isEmpty() ? new Translated.Ok<>(writes) : new Translated.Refused<>(errors);
    }

    @Override
    public RowCounts rowCounts() {
        return counts;
    }

    @Override
    public CommandPlanner commands() {
        return commands;
    }

    @Override
    public List<ObservedValue> toCanonical(
            List<NativeValue> report, Function<String, Boolean> writable) {
        List<ObservedValue> values = new ArrayList<>(report.size());
        for (NativeValue value : report) {
            Reporting.pathOf(value.path())
                    .map(path ->
                            Reporting.taken(path, node(path), value, writable.apply(value.path())))
                    .ifPresent(values::add);
        }
        return values;
    }

    /** What was given up still has a type and may be a secret. */
    private @Nullable CatalogueNode node(ParameterPath path) {
        String template = path.template();
        return catalogue.node(template).or(() -> catalogue.retired(template)).orElse(null);
    }

    @Override
    public Translated<ParameterPath> toNativeTable(
            ParameterPath canonicalTable, Map<String, String> values) {
        return object(canonicalTable);
    }

    @Override
    public Translated<ParameterPath> toNativeObject(ParameterPath canonicalRow) {
        return object(canonicalRow);
    }

    private static Translated<ParameterPath> object(ParameterPath path) {
        if (!path.root().equals(DataModelRoot.TR_181.prefix())) {
            return notOfRoot(path.text());
        }
        return path.isObject()
                ? new Translated.Ok<>(path)
                : refused(path.text(), ErrorCode.INVALID_PATH, "not an object");
    }

    @Override
    public Optional<ParameterPath> toCanonicalObject(ParameterPath nativeObject) {
        return nativeObject.isObject() ? Optional.of(nativeObject) : Optional.empty();
    }

    @Override
    public List<ParameterPath> toCanonicalPaths(String nativePath) {
        return ParameterPath.parse(nativePath).map(List::of).orElse(List.of());
    }

    private static <T> Translated<T> notOfRoot(String path) {
        return new Translated.Refused<>(List.of(outside(path)));
    }

    private static PathError outside(String path) {
        return PathError.of(path, ErrorCode.INVALID_PATH, "not below Device.");
    }

    private static <T> Translated<T> refused(String path, ErrorCode code, String message) {
        return new Translated.Refused<>(List.of(PathError.of(path, code, message)));
    }
}
