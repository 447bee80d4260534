package org.trellis.controller.core;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.trellis.controller.store.EndpointRecord;
import org.trellis.model.ErrorCode;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathError;
import org.trellis.model.PathExpression;
import org.trellis.model.SupportedModel;
import org.trellis.model.SupportedObjects;
import org.trellis.model.translate.ModelTranslator;
import org.trellis.model.translate.Translated;
import org.trellis.model.translate.command.CommandPlan;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.NotificationType;
import org.trellis.southbound.Operation;
import org.trellis.southbound.Protocol;

/**
 * Whether a device has what a command names, by what it said it supports and by what can be
 * translated for it. A path is refused if every endpoint that the command may take would refuse it.
 * Vendor paths pass, and so does everything while the model is not known: the device answers then.
 */
final class SupportCheck {

    private static final String VENDOR = "X_";
    private static final int MODELS = 200;

    private final ModelCatalog models;
    private final Contexts contexts;

    /** By the model itself, which its devices share: a rediscovery brings another. */
    private final Cache<SupportedModel, SupportedObjects> objects =
            Caffeine.newBuilder().weakKeys().maximumSize(MODELS).build();

    SupportCheck(ModelCatalog models, Contexts contexts) {
        this.models = models;
        this.contexts = contexts;
    }

    /**
     * The endpoints that a request may take, each with what is known of it. Used for one request.
     */
    final class Ways {
        private final Registry.Known device;
        private final List<Way> all;

        private Ways(Registry.Known device, List<Way> all) {
            this.device = device;
            this.all = all;
        }

        Optional<PathError> read(PathExpression path) {
            return every(path.text(), way -> way.readable(path));
        }

        /** Of one parameter, which may be named by a wildcard or a search. */
        Optional<PathError> write(PathExpression path, String value) {
            Optional<ParameterPath> concrete = path.concrete().filter(ParameterPath::isParameter);
            return every(
                    path.text(),
                    way -> {
                        Optional<PathError> unknown = way.readable(path);
                        return unknown.isPresent() || concrete.isEmpty()
                                ? unknown
                                : way.writable(device, Map.of(concrete.get(), value));
                    });
        }

        Optional<PathError> create(Operation.NewObject object) {
            return every(object.object().text(), way -> way.creatable(object));
        }

        Optional<PathError> delete(PathExpression row) {
            return every(row.text(), way -> way.deletable(row));
        }

        /** An error for each argument that is wrong. */
        List<PathError> operate(Operation.Operate operate) {
            List<PathError> first = List.of();
            for (Way way : all) {
                List<PathError> refused = way.operable(operate.command(), operate.input());
                if (refused.isEmpty()) {
                    return refused;
                }
                first = first.isEmpty() ? refused : first;
            }
            return first;
        }

        Optional<PathError> watch(PathExpression path, NotificationType type) {
            return every(path.text(), way -> way.watchable(path, type));
        }

        private Optional<PathError> every(String path, Function<Way, Optional<PathError>> check) {
            if (vendor(path)) {
                return Optional.empty();
            }
            Optional<PathError> first = Optional.empty();
            for (Way way : all) {
                Optional<PathError> refused = check.apply(way);
                if (refused.isEmpty()) {
                    return refused;
                }
                first = first.isPresent() ? first : refused;
            }
            return first;
        }
    }

    Ways of(Registry.Known device, CommandRequest request) {
        List<Way> ways = new ArrayList<>();
        for (EndpointRecord record : device.endpoints().values()) {
            Endpoint endpoint = record.endpoint();
            if (request.endpoint().map(endpoint.id()::equals).orElse(true)) {
                SupportedModel model = models.of(device, endpoint.protocol());
                ways.add(
                        new Way(
                                endpoint,
                                model,
                                models.translator(device, endpoint.protocol()),
                                objects.get(model, SupportedObjects::new)));
            }
        }
        return new Ways(device, ways);
    }

    private static boolean vendor(String path) {
        return path.startsWith(VENDOR) || path.contains("." + VENDOR);
    }

    private final class Way {
        private final Endpoint endpoint;
        private final SupportedModel model;
        private final ModelTranslator translator;
        private final SupportedObjects objects;

        private Way(
                Endpoint endpoint,
                SupportedModel model,
                ModelTranslator translator,
                SupportedObjects objects) {
            this.endpoint = endpoint;
            this.model = model;
            this.translator = translator;
            this.objects = objects;
        }

        private boolean translated() {
            return endpoint.protocol() != Protocol.IOT;
        }

        Optional<PathError> readable(PathExpression path) {
            if (!translated()) {
                return has(path.template()) ? Optional.empty() : nothing(path.text());
            }
            return switch (translator.toNativeHolders(path)) {
                case Translated.Refused<List<PathExpression>>(var errors) ->
                        errors.stream().findFirst();
                case Translated.Ok<List<PathExpression>>(var natives) ->
                        natives.stream().anyMatch(n -> has(n.template()))
                                ? Optional.empty()
                                : nothing(path.text());
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

        Optional<PathError> writable(Registry.Known device, Map<ParameterPath, String> values) {
            if (!translated()) {
                return Optional.empty();
            }
            Function<String, Optional<String>> current =
                    contexts.of(device, endpoint).twin()::nativeText;
            return switch (translator.toNativeWrites(values, current)) {
                case Translated.Refused<?>(var errors) -> errors.stream().findFirst();
                case Translated.Ok<?> _ -> Optional.empty();
            };
        }

        Optional<PathError> creatable(Operation.NewObject object) {
            String table = object.object().text();
            if (!translated()) {
                return has(object.object().template()) ? Optional.empty() : nothing(table);
            }
            return switch (translator.toNativeTable(object.object(), object.values())) {
                case Translated.Refused<ParameterPath>(var errors) -> errors.stream().findFirst();
                case Translated.Ok<ParameterPath>(var found) ->
                        has(found.template()) ? Optional.empty() : nothing(table);
            };
        }

        Optional<PathError> deletable(PathExpression row) {
            Optional<ParameterPath> concrete = row.concrete();
            if (!translated() || concrete.isEmpty()) {
                return readable(row);
            }
            return switch (translator.toNativeObject(concrete.get())) {
                case Translated.Refused<ParameterPath>(var errors) -> errors.stream().findFirst();
                case Translated.Ok<ParameterPath>(var found) ->
                        has(found.template()) ? Optional.empty() : nothing(row.text());
            };
        }

        List<PathError> operable(PathExpression command, Map<String, String> input) {
            return switch (endpoint.protocol()) {
                case CWMP -> planned(command, input);
                case USP ->
                        vendor(command.text()) || has(command.template())
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
                        vendor(command.text()) || natives.stream().allMatch(p -> has(p.template()))
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

        private Optional<PathError> nothing(String path) {
            return Optional.of(
                    PathError.of(
                            path, ErrorCode.INVALID_PATH, "the device has nothing of that name"));
        }

        private boolean has(String template) {
            return !model.isKnown() || objects.mayHave(template);
        }
    }
}
