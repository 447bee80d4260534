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
import org.trellis.model.translate.Translated;

/**
 * Reads canonical expressions from the device: searches are resolved by their key columns first,
 * then everything that is left is read in native terms and translated back.
 */
final class CanonicalReader {

    private final PlanContext context;
    private final ValueReader values;

    CanonicalReader(PlanContext context) {
        this.context = context;
        this.values = new ValueReader(context.batchSize());
    }

    /**
     * What was found.
     *
     * @param values that an expression asked for
     * @param covered objects that were read whole
     */
    record Found(List<ObservedValue> values, List<ParameterPath> covered, List<PathError> errors) {}

    Script<Found> read(List<PathExpression> wanted) {
        return Searches.resolve(wanted, this::readPlain)
                .then(resolved ->
                        readPlain(resolved.expressions())
                                .map(found -> plus(found, resolved.errors())));
    }

    private static Found plus(Found found, List<PathError> errors) {
        List<PathError> all = new ArrayList<>(errors);
        all.addAll(found.errors());
        return new Found(found.values(), found.covered(), all);
    }

    /** Without searches. */
    Script<Found> readPlain(List<PathExpression> wanted) {
        Map<PathExpression, List<PathExpression>> natives = new LinkedHashMap<>();
        List<PathError> refused = new ArrayList<>();
        for (PathExpression expression : wanted) {
            switch (context.translator().toNativeReads(expression)) {
                case Translated.Ok<List<PathExpression>>(var reads) ->
                        natives.put(expression, reads);
                case Translated.Refused<List<PathExpression>>(var errors) -> refused.addAll(errors);
            }
        }
        Set<PathExpression> all = new LinkedHashSet<>();
        natives.values().forEach(all::addAll);
        return Expander.expand(all)
                .then(names -> {
                    Set<String> flat = new LinkedHashSet<>();
                    names.values().forEach(flat::addAll);
                    Script<ValueReader.Read> reading =
                            context.partialPaths()
                                    ? values.read(flat)
                                    : readByName(List.copyOf(flat), Set.of(), Map.of());
                    return reading.map(read -> found(natives, names, read, refused));
                });
    }

    /** Partial paths are asked for their names first, and then each name by itself. */
    private Script<ValueReader.Read> readByName(
            List<String> open, Set<String> names, Map<String, Answer> failures) {
        if (open.isEmpty()) {
            return values.read(names)
                    .map(read -> read.and(new ValueReader.Read(List.of(), failures)));
        }
        String first = open.getFirst();
        List<String> rest = open.subList(1, open.size());
        Set<String> more = new LinkedHashSet<>(names);
        if (!first.endsWith(".")) {
            more.add(first);
            return readByName(rest, more, failures);
        }
        return Names.whole(first)
                .then(found -> {
                    found.writable().keySet().stream()
                            .filter(name -> !name.endsWith("."))
                            .forEach(more::add);
                    Map<String, Answer> all = new LinkedHashMap<>(failures);
                    found.failure().ifPresent(failure -> all.put(first, failure));
                    return readByName(rest, more, all);
                });
    }

    private Found found(
            Map<PathExpression, List<PathExpression>> natives,
            Map<PathExpression, Set<String>> names,
            ValueReader.Read read,
            List<PathError> refused) {
        Map<ParameterPath, ObservedValue> byPath = new LinkedHashMap<>();
        for (ObservedValue value : context.canonical(read.values())) {
            byPath.put(value.path(), value);
        }
        Map<ParameterPath, ObservedValue> wanted = new LinkedHashMap<>();
        List<ParameterPath> covered = new ArrayList<>();
        List<PathError> errors = new ArrayList<>(refused);
        natives.forEach((expression, reads) -> {
            int before = wanted.size();
            boolean any = false;
            for (ObservedValue value : byPath.values()) {
                if (expression.covers(value.path())) {
                    wanted.put(value.path(), value);
                    any = true;
                }
            }
            any |= wanted.size() > before;
            List<Answer> failures = failures(reads, names, read);
            Optional<Answer> bad =
                    failures.stream().filter(f -> !ValueReader.Read.absent(f)).findFirst();
            if (bad.isPresent()) {
                errors.add(bad.get().error(expression.text()));
            } else if (!any
                    && isMissing(expression, failures)
                    && !countsNothing(expression, byPath)) {
                errors.add(missing(expression, failures));
            } else {
                covered(expression).ifPresent(covered::add);
            }
        });
        return new Found(List.copyOf(wanted.values()), covered, errors);
    }

    /** A table that is empty is no error; what the device does not have is. */
    private static boolean isMissing(PathExpression expression, List<Answer> failures) {
        return expression.concrete().isPresent()
                && (!expression.isPartial() || !failures.isEmpty());
    }

    /** Some devices know no table that has no rows (9005), and count them all the same. */
    private boolean countsNothing(
            PathExpression expression, Map<ParameterPath, ObservedValue> read) {
        return context.translator()
                .rowCounts()
                .of(expression)
                .flatMap(PathExpression::concrete)
                .map(read::get)
                .filter(count -> count.text().equals("0"))
                .isPresent();
    }

    private static PathError missing(PathExpression expression, List<Answer> failures) {
        return failures.isEmpty()
                ? PathError.of(
                        expression.text(), ErrorCode.INVALID_PATH, "the device does not have it")
                : failures.getFirst().error(expression.text());
    }

    private static List<Answer> failures(
            List<PathExpression> reads,
            Map<PathExpression, Set<String>> names,
            ValueReader.Read read) {
        List<Answer> failures = new ArrayList<>();
        for (PathExpression each : reads) {
            for (String name : names.getOrDefault(each, Set.of())) {
                Answer failure = read.failures().get(name);
                if (failure != null) {
                    failures.add(failure);
                }
            }
        }
        return failures;
    }

    /** The object that an expression reads whole, rows at its end included. */
    private static Optional<ParameterPath> covered(PathExpression expression) {
        if (!expression.isPartial()) {
            return Optional.empty();
        }
        String text = expression.text();
        while (text.endsWith(".*.")) {
            text = text.substring(0, text.length() - 2);
        }
        return ParameterPath.parse(text);
    }
}
