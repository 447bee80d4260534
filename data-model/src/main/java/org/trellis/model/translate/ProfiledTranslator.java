package org.trellis.model.translate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ErrorCode;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.ParameterType;
import org.trellis.model.PathError;
import org.trellis.model.PathExpression;
import org.trellis.model.Quality;
import org.trellis.model.SupportedModel;
import org.trellis.model.catalogue.CatalogueNode;
import org.trellis.model.catalogue.RowCounts;
import org.trellis.model.profile.Adaptation;
import org.trellis.model.profile.ParameterRule;
import org.trellis.model.profile.ProfileException;
import org.trellis.model.translate.PathTemplate.Indexed;
import org.trellis.model.translate.command.CommandPlanner;

/**
 * A device that speaks TR-181 and keeps some of it in parameters of its own: what the rules do not
 * concern is left to the translator that it wraps.
 */
final class ProfiledTranslator implements ModelTranslator {

    private final ModelTranslator standard;
    private final CommandPlanner commands;
    private final Map<String, Rule> bySource;
    private final Map<String, Rule> byTarget;

    /** A parameter of the device and the canonical one that it holds. */
    private record Rule(
            PathTemplate source,
            PathTemplate target,
            Formula formula,
            Conversion conversion,
            boolean writable,
            Row.Nodes nodes) {

        boolean isSecret() {
            return Stream.of(nodes.source(), nodes.target())
                    .anyMatch(node -> node != null && node.isSecret());
        }
    }

    /**
     * @throws ProfileException if a rule does not fit the models
     */
    ProfiledTranslator(ModelTranslator standard, Adaptation adaptation, RuleCheck check)
            throws ProfileException {
        this(standard, new HashMap<>(), new LinkedHashMap<>());
        for (ParameterRule rule : adaptation.parameters()) {
            if (rule.root() == standard.root()) {
                RulePlace place = RulePlace.of(rule);
                Row.Nodes nodes = check.nodes(rule, place);
                CatalogueNode target = Objects.requireNonNull(nodes.target());
                Rule made =
                        new Rule(
                                place.source(),
                                place.target(),
                                Objects.requireNonNull(Formula.parse(place.instance())),
                                RuleConversions.of(rule.value(), target),
                                !rule.readOnly()
                                        && target.access().isWritable()
                                        && RuleConversions.isReversible(rule.value()),
                                nodes);
                bySource.put(made.source().text(), made);
                byTarget.put(made.target().text(), made);
            }
        }
    }

    private ProfiledTranslator(
            ModelTranslator standard, Map<String, Rule> bySource, Map<String, Rule> byTarget) {
        this.standard = standard;
        this.commands = standard.commands().by(this);
        this.bySource = bySource;
        this.byTarget = byTarget;
    }

    @Override
    public DataModelRoot root() {
        return standard.root();
    }

    @Override
    public ModelTranslator of(SupportedModel model) {
        ModelTranslator special = standard.of(model);
        return special == standard ? this : new ProfiledTranslator(special, bySource, byTarget);
    }

    @Override
    public Translated<List<PathExpression>> toNativeReads(PathExpression canonical) {
        PathExpression wanted = Expressions.withoutSearches(canonical);
        List<PathExpression> own = new ArrayList<>();
        for (Rule rule : byTarget.values()) {
            long[] numbers = rule.target().match(wanted.segments(), wanted.isPartial());
            long[] source = numbers == null ? null : rule.formula().inverse(numbers);
            if (source != null) {
                own.add(PathExpression.of(rule.source().fill(source)));
            }
        }
        if (own.isEmpty()) {
            return standard.toNativeReads(canonical);
        }
        if (!wanted.isPartial()) {
            return new Translated.Ok<>(own);
        }
        return switch (standard.toNativeReads(canonical)) {
            case Translated.Ok<List<PathExpression>>(List<PathExpression> others) -> {
                List<PathExpression> all = new ArrayList<>(others);
                for (PathExpression path : own) {
                    if (others.stream().noneMatch(o -> path.text().startsWith(o.text()))) {
                        all.add(path);
                    }
                }
                yield new Translated.Ok<>(all);
            }
            case Translated.Refused<List<PathExpression>> refused -> refused;
        };
    }

    @Override
    public Translated<List<NativeValue>> toNativeWrites(
            Map<ParameterPath, String> canonical, Function<String, Optional<String>> current) {
        Map<ParameterPath, String> others = new LinkedHashMap<>();
        List<NativeValue> writes = new ArrayList<>();
        List<PathError> errors = new ArrayList<>();
        canonical.forEach((path, value) -> {
            Rule rule = byTarget.get(path.template());
            long[] source = rule == null ? null : sourceOf(rule, path);
            if (rule == null || source == null) {
                others.put(path, value);
            } else {
                write(rule, rule.source().fill(source), path.text(), value, writes, errors);
            }
        });
        if (!others.isEmpty()) {
            switch (standard.toNativeWrites(others, current)) {
                case Translated.Ok<List<NativeValue>>(List<NativeValue> more) ->
                        writes.addAll(more);
                case Translated.Refused<List<NativeValue>>(List<PathError> more) ->
                        errors.addAll(more);
            }
        }
        return errors.isEmpty() ? new Translated.Ok<>(writes) : new Translated.Refused<>(errors);
    }

    private static long @Nullable [] sourceOf(Rule rule, ParameterPath path) {
        Indexed target = Indexed.of(path.text());
        return target == null ? null : rule.formula().inverse(target.numbers());
    }

    private static void write(
            Rule rule,
            String nativePath,
            String path,
            String value,
            List<NativeValue> writes,
            List<PathError> errors) {
        if (!rule.writable()) {
            errors.add(PathError.of(path, ErrorCode.NOT_WRITABLE, "read-only on this device"));
            return;
        }
        Optional<String> text =
                syntax(rule.nodes().target(), value).flatMap(rule.conversion().toNative());
        Optional<String> form = text.flatMap(t -> syntax(rule.nodes().source(), t));
        if (form.isEmpty()) {
            errors.add(
                    PathError.of(path, ErrorCode.INVALID_VALUE, "this device has no such value"));
            return;
        }
        ParameterType type =
                Optional.ofNullable(rule.nodes().source())
                        .flatMap(CatalogueNode::type)
                        .orElse(ParameterType.STRING);
        writes.add(new NativeValue(nativePath, type, form.get()));
    }

    private static Optional<String> syntax(@Nullable CatalogueNode node, String text) {
        return node == null || node.syntax() == null
                ? Optional.of(text)
                : node.syntax().canonical(text);
    }

    @Override
    public RowCounts rowCounts() {
        return standard.rowCounts();
    }

    @Override
    public CommandPlanner commands() {
        return commands;
    }

    @Override
    public List<ObservedValue> toCanonical(
            List<NativeValue> report, Function<String, Boolean> writable) {
        return translate(report, writable, standard::toCanonical);
    }

    @Override
    public List<ObservedValue> toCanonical(
            List<NativeValue> report, Function<String, Boolean> writable, Instant observedAt) {
        return translate(report, writable, (rest, w) -> standard.toCanonical(rest, w, observedAt));
    }

    private List<ObservedValue> translate(
            List<NativeValue> report,
            Function<String, Boolean> writable,
            BiFunction<List<NativeValue>, Function<String, Boolean>, List<ObservedValue>> others) {
        List<NativeValue> rest = new ArrayList<>(report.size());
        List<ObservedValue> own = new ArrayList<>();
        Set<ParameterPath> told = new HashSet<>();
        for (NativeValue value : report) {
            Optional<Placed> placed = placed(value.path());
            if (placed.isEmpty()) {
                rest.add(value);
                continue;
            }
            boolean mayWrite = writable.apply(value.path());
            Optional<ObservedValue> observed = observed(placed.get(), value, mayWrite);
            if (observed.isPresent() && told.add(observed.get().path())) {
                own.add(observed.get());
            } else {
                Reporting.raw(value, placed.get().rule().isSecret(), mayWrite).ifPresent(own::add);
            }
        }
        List<ObservedValue> all = new ArrayList<>(report.size());
        for (ObservedValue value : others.apply(rest, writable)) {
            if (!told.contains(value.path())) {
                all.add(value);
            }
        }
        all.addAll(own);
        return all;
    }

    /** Empty for what the rule does not understand, or the canonical parameter cannot have. */
    private static Optional<ObservedValue> observed(
            Placed placed, NativeValue value, boolean writable) {
        Rule rule = placed.rule();
        CatalogueNode target = Objects.requireNonNull(rule.nodes().target());
        return syntax(rule.nodes().source(), value.text())
                .flatMap(said ->
                        rule.conversion()
                                .toCanonical()
                                .apply(said)
                                .flatMap(text -> syntax(target, text))
                                .map(meant ->
                                        new ObservedValue(
                                                placed.path(),
                                                target.type().orElse(ParameterType.STRING),
                                                meant,
                                                rule.writable() && writable,
                                                target.isSecret(),
                                                value.path(),
                                                Reporting.isPossible(rule.nodes(), said, meant)
                                                        ? Quality.REPORTED
                                                        : Quality.RAW)));
    }

    @Override
    public Translated<ParameterPath> toNativeTable(
            ParameterPath canonicalTable, Map<String, String> values) {
        return standard.toNativeTable(canonicalTable, values);
    }

    @Override
    public Translated<ParameterPath> toNativeObject(ParameterPath canonicalRow) {
        return standard.toNativeObject(canonicalRow);
    }

    @Override
    public Optional<ParameterPath> toCanonicalObject(ParameterPath nativeObject) {
        return standard.toCanonicalObject(nativeObject);
    }

    @Override
    public List<ParameterPath> toCanonicalPaths(String nativePath) {
        return placed(nativePath)
                .map(placed -> List.of(placed.path()))
                .orElseGet(() -> standard.toCanonicalPaths(nativePath));
    }

    /** The rule for a parameter of the device, and where that puts it. */
    private record Placed(Rule rule, ParameterPath path) {}

    private Optional<Placed> placed(String nativePath) {
        Indexed path = Indexed.of(nativePath);
        Rule rule = path == null ? null : bySource.get(path.template());
        if (path == null || rule == null) {
            return Optional.empty();
        }
        long[] numbers = rule.formula().forward(path.numbers());
        return numbers == null
                ? Optional.empty()
                : Optional.of(new Placed(rule, ParameterPath.of(rule.target().fill(numbers))));
    }
}
