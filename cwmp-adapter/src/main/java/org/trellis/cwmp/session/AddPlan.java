package org.trellis.cwmp.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trellis.cwmp.message.AddObject;
import org.trellis.cwmp.message.AddObjectResponse;
import org.trellis.cwmp.message.DeleteObject;
import org.trellis.model.ErrorCode;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathError;
import org.trellis.model.PathExpression;
import org.trellis.model.translate.NativeValue;
import org.trellis.model.translate.Translated;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.Operation;

/**
 * Creates rows: AddObject, then the values, and DeleteObject again if the values are refused
 * (TR-069 A.3.2.6 knows no transaction over both). AddObject is not idempotent: when the command
 * was sent before, a row that has all its values is taken for the one that was created then.
 */
final class AddPlan {

    private final PlanContext context;
    private final String parameterKey;
    private final boolean sentBefore;

    AddPlan(PlanContext context, String parameterKey, boolean sentBefore) {
        this.context = context;
        this.parameterKey = parameterKey;
        this.sentBefore = sentBefore;
    }

    /** What was created until now. Never changed, only copied. */
    private record Made(
            List<ParameterPath> rows,
            List<String> natives,
            List<ObservedValue> values,
            List<PathError> errors) {

        Made failed(List<PathError> more) {
            List<PathError> all = new ArrayList<>(errors);
            all.addAll(more);
            return new Made(rows, natives, values, all);
        }

        Made created(ParameterPath row, String nativeRow, List<ObservedValue> more) {
            List<ParameterPath> allRows = new ArrayList<>(rows);
            allRows.add(row);
            List<String> allNatives = new ArrayList<>(natives);
            allNatives.add(nativeRow);
            List<ObservedValue> allValues = new ArrayList<>(values);
            allValues.addAll(more);
            return new Made(allRows, allNatives, allValues, errors);
        }
    }

    Script<PlanOutcome> run(Operation.Add add) {
        if (sentBefore && add.objects().stream().anyMatch(o -> o.values().isEmpty())) {
            return Script.done(
                    new PlanOutcome.Ended(
                            CommandResult.outcomeUnknown(
                                    PathError.of(
                                            add.objects().getFirst().object().text(),
                                            ErrorCode.OUTCOME_UNKNOWN,
                                            "the row may have been created before, and has no"
                                                    + " value to recognise it by"))));
        }
        return next(
                        add.objects(),
                        add.allowPartial(),
                        new Made(List.of(), List.of(), List.of(), List.of()))
                .map(made ->
                        PlanOutcome.ended(
                                made.values, List.of(), made.rows, made.errors, Optional.empty()));
    }

    private Script<Made> next(List<Operation.NewObject> open, boolean partial, Made made) {
        if (open.isEmpty()) {
            return Script.done(made);
        }
        return one(open.getFirst(), made)
                .then(after -> {
                    boolean failed = after.errors.size() > made.errors.size();
                    return failed && !partial
                            ? undo(after.natives, after)
                            : next(open.subList(1, open.size()), partial, after);
                });
    }

    /** All or nothing was asked for: what the command created goes again. */
    private Script<Made> undo(List<String> natives, Made made) {
        if (natives.isEmpty()) {
            return Script.done(new Made(List.of(), List.of(), List.of(), made.errors));
        }
        return Script.ask(new DeleteObject(natives.getLast(), parameterKey))
                .then(_ -> undo(natives.subList(0, natives.size() - 1), made));
    }

    private Script<Made> one(Operation.NewObject object, Made made) {
        if (!sentBefore) {
            return create(object, made);
        }
        PathExpression rows = PathExpression.of(object.object().text() + "*.");
        return new CanonicalReader(context)
                .readPlain(List.of(rows))
                .then(found -> {
                    Optional<ParameterPath> row = same(object, found.values());
                    return row.isPresent()
                            ? Script.done(made.created(row.get(), "", List.of()))
                            : create(object, made);
                });
    }

    private static Optional<ParameterPath> same(
            Operation.NewObject object, List<ObservedValue> values) {
        int depth = object.object().segments().size() + 1;
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        for (ObservedValue value : values) {
            List<String> segments = value.path().segments();
            if (segments.size() > depth) {
                rows.computeIfAbsent(
                                String.join(".", segments.subList(0, depth)) + ".",
                                _ -> new LinkedHashMap<>())
                        .put(
                                String.join(".", segments.subList(depth, segments.size())),
                                value.text());
            }
        }
        return rows.entrySet().stream()
                .filter(row ->
                        object.values().entrySet().stream()
                                .allMatch(v -> v.getValue().equals(row.getValue().get(v.getKey()))))
                .map(row -> ParameterPath.of(row.getKey()))
                .findFirst();
    }

    private Script<Made> create(Operation.NewObject object, Made made) {
        return switch (context.translator().toNativeTable(object.object(), object.values())) {
            case Translated.Refused<ParameterPath>(var errors) -> Script.done(made.failed(errors));
            case Translated.Ok<ParameterPath>(var table) ->
                    Script.ask(new AddObject(table.text(), parameterKey))
                            .then(answer ->
                                    answer
                                                    instanceof
                                                    Answer.Response(
                                                            AddObjectResponse(long number, _))
                                            ? fill(object, table.text() + number + ".", made)
                                            : Script.done(
                                                    made.failed(
                                                            List.of(notCreated(object, answer)))));
        };
    }

    /** 9005 to AddObject is a table that takes no rows. */
    private static PathError notCreated(Operation.NewObject object, Answer answer) {
        PathError error = answer.error(object.object().text());
        return error.code() == ErrorCode.INVALID_VALUE
                ? new PathError(
                        error.path(), ErrorCode.NOT_CREATABLE, error.sourceCode(), error.message())
                : error;
    }

    private Script<Made> fill(Operation.NewObject object, String nativeRow, Made made) {
        Optional<ParameterPath> row =
                ParameterPath.parse(nativeRow).flatMap(context.translator()::toCanonicalObject);
        if (row.isEmpty()) {
            return discard(
                    nativeRow,
                    made.failed(
                            List.of(
                                    PathError.of(
                                            object.object().text(),
                                            ErrorCode.PROTOCOL_ERROR,
                                            "the device named no usable instance"))));
        }
        if (object.values().isEmpty()) {
            return Script.done(made.created(row.get(), nativeRow, List.of()));
        }
        Map<ParameterPath, String> values = new LinkedHashMap<>();
        object.values().forEach((name, text) -> values.put(row.get().child(name), text));
        return switch (context.translator().toNativeWrites(values, _ -> Optional.empty())) {
            case Translated.Refused<List<NativeValue>>(var errors) ->
                    discard(nativeRow, made.failed(errors));
            case Translated.Ok<List<NativeValue>>(var writes) ->
                    new Writer(context, parameterKey)
                            .write(writes, values.keySet())
                            .then(written ->
                                    written.errors().isEmpty()
                                            ? Script.done(
                                                    made.created(
                                                            row.get(), nativeRow, written.values()))
                                            : discard(nativeRow, made.failed(written.errors())));
        };
    }

    private Script<Made> discard(String nativeRow, Made made) {
        return Script.ask(new DeleteObject(nativeRow, parameterKey)).map(_ -> made);
    }
}
