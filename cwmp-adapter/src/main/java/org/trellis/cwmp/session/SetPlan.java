package org.trellis.cwmp.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trellis.model.ErrorCode;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathError;
import org.trellis.model.PathExpression;
import org.trellis.model.translate.NativeValue;
import org.trellis.model.translate.Translated;
import org.trellis.southbound.Operation;

/**
 * Writes values: wildcards and searches become concrete paths by what the device has, all go into
 * one atomic request, and where a part is allowed to fail the rest is tried without it.
 */
final class SetPlan {

    private static final int MAX_PARTS = 64;

    private final PlanContext context;
    private final Writer writer;

    SetPlan(PlanContext context, String parameterKey) {
        this.context = context;
        this.writer = new Writer(context, parameterKey);
    }

    Script<PlanOutcome> run(Operation.Set set) {
        return resolve(set.values())
                .then(resolved -> {
                    if (!resolved.errors.isEmpty() && !set.allowPartial()) {
                        return Script.done(PlanOutcome.failed(resolved.errors));
                    }
                    return (set.allowPartial()
                                    ? partial(resolved.values, MAX_PARTS)
                                    : whole(resolved.values))
                            .map(written -> outcome(written, resolved.errors));
                });
    }

    private static PlanOutcome outcome(Writer.Written written, List<PathError> errors) {
        List<PathError> all = new ArrayList<>(errors);
        all.addAll(written.errors());
        return PlanOutcome.ended(written.values(), List.of(), List.of(), all, Optional.empty());
    }

    private record Resolved(Map<ParameterPath, String> values, List<PathError> errors) {}

    /** Concrete paths for expressions; what matches nothing is an error. */
    private Script<Resolved> resolve(Map<PathExpression, String> values) {
        Map<ParameterPath, String> concrete = new LinkedHashMap<>();
        Map<PathExpression, String> open = new LinkedHashMap<>();
        values.forEach((expression, text) ->
                expression
                        .concrete()
                        .ifPresentOrElse(
                                path -> concrete.put(path, text),
                                () -> open.put(expression, text)));
        return open.isEmpty()
                ? Script.done(new Resolved(concrete, List.of()))
                : expand(List.copyOf(open.keySet()), open, new Resolved(concrete, List.of()));
    }

    private Script<Resolved> expand(
            List<PathExpression> open, Map<PathExpression, String> texts, Resolved soFar) {
        if (open.isEmpty()) {
            return Script.done(soFar);
        }
        PathExpression first = open.getFirst();
        return new CanonicalReader(context)
                .read(List.of(first))
                .then(found -> {
                    Map<ParameterPath, String> values = new LinkedHashMap<>(soFar.values);
                    List<PathError> errors = new ArrayList<>(soFar.errors);
                    for (ObservedValue value : found.values()) {
                        values.put(value.path(), texts.getOrDefault(first, ""));
                    }
                    errors.addAll(found.errors());
                    if (found.values().isEmpty() && found.errors().isEmpty()) {
                        errors.add(
                                PathError.of(
                                        first.text(), ErrorCode.INVALID_PATH, "nothing matches"));
                    }
                    return expand(
                            open.subList(1, open.size()), texts, new Resolved(values, errors));
                });
    }

    private Translated<List<NativeValue>> translate(Map<ParameterPath, String> values) {
        return context.translator()
                .toNativeWrites(values, path -> context.device().twin().nativeText(path));
    }

    private Script<Writer.Written> whole(Map<ParameterPath, String> values) {
        return switch (translate(values)) {
            case Translated.Refused<List<NativeValue>>(var errors) ->
                    Script.done(new Writer.Written(List.of(), errors));
            case Translated.Ok<List<NativeValue>>(var writes) ->
                    writer.write(writes, values.keySet());
        };
    }

    /** Leaves out what was named as bad; halves where nothing was named. */
    private Script<Writer.Written> partial(Map<ParameterPath, String> values, int budget) {
        if (values.isEmpty()) {
            return Script.done(new Writer.Written(List.of(), List.of()));
        }
        return whole(values)
                .then(written -> {
                    if (written.errors().isEmpty() || values.size() == 1 || budget <= 1) {
                        return Script.done(written);
                    }
                    Map<ParameterPath, String> rest = without(values, written.errors());
                    if (rest.size() < values.size() && !rest.isEmpty()) {
                        return partial(rest, budget - 1).map(more -> with(more, written.errors()));
                    }
                    List<ParameterPath> all = List.copyOf(values.keySet());
                    return partial(only(values, all.subList(0, all.size() / 2)), budget / 2)
                            .then(left ->
                                    partial(
                                                    only(
                                                            values,
                                                            all.subList(
                                                                    all.size() / 2, all.size())),
                                                    budget / 2)
                                            .map(right -> plus(left, right)));
                });
    }

    private static Map<ParameterPath, String> without(
            Map<ParameterPath, String> values, List<PathError> errors) {
        Set<String> bad = new LinkedHashSet<>();
        errors.forEach(e -> bad.add(e.path()));
        Map<ParameterPath, String> rest = new LinkedHashMap<>(values);
        rest.keySet().removeIf(p -> bad.contains(p.text()));
        return rest;
    }

    private static Map<ParameterPath, String> only(
            Map<ParameterPath, String> values, List<ParameterPath> paths) {
        Map<ParameterPath, String> kept = new LinkedHashMap<>(values);
        kept.keySet().retainAll(paths);
        return kept;
    }

    private static Writer.Written with(Writer.Written written, List<PathError> errors) {
        return plus(new Writer.Written(List.of(), errors), written);
    }

    private static Writer.Written plus(Writer.Written left, Writer.Written right) {
        List<ObservedValue> values = new ArrayList<>(left.values());
        values.addAll(right.values());
        List<PathError> errors = new ArrayList<>(left.errors());
        errors.addAll(right.errors());
        return new Writer.Written(values, errors);
    }
}
