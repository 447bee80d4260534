package org.trellis.controller.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.trellis.model.ErrorCode;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathError;
import org.trellis.model.PathExpression;
import org.trellis.model.SupportedModel;
import org.trellis.model.SupportedObjects;
import org.trellis.model.translate.ModelTranslator;
import org.trellis.model.translate.NativeValue;
import org.trellis.model.translate.Translated;
import org.trellis.model.translate.command.CommandPlan;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.NotificationType;
import org.trellis.southbound.Operation;
import org.trellis.southbound.Protocol;

/** One endpoint that a command may take, with what is known of it. Used for one request. */
final class Way {

    private final Endpoint endpoint;
    private final SupportedModel model;
    private final ModelTranslator translator;
    private final SupportedObjects objects;
    private final Function<String, Optional<String>> current;

    /**
     * @param current the device's native value at a path, where known
     */
    Way(
            Endpoint endpoint,
            SupportedModel model,
            ModelTranslator translator,
            SupportedObjects objects,
            Function<String, Optional<String>> current) {
        this.endpoint = endpoint;
        this.model = model;
        this.translator = translator;
        this.objects = objects;
        this.current = current;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    private boolean translated() {
        return endpoint.protocol() != Protocol.IOT;
    }

    Optional<PathError> readable(PathExpression path) {
        if (!translated()) {
            return has(path.template()) ? Optional.empty() : Optional.of(nothing(path.text()));
        }
        return switch (translator.toNativeHolders(path)) {
            case Translated.Refused<List<PathExpression>>(var errors) ->
                    errors.stream().findFirst();
            case Translated.Ok<List<PathExpression>>(var natives) ->
                    natives.stream().anyMatch(n -> has(n.template()))
                            ? Optional.empty()
                            : Optional.of(nothing(path.text()));
        };
    }

    /** CWMP tells of rows by their number: a table whose rows are not counted tells nothing. */
    Optional<PathError> watchable(PathExpression path, NotificationType type) {
        if (!translated()) {
            return unsupported(path, "what a thing reports is reported watched or not").stream()
                    .findFirst();
        }
        Optional<PathError> unknown = readable(path);
        if (unknown.isPresent()) {
            return unknown;
        }
        return switch (type) {
            case OBJECT_CREATION, OBJECT_DELETION ->
                    endpoint.protocol() == Protocol.CWMP
                            ? translator
                                    .rowCounts()
                                    .of(path)
                                    .flatMap(this::readable)
                                    .map(why -> uncounted(path, why))
                            : Optional.empty();
            case VALUE_CHANGE, OFF -> Optional.empty();
        };
    }

    private static PathError uncounted(PathExpression table, PathError why) {
        return PathError.of(
                table.text(),
                ErrorCode.NOT_SUPPORTED,
                "the device does not count these rows: " + why.path() + ": " + why.message());
    }

    /** Of parameters that are written together: a native one may hold parts of several. */
    List<PathError> writable(Map<ParameterPath, String> values) {
        if (!translated()) {
            return List.of();
        }
        return switch (translator.toNativeWrites(values, current)) {
            case Translated.Refused<List<NativeValue>>(var errors) -> errors;
            case Translated.Ok<List<NativeValue>>(var writes) -> readOnly(values.keySet(), writes);
        };
    }

    private List<PathError> readOnly(Set<ParameterPath> wanted, List<NativeValue> writes) {
        return behind(writes.stream().filter(this::isReadOnly), wanted).stream()
                .map(path ->
                        PathError.of(
                                path,
                                ErrorCode.NOT_WRITABLE,
                                "the device says that it cannot be written"))
                .toList();
    }

    /** The parameters that are behind some writes. */
    private Set<String> behind(Stream<NativeValue> writes, Set<ParameterPath> wanted) {
        return writes.flatMap(w -> translator.toCanonicalPaths(w.path()).stream())
                .filter(wanted::contains)
                .map(ParameterPath::text)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean isReadOnly(NativeValue write) {
        return ParameterPath.parse(write.path())
                .flatMap(path -> model.node(path.template()))
                .filter(node -> !node.writable())
                .isPresent();
    }

    List<PathError> creatable(Operation.NewObject object) {
        String table = object.object().text();
        if (!translated()) {
            return has(object.object().template()) ? List.of() : List.of(nothing(table));
        }
        return switch (translator.toNativeTable(object.object(), object.values())) {
            case Translated.Refused<ParameterPath>(var errors) -> errors;
            case Translated.Ok<ParameterPath>(var found) ->
                    has(found.template()) ? values(object, found) : List.of(nothing(table));
        };
    }

    /** What the row would get: looked at in a row of any number, since it has none yet. */
    private List<PathError> values(Operation.NewObject object, ParameterPath nativeTable) {
        Optional<ParameterPath> row =
                ParameterPath.parse(nativeTable.text() + "1.")
                        .flatMap(translator::toCanonicalObject);
        if (row.isEmpty()) {
            return List.of();
        }
        Map<ParameterPath, String> values = new LinkedHashMap<>();
        object.values()
                .forEach((name, text) ->
                        ParameterPath.parse(row.get().text() + name)
                                .ifPresent(path -> values.put(path, text)));
        List<PathError> errors = new ArrayList<>();
        switch (translator.toNativeWrites(values, _ -> Optional.empty())) {
            case Translated.Refused<List<NativeValue>>(var refused) -> errors.addAll(refused);
            case Translated.Ok<List<NativeValue>>(var writes) -> {
                errors.addAll(readOnly(values.keySet(), writes));
                behind(writes.stream().filter(this::isAbsent), values.keySet())
                        .forEach(path -> errors.add(nothing(path)));
            }
        }
        return errors.stream().map(error -> ofTable(error, object, row.get())).toList();
    }

    private boolean isAbsent(NativeValue write) {
        return ParameterPath.parse(write.path()).filter(path -> !has(path.template())).isPresent();
    }

    private static PathError ofTable(
            PathError error, Operation.NewObject object, ParameterPath row) {
        return error.path().startsWith(row.text())
                ? new PathError(
                        object.object().text() + error.path().substring(row.text().length()),
                        error.code(),
                        error.sourceCode(),
                        error.message())
                : error;
    }

    Optional<PathError> deletable(PathExpression row) {
        Optional<ParameterPath> concrete = row.concrete();
        if (!translated() || concrete.isEmpty()) {
            return readable(row);
        }
        return switch (translator.toNativeObject(concrete.get())) {
            case Translated.Refused<ParameterPath>(var errors) -> errors.stream().findFirst();
            case Translated.Ok<ParameterPath>(var found) ->
                    has(found.template()) ? Optional.empty() : Optional.of(nothing(row.text()));
        };
    }

    List<PathError> operable(PathExpression command, Map<String, String> input) {
        return switch (endpoint.protocol()) {
            case CWMP -> planned(command, input);
            case USP ->
                    SupportCheck.isVendors(command.text()) || has(command.template())
                            ? List.of()
                            : unsupported(command, "the device has no such command");
            case IOT -> List.of();
        };
    }

    private List<PathError> planned(PathExpression command, Map<String, String> input) {
        Optional<ParameterPath> concrete = command.concrete();
        if (concrete.isEmpty()) {
            return unsupported(command, "over CWMP a command names one instance");
        }
        return switch (translator.commands().parameters(concrete.get())) {
            case Translated.Refused<List<ParameterPath>>(var errors) -> errors;
            case Translated.Ok<List<ParameterPath>>(var natives) ->
                    SupportCheck.isVendors(command.text())
                                    || natives.stream().allMatch(p -> has(p.template()))
                            ? errors(translator.toCommand(concrete.get(), input))
                            : unsupported(command, "the device has no such command");
        };
    }

    private static List<PathError> errors(Translated<CommandPlan> plan) {
        return switch (plan) {
            case Translated.Refused<CommandPlan>(var errors) -> errors;
            case Translated.Ok<CommandPlan> _ -> List.of();
        };
    }

    private List<PathError> unsupported(PathExpression command, String why) {
        return List.of(PathError.of(command.text(), ErrorCode.NOT_SUPPORTED, why));
    }

    private static PathError nothing(String path) {
        return PathError.of(path, ErrorCode.INVALID_PATH, "the device has nothing of that name");
    }

    private boolean has(String template) {
        return !model.isKnown() || objects.mayHave(template);
    }
}
