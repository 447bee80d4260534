package org.trellis.cwmp.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trellis.cwmp.message.Fault;
import org.trellis.cwmp.message.SetParameterAttributes;
import org.trellis.cwmp.message.SetParameterAttributesResponse;
import org.trellis.cwmp.message.SetParameterAttributesStruct;
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

    /** A name of the device that stands for a path of the operator. */
    private record Name(PathExpression path, String text) {}

    /**
     * How far it is.
     *
     * @param errors of paths that come to nothing before the device is asked
     * @param accepted paths of which the device has taken something
     * @param refused what it has not taken
     */
    private record Progress(
            List<PathError> errors,
            Set<PathExpression> accepted,
            Map<PathExpression, List<PathError>> refused) {

        Progress took(List<Name> names) {
            Set<PathExpression> all = new LinkedHashSet<>(accepted);
            names.forEach(name -> all.add(name.path));
            return new Progress(errors, all, refused);
        }

        Progress refused(Name name, PathError why) {
            Map<PathExpression, List<PathError>> all = new LinkedHashMap<>(refused);
            List<PathError> whys = new ArrayList<>(all.getOrDefault(name.path, List.of()));
            whys.add(why);
            all.put(name.path, whys);
            return new Progress(errors, accepted, all);
        }

        /** That a part of what makes up a path is not there is no error if another part is. */
        List<PathError> allErrors() {
            List<PathError> all = new ArrayList<>(errors);
            refused.forEach((path, whys) ->
                    whys.stream()
                            .filter(why ->
                                    !accepted.contains(path)
                                            || why.code() != ErrorCode.INVALID_PATH)
                            .findFirst()
                            .ifPresent(all::add));
            return all;
        }
    }

    Script<PlanOutcome> run(Operation.Watch watch) {
        NotificationType type = watch.what();
        return Searches.resolve(watch.paths(), new CanonicalReader(context)::readPlain)
                .then(found -> {
                    List<PathError> errors = new ArrayList<>(found.errors());
                    Map<PathExpression, List<PathExpression>> natives = new LinkedHashMap<>();
                    for (PathExpression path : found.expressions()) {
                        List<PathExpression> reads = natives(path, type, errors);
                        if (!reads.isEmpty()) {
                            natives.put(path, reads);
                        }
                    }
                    return expand(natives, type, errors);
                })
                .then(progress -> end(progress, type));
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

    private Script<Progress> expand(
            Map<PathExpression, List<PathExpression>> natives,
            NotificationType type,
            List<PathError> errors) {
        Set<PathExpression> all = new LinkedHashSet<>();
        natives.values().forEach(all::addAll);
        return Expander.expand(all)
                .then(found -> {
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
                            new Progress(errors, Set.of(), Map.of()));
                });
    }

    private static PathError nothing(PathExpression path) {
        return PathError.of(
                path.text(),
                ErrorCode.INVALID_PATH,
                "nothing matches now, and over CWMP only what is there can be watched");
    }

    /** All of it or nothing is taken: what the device does not take is found by halves. */
    private Script<Progress> attempt(List<Name> names, int notification, Progress progress) {
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

    private Script<Progress> halves(List<Name> names, int notification, Progress progress) {
        int half = names.size() / 2;
        return attempt(names.subList(0, half), notification, progress)
                .then(left -> attempt(names.subList(half, names.size()), notification, left));
    }

    private static Progress refused(List<Name> names, Answer answer, Progress progress) {
        Progress all = progress;
        for (Name name : names) {
            all = all.refused(name, answer.error(name.path.text()));
        }
        return all;
    }

    private static PathError refusal(Name name, Fault fault) {
        PathError error = Faults.error(name.path.text(), fault);
        return fault.code().value() == REQUEST_REJECTED
                ? new PathError(
                        error.path(),
                        error.code(),
                        error.sourceCode(),
                        "the device refuses notification of " + name.text)
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

    private Script<PlanOutcome> end(Progress progress, NotificationType type) {
        List<PathError> errors = progress.allErrors();
        return switch (type) {
            case VALUE_CHANGE, OFF -> Script.done(outcome(progress, errors, nothingRead()));
            case OBJECT_CREATION, OBJECT_DELETION -> {
                List<PathExpression> tables = new ArrayList<>();
                for (PathExpression table : progress.accepted) {
                    tables.add(table);
                    counts().of(table).ifPresent(tables::add);
                }
                yield new CanonicalReader(context)
                        .readPlain(tables)
                        .map(read -> {
                            List<PathError> all = new ArrayList<>(errors);
                            all.addAll(read.errors());
                            return outcome(progress, all, read);
                        });
            }
        };
    }

    private static CanonicalReader.Found nothingRead() {
        return new CanonicalReader.Found(List.of(), List.of(), List.of());
    }

    private static PlanOutcome outcome(
            Progress progress, List<PathError> errors, CanonicalReader.Found read) {
        CommandResult.Status status =
                errors.isEmpty()
                        ? CommandResult.Status.DONE
                        : progress.accepted.isEmpty()
                                ? CommandResult.Status.FAILED
                                : CommandResult.Status.PARTIAL;
        return new PlanOutcome.Ended(
                new CommandResult(
                        status,
                        read.values(),
                        read.covered(),
                        List.of(),
                        Map.of(),
                        errors,
                        Optional.empty()));
    }
}
