package org.trellis.cwmp.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.trellis.cwmp.message.Fault;
import org.trellis.cwmp.message.SetParameterAttributes;
import org.trellis.cwmp.message.SetParameterAttributesResponse;
import org.trellis.cwmp.message.SetParameterAttributesStruct;
import org.trellis.cwmp.session.WatchProgress.Name;
import org.trellis.model.ErrorCode;
import org.trellis.model.PathError;
import org.trellis.model.PathExpression;
import org.trellis.model.catalogue.RowCounts;
import org.trellis.model.translate.Translated;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.NotificationType;
import org.trellis.southbound.Operation;

/**
 * Sets the Notification attribute of what is there now (TR-069 A.3.2.4). Rows that come or go are
 * told by their number: the count is watched, and the table read once, to be compared with later.
 */
final class WatchPlan {

    private static final int OFF = 0;

    /** The device opens a session at once; passive is not enough to be told in time. */
    private static final int ACTIVE = 2;

    private static final int REQUEST_REJECTED = 9009;

    private final PlanContext context;

    WatchPlan(PlanContext context) {
        this.context = context;
    }

    private RowCounts counts() {
        return context.translator().rowCounts();
    }

    Script<PlanOutcome> run(Operation.Watch watch) {
        NotificationType type = watch.what();
        return resolve(watch.paths(), Map.of())
                .then(asked -> {
                    List<PathError> errors = new ArrayList<>();
                    Set<PathExpression> paths = new LinkedHashSet<>();
                    asked.values()
                            .forEach(found -> {
                                errors.addAll(found.errors());
                                paths.addAll(found.expressions());
                            });
                    Map<PathExpression, List<PathExpression>> natives = new LinkedHashMap<>();
                    for (PathExpression path : paths) {
                        List<PathExpression> reads = natives(path, type, errors);
                        if (!reads.isEmpty()) {
                            natives.put(path, reads);
                        }
                    }
                    return expand(natives, type, new WatchProgress(asked, errors));
                })
                .then(progress -> end(progress, type));
    }

    /** What stands in the place of each path that is asked. */
    private Script<Map<PathExpression, Searches.Resolved>> resolve(
            List<PathExpression> open, Map<PathExpression, Searches.Resolved> done) {
        if (open.isEmpty()) {
            return Script.done(done);
        }
        PathExpression first = open.getFirst();
        return Searches.resolve(List.of(first), new CanonicalReader(context)::readPlain)
                .then(found -> {
                    Map<PathExpression, Searches.Resolved> all = new LinkedHashMap<>(done);
                    all.put(first, found);
                    return resolve(open.subList(1, open.size()), all);
                });
    }

    private List<PathExpression> natives(
            PathExpression path, NotificationType type, List<PathError> errors) {
        return switch (type) {
            case VALUE_CHANGE -> holders(path, path, errors);
            case OBJECT_CREATION, OBJECT_DELETION ->
                    counts().of(path)
                            .map(count -> holders(path, count, errors))
                            .orElseGet(() -> {
                                errors.add(
                                        PathError.of(
                                                path.text(), ErrorCode.INVALID_PATH, "no table"));
                                return List.of();
                            });
            case OFF -> {
                List<PathExpression> all = new ArrayList<>(holders(path, path, errors));
                counts().of(path)
                        .map(count -> holders(path, count, new ArrayList<>()))
                        .ifPresent(all::addAll);
                yield all;
            }
        };
    }

    /** That which holds it, and nothing that is only read beside it: no more than was asked. */
    private List<PathExpression> holders(
            PathExpression path, PathExpression subject, List<PathError> errors) {
        return natives(path, context.translator().toNativeHolders(subject), errors);
    }

    private static List<PathExpression> natives(
            PathExpression path,
            Translated<List<PathExpression>> translated,
            List<PathError> errors) {
        return switch (translated) {
            case Translated.Ok<List<PathExpression>>(var reads) -> reads;
            case Translated.Refused<List<PathExpression>>(var why) -> {
                why.forEach(e ->
                        errors.add(
                                new PathError(path.text(), e.code(), e.sourceCode(), e.message())));
                yield List.of();
            }
        };
    }

    private Script<WatchProgress> expand(
            Map<PathExpression, List<PathExpression>> natives,
            NotificationType type,
            WatchProgress begun) {
        Set<PathExpression> all = new LinkedHashSet<>();
        natives.values().forEach(all::addAll);
        return Expander.expand(all)
                .then(found -> {
                    List<PathError> errors = new ArrayList<>(begun.errors());
                    Map<String, Name> names = new LinkedHashMap<>();
                    natives.forEach((path, reads) -> {
                        boolean any = false;
                        for (PathExpression read : reads) {
                            for (String name : found.getOrDefault(read, Set.of())) {
                                names.putIfAbsent(name + " " + path, new Name(path, name));
                                any = true;
                            }
                        }
                        if (!any && type != NotificationType.OFF) {
                            errors.add(nothing(path));
                        }
                    });
                    return attempt(
                            List.copyOf(names.values()),
                            type == NotificationType.OFF ? OFF : ACTIVE,
                            new WatchProgress(begun.asked(), errors));
                });
    }

    private static PathError nothing(PathExpression path) {
        return PathError.of(
                path.text(),
                ErrorCode.INVALID_PATH,
                "nothing matches now, and over CWMP only what is there can be watched");
    }

    /** All of it or nothing is taken: what the device does not take is found by halves. */
    private Script<WatchProgress> attempt(
            List<Name> names, int notification, WatchProgress progress) {
        if (names.isEmpty()) {
            return Script.done(progress);
        }
        if (names.size() > context.batchSize()) {
            return halves(names, notification, progress);
        }
        return Script.ask(attributes(names, notification))
                .then(answer ->
                        switch (answer) {
                            case Answer.Response(SetParameterAttributesResponse _) ->
                                    Script.done(progress.took(names));
                            case Answer.Failed(Fault fault) when names.size() == 1 ->
                                    Script.done(
                                            progress.refused(
                                                    names.getFirst(),
                                                    refusal(names.getFirst(), fault)));
                            case Answer.Failed(Fault fault) when fault.code().value() != 9000 ->
                                    halves(names, notification, progress);
                            case Answer.Response _,
                                    Answer.Failed _,
                                    Answer.Skipped _,
                                    Answer.Wrong _ ->
                                    Script.done(refused(names, answer, progress));
                        });
    }

    private Script<WatchProgress> halves(
            List<Name> names, int notification, WatchProgress progress) {
        int half = names.size() / 2;
        return attempt(names.subList(0, half), notification, progress)
                .then(left -> attempt(names.subList(half, names.size()), notification, left));
    }

    private static WatchProgress refused(List<Name> names, Answer answer, WatchProgress progress) {
        WatchProgress all = progress;
        for (Name name : names) {
            all = all.refused(name, answer.error(name.path().text()));
        }
        return all;
    }

    private static PathError refusal(Name name, Fault fault) {
        PathError error = Faults.error(name.path().text(), fault);
        return fault.code().value() == REQUEST_REJECTED
                ? new PathError(
                        error.path(),
                        error.code(),
                        error.sourceCode(),
                        "the device refuses notification of " + name.text())
                : error;
    }

    /** What a change flag leaves alone is sent all the same, in a legal form. */
    private static SetParameterAttributes attributes(List<Name> names, int notification) {
        return new SetParameterAttributes(
                names.stream()
                        .map(Name::text)
                        .distinct()
                        .map(name ->
                                new SetParameterAttributesStruct(
                                        name, true, notification, false, List.of()))
                        .toList());
    }

    private Script<PlanOutcome> end(WatchProgress progress, NotificationType type) {
        List<PathError> errors = progress.allErrors();
        return switch (type) {
            case VALUE_CHANGE, OFF -> Script.done(outcome(progress, type, errors, nothingRead()));
            case OBJECT_CREATION, OBJECT_DELETION -> {
                List<PathExpression> tables = new ArrayList<>();
                for (PathExpression table : progress.accepted()) {
                    tables.add(table);
                    counts().of(table).ifPresent(tables::add);
                }
                yield new CanonicalReader(context)
                        .readPlain(tables)
                        .map(read -> {
                            List<PathError> all = new ArrayList<>(errors);
                            all.addAll(read.errors());
                            return outcome(progress, type, all, read);
                        });
            }
        };
    }

    private static CanonicalReader.Found nothingRead() {
        return new CanonicalReader.Found(List.of(), List.of(), List.of());
    }

    private static PlanOutcome outcome(
            WatchProgress progress,
            NotificationType type,
            List<PathError> errors,
            CanonicalReader.Found read) {
        CommandResult.Status status =
                errors.isEmpty()
                        ? CommandResult.Status.DONE
                        : progress.accepted().isEmpty()
                                ? CommandResult.Status.FAILED
                                : CommandResult.Status.PARTIAL;
        return new PlanOutcome.Ended(
                CommandResult.watched(
                        status, read.values(), read.covered(), errors, progress.taken(type)));
    }
}
