package org.trellis.model.capability.change;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trellis.model.ErrorCode;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathError;
import org.trellis.model.capability.change.PatchResult.Refusal;
import org.trellis.model.capability.resolve.Snapshot;
import org.trellis.model.capability.support.DeviceSupport.Answer;
import org.trellis.model.capability.twin.Observation;
import org.trellis.model.capability.twin.TwinObject;
import org.trellis.model.catalogue.Catalogue;
import org.trellis.model.catalogue.CatalogueNode;

/** Collects what a patch comes to, and what is wrong with it. Used for one patch. */
final class Plan {

    /** Takes one member of a patch. */
    @FunctionalInterface
    interface Handler {
        void take(String member, PatchValue value);
    }

    /** Takes what a patch says of one row. */
    @FunctionalInterface
    interface RowHandler {
        void take(String member, TwinObject row, PatchValue value);
    }

    private final Snapshot device;
    private final Map<ParameterPath, String> values = new LinkedHashMap<>();
    private final List<Change.Row> rows = new ArrayList<>();
    private final List<ParameterPath> deleted = new ArrayList<>();
    private final List<Change.Operate> operations = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();

    Plan(Snapshot device) {
        this.device = device;
    }

    private Catalogue catalogue() {
        return device.support().canonical();
    }

    Snapshot device() {
        return device;
    }

    void refuse(String member, ErrorCode code, String message) {
        refusals.add(new Refusal(member, code, message, List.of()));
    }

    void ambiguous(String member, String message, List<String> candidates) {
        refusals.add(new Refusal(member, ErrorCode.AMBIGUOUS, message, candidates));
    }

    /** Gives each member to whom it belongs. */
    void members(String at, PatchValue value, Map<String, Handler> known) {
        if (!(value instanceof PatchValue.Tree(Map<String, PatchValue> members))) {
            refuse(at, ErrorCode.INVALID_TYPE, "has to be an object");
            return;
        }
        members.forEach((name, member) -> {
            Handler handler = known.get(name);
            String full = at.isEmpty() ? name : at + "." + name;
            if (handler == null) {
                refuse(full, ErrorCode.INVALID_PATH, "there is no such member that can be changed");
            } else {
                handler.take(full, member);
            }
        });
    }

    /** Members are keyed by the instance numbers of rows. */
    void rows(String at, PatchValue value, List<TwinObject> known, RowHandler handler) {
        Map<String, Handler> byNumber = new LinkedHashMap<>();
        for (TwinObject row : known) {
            byNumber.put(Long.toString(row.number()), (member, v) -> handler.take(member, row, v));
        }
        members(at, value, byNumber);
    }

    /** Members of a row, each a parameter: name and relative path in turn. */
    Map<String, Handler> fields(TwinObject row, String... namesAndPaths) {
        Map<String, Handler> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndPaths.length; i += 2) {
            String relative = namesAndPaths[i + 1];
            fields.put(namesAndPaths[i], (member, value) -> write(member, row, relative, value));
        }
        return fields;
    }

    void write(String member, TwinObject row, String relative, PatchValue value) {
        ParameterPath path = row.asPath().child(relative);
        Optional<String> text = text(member, path, value);
        if (text.isPresent() && mayWrite(member, path)) {
            String before = values.putIfAbsent(path, text.get());
            if (before != null && !before.equals(text.get())) {
                refuse(member, ErrorCode.INVALID_VALUE, path + " is given two values");
            }
        }
    }

    /** The canonical text of a value; empty once it is refused. */
    Optional<String> text(String member, ParameterPath path, PatchValue value) {
        Optional<String> raw = Scalars.text(value);
        if (raw.isEmpty()) {
            refuse(member, ErrorCode.INVALID_TYPE, "has to be a value that can be written");
            return raw;
        }
        Optional<PathError> wrong = catalogue().check(path, raw.get());
        if (wrong.isPresent()) {
            refuse(member, wrong.get().code(), wrong.get().message());
            return Optional.empty();
        }
        return catalogue()
                .node(path)
                .flatMap(CatalogueNode::valueSyntax)
                .flatMap(s -> s.canonical(raw.get()))
                .or(() -> {
                    refuse(member, ErrorCode.INVALID_TYPE, "is not of the type of " + path);
                    return Optional.empty();
                });
    }

    private boolean mayWrite(String member, ParameterPath path) {
        Optional<ObservedValue> known = device.twin().value(path).map(Observation::value);
        if (known.isPresent()) {
            if (!known.get().writable()) {
                refuse(member, ErrorCode.NOT_WRITABLE, notWritable(known.get()));
                return false;
            }
            return true;
        }
        String template = path.template();
        if (device.support().has(template) == Answer.NO) {
            refuse(member, ErrorCode.NOT_SUPPORTED, "the device has no " + path);
            return false;
        }
        if (!device.support().writable(template)) {
            refuse(member, ErrorCode.NOT_WRITABLE, path + " is not writable on this device");
            return false;
        }
        return true;
    }

    /** The source is named where it has another name. */
    private static String notWritable(ObservedValue value) {
        String path = value.path().text();
        return path
                + " is not writable on this device"
                + (value.sourcePath().equals(path) ? "" : ", where it is " + value.sourcePath());
    }

    /**
     * A new row.
     *
     * @param table relative to the root, with concrete numbers
     * @param given by relative name; what is wrong is refused by that name
     */
    void add(String member, String table, Map<String, PatchValue> given) {
        ParameterPath path = device.twin().root().asPath().child(table);
        String rowTemplate = path.template() + "{i}.";
        if (device.support().has(rowTemplate) == Answer.NO) {
            refuse(member, ErrorCode.NOT_SUPPORTED, "the device has no " + path);
            return;
        }
        if (!device.support().creatable(rowTemplate)) {
            refuse(member, ErrorCode.NOT_CREATABLE, "rows of " + path + " cannot be created");
            return;
        }
        Map<String, String> texts = new LinkedHashMap<>();
        given.forEach((name, value) ->
                text(member, path.child("1." + name), value).ifPresent(t -> texts.put(name, t)));
        rows.add(new Change.Row(path, texts));
    }

    void delete(TwinObject row) {
        deleted.add(row.asPath());
    }

    void operate(Change.Operate operation) {
        operations.add(operation);
    }

    /** All of it as one operation, if it is one. */
    PatchResult result() {
        List<Change> changes = new ArrayList<>(operations);
        if (!values.isEmpty()) {
            changes.add(new Change.Set(values));
        }
        if (!rows.isEmpty()) {
            changes.add(new Change.Add(rows));
        }
        if (!deleted.isEmpty()) {
            changes.add(new Change.Delete(deleted));
        }
        if (refusals.isEmpty() && changes.isEmpty()) {
            refuse("", ErrorCode.INVALID_VALUE, "nothing is to be changed");
        }
        if (refusals.isEmpty() && changes.size() > 1) {
            refuse(
                    "",
                    ErrorCode.NOT_SUPPORTED,
                    "this takes several operations, and a patch is one: send what is set, added and"
                            + " deleted separately");
        }
        return refusals.isEmpty()
                ? new PatchResult.Accepted(changes.getFirst())
                : new PatchResult.Refused(refusals);
    }
}
