package org.trellis.model.translate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathError;
import org.trellis.model.PathExpression;
import org.trellis.model.SupportedModel;
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
    private final Map<String, ProfiledParameter> bySource;
    private final Map<String, ProfiledParameter> byTarget;

    /**
     * @throws ProfileException if a rule does not fit the models
     */
    ProfiledTranslator(ModelTranslator standard, Adaptation adaptation, RuleCheck check)
            throws ProfileException {
        this(standard, new HashMap<>(), new LinkedHashMap<>());
        for (ParameterRule rule : adaptation.parameters()) {
            if (rule.root() == standard.root()) {
                ProfiledParameter made = ProfiledParameter.of(rule, check);
                bySource.put(made.source().text(), made);
                byTarget.put(made.target().text(), made);
            }
        }
    }

    private ProfiledTranslator(
            ModelTranslator standard,
            Map<String, ProfiledParameter> bySource,
            Map<String, ProfiledParameter> byTarget) {
        this.standard = standard;
        this.bySource = bySource;
        this.byTarget = byTarget;
        this.commands = standard.commands().by(this);
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
        for (ProfiledParameter rule : byTarget.values()) {
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
    public boolean keepsOtherwise(ParameterPath canonical) {
        ProfiledParameter rule = byTarget.get(canonical.template());
        return (rule != null && sourceOf(rule, canonical) != null)
                || standard.keepsOtherwise(canonical);
    }

    @Override
    public Translated<List<NativeValue>> toNativeWrites(
            Map<ParameterPath, String> canonical, Function<String, Optional<String>> current) {
        Map<ParameterPath, String> others = new LinkedHashMap<>();
        List<NativeValue> writes = new ArrayList<>();
        List<PathError> errors = new ArrayList<>();
        canonical.forEach((path, value) -> {
            ProfiledParameter rule = byTarget.get(path.template());
            long[] source = rule == null ? null : sourceOf(rule, path);
            if (rule == null || source == null) {
                others.put(path, value);
            } else {
                rule.write(rule.source().fill(source), path.text(), value, writes, errors);
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

    private static long @Nullable [] sourceOf(ProfiledParameter rule, ParameterPath path) {
        Indexed target = Indexed.of(path.text());
        return target == null ? null : rule.formula().inverse(target.numbers());
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
            Optional<ObservedValue> observed =
                    placed.get().rule().observed(placed.get().path(), value, mayWrite);
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
    private record Placed(ProfiledParameter rule, ParameterPath path) {}

    private Optional<Placed> placed(String nativePath) {
        Indexed path = Indexed.of(nativePath);
        ProfiledParameter rule = path == null ? null : bySource.get(path.template());
        if (path == null || rule == null) {
            return Optional.empty();
        }
        long[] numbers = rule.formula().forward(path.numbers());
        return numbers == null
                ? Optional.empty()
                : Optional.of(new Placed(rule, ParameterPath.of(rule.target().fill(numbers))));
    }
}
