package org.trellis.cwmp.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.trellis.cwmp.message.AddObject;
import org.trellis.cwmp.message.AddObjectResponse;
import org.trellis.cwmp.message.DeleteObject;
import org.trellis.model.ErrorCode;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathError;
import org.trellis.model.translate.NativeValue;
import org.trellis.model.translate.Translated;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.Operation;

/**
 * Creates rows: AddObject, then the values, and DeleteObject again if the values are refused
 * (TR-069 A.3.2.6 knows no transaction over both). AddObject is not idempotent, so every write
 * carries an {@link AddKey}. When the command was sent before, the device is asked for the key of
 * its last write: it tells where to go on. Where it is not one of ours (the device keeps none, or
 * somebody wrote since), a row that is news and has all its values is taken for the one that was
 * created then.
 */
final class AddPlan {

    private final PlanContext context;
    private final String tag;
    private final boolean sentBefore;
    private final AddedRows rows;

    AddPlan(PlanContext context, String tag, boolean sentBefore) {
        this.context = context;
        this.tag = tag;
        this.sentBefore = sentBefore;
        this.rows = new AddedRows(context);
    }

    /** A row that is there for an object of the command. */
    private record Created(int index, AddedRows.Row row) {}

    /** What was created until now. Never changed, only copied. */
    private record Made(List<Created> rows, List<ObservedValue> values, List<PathError> errors) {

        static final Made NOTHING = new Made(List.of(), List.of(), List.of());

        Made failed(List<PathError> more) {
            List<PathError> all = new ArrayList<>(errors);
            all.addAll(more);
            return new Made(rows, values, all);
        }

        Made created(int index, AddedRows.Row row, List<ObservedValue> more) {
            List<Created> allRows = new ArrayList<>(rows);
            allRows.add(new Created(index, row));
            List<ObservedValue> allValues = new ArrayList<>(values);
            allValues.addAll(more);
            return new Made(allRows, allValues, errors);
        }

        Set<String> natives() {
            return rows.stream().map(c -> c.row().nativePath()).collect(Collectors.toSet());
        }

        PlanOutcome outcome() {
            return PlanOutcome.ended(
                    values,
                    List.of(),
                    rows.stream().map(c -> c.row().canonical()).toList(),
                    errors,
                    Optional.empty());
        }
    }

    Script<PlanOutcome> run(Operation.Add add) {
        if (!sentBefore) {
            return next(add, 0, Made.NOTHING).map(Made::outcome);
        }
        String name = context.translator().root().prefix() + "ManagementServer.ParameterKey";
        return new ValueReader(1)
                .read(Set.of(name))
                .then(read -> {
                    String last =
                            read.values().stream().findFirst().map(NativeValue::text).orElse("");
                    Optional<AddKey> key = AddKey.parse(tag, last);
                    return key.isPresent() && key.get().next() <= add.objects().size()
                            ? goOn(add, key.get())
                            : search(add);
                });
    }

    /** The device says how far the attempt before came. */
    private Script<PlanOutcome> goOn(Operation.Add add, AddKey key) {
        return found(add, 0, key.next(), Made.NOTHING)
                .then(made ->
                        key.step() == AddKey.Step.ADDED && key.index() < add.objects().size()
                                ? fillNewest(add, key.index(), made)
                                : next(add, key.next(), made).map(Made::outcome));
    }

    /** Objects that are done: only their names have to be found. */
    private Script<Made> found(Operation.Add add, int index, int end, Made made) {
        if (index == end) {
            return Script.done(made);
        }
        return rows.find(add.objects().get(index), made.natives())
                .then(row ->
                        found(
                                add,
                                index + 1,
                                end,
                                row.map(r -> made.created(index, r, List.of())).orElse(made)));
    }

    private Script<PlanOutcome> fillNewest(Operation.Add add, int index, Made made) {
        Operation.NewObject object = add.objects().get(index);
        return switch (context.translator().toNativeTable(object.object(), object.values())) {
            case Translated.Refused<ParameterPath> _ -> next(add, index, made).map(Made::outcome);
            case Translated.Ok<ParameterPath>(var table) ->
                    rows.instances(object, table.text())
                            .then(there -> {
                                if (there.all().isEmpty()) {
                                    // It is gone again; nobody's write would tell.
                                    return next(add, index, made).map(Made::outcome);
                                }
                                if (there.unknown().isEmpty()) {
                                    return unknown(
                                            object, "it was created and cannot be told apart");
                                }
                                return fill(object, index, there.unknown().getLast(), made)
                                        .then(after -> advance(add, index, made, after))
                                        .map(Made::outcome);
                            });
        };
    }

    /** Without a word of the device's, only values tell a row. */
    private Script<PlanOutcome> search(Operation.Add add) {
        for (Operation.NewObject object : add.objects()) {
            if (object.values().isEmpty()) {
                return unknown(
                        object,
                        "the row may have been created before, and has no value to recognise it by");
            }
        }
        return search(add, 0, Made.NOTHING).map(Made::outcome);
    }

    private Script<Made> search(Operation.Add add, int index, Made made) {
        if (index == add.objects().size()) {
            return Script.done(made);
        }
        Operation.NewObject object = add.objects().get(index);
        return rows.find(object, made.natives())
                .then(row ->
                        row.isPresent()
                                ? search(add, index + 1, made.created(index, row.get(), List.of()))
                                : create(object, index, made)
                                        .then(after ->
                                                failed(made, after) && !add.allowPartial()
                                                        ? undo(after.rows, after)
                                                        : search(add, index + 1, after)));
    }

    private static Script<PlanOutcome> unknown(Operation.NewObject object, String why) {
        return Script.done(
                new PlanOutcome.Ended(
                        CommandResult.outcomeUnknown(
                                PathError.of(
                                        object.object().text(), ErrorCode.OUTCOME_UNKNOWN, why))));
    }

    private Script<Made> next(Operation.Add add, int index, Made made) {
        return index == add.objects().size()
                ? Script.done(made)
                : create(add.objects().get(index), index, made)
                        .then(after -> advance(add, index, made, after));
    }

    private Script<Made> advance(Operation.Add add, int index, Made before, Made after) {
        return failed(before, after) && !add.allowPartial()
                ? undo(after.rows, after)
                : next(add, index + 1, after);
    }

    private static boolean failed(Made before, Made after) {
        return after.errors.size() > before.errors.size();
    }

    /** All or nothing was asked for: what the command created goes again. */
    private Script<Made> undo(List<Created> open, Made made) {
        if (open.isEmpty()) {
            return Script.done(new Made(List.of(), List.of(), made.errors));
        }
        Created last = open.getLast();
        return Script.ask(
                        new DeleteObject(
                                last.row().nativePath(), key(AddKey.Step.UNDONE, last.index())))
                .then(_ -> undo(open.subList(0, open.size() - 1), made));
    }

    private String key(AddKey.Step step, int index) {
        return new AddKey(step, index).text(tag);
    }

    private Script<Made> create(Operation.NewObject object, int index, Made made) {
        return switch (context.translator().toNativeTable(object.object(), object.values())) {
            case Translated.Refused<ParameterPath>(var errors) -> Script.done(made.failed(errors));
            case Translated.Ok<ParameterPath>(var table) ->
                    Script.ask(new AddObject(table.text(), key(AddKey.Step.ADDED, index)))
                            .then(answer ->
                                    answer
                                                    instanceof
                                                    Answer.Response(
                                                            AddObjectResponse(long number, _))
                                            ? created(
                                                    object,
                                                    index,
                                                    table.text() + number + ".",
                                                    made)
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

    private Script<Made> created(
            Operation.NewObject object, int index, String nativeRow, Made made) {
        return ParameterPath.parse(nativeRow)
                .flatMap(context.translator()::toCanonicalObject)
                .map(row -> fill(object, index, new AddedRows.Row(row, nativeRow), made))
                .orElseGet(() ->
                        discard(
                                index,
                                nativeRow,
                                made.failed(
                                        List.of(
                                                PathError.of(
                                                        object.object().text(),
                                                        ErrorCode.PROTOCOL_ERROR,
                                                        "the device named no usable instance")))));
    }

    private Script<Made> fill(Operation.NewObject object, int index, AddedRows.Row row, Made made) {
        if (object.values().isEmpty()) {
            return Script.done(made.created(index, row, List.of()));
        }
        Map<ParameterPath, String> values = new LinkedHashMap<>();
        object.values().forEach((name, text) -> values.put(row.canonical().child(name), text));
        return switch (context.translator().toNativeWrites(values, _ -> Optional.empty())) {
            case Translated.Refused<List<NativeValue>>(var errors) ->
                    discard(index, row.nativePath(), made.failed(errors));
            case Translated.Ok<List<NativeValue>>(var writes) ->
                    new Writer(context, key(AddKey.Step.FILLED, index))
                            .write(writes, values.keySet())
                            .then(written ->
                                    written.errors().isEmpty()
                                            ? Script.done(
                                                    made.created(index, row, written.values()))
                                            : discard(
                                                    index,
                                                    row.nativePath(),
                                                    made.failed(written.errors())));
        };
    }

    private Script<Made> discard(int index, String nativeRow, Made made) {
        return Script.ask(new DeleteObject(nativeRow, key(AddKey.Step.DISCARDED, index)))
                .map(_ -> made);
    }
}
