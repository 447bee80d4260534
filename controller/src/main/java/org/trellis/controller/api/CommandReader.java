package org.trellis.controller.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trellis.controller.core.CommandRequest;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathExpression;
import org.trellis.southbound.Command;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.NotificationType;
import org.trellis.southbound.Operation;
import tools.jackson.databind.json.JsonMapper;

/** From a {@link CommandBody} to a {@link CommandRequest}: names the member that is wrong. */
@Component
class CommandReader {

    private static final int MAX_VALUES = 1_000;
    private static final int MAX_OBJECTS = 200;
    private static final Duration LONGEST = Duration.ofDays(30);

    private final Clock clock;
    private final JsonMapper json;

    CommandReader(Clock clock, JsonMapper json) {
        this.clock = clock;
        this.json = json;
    }

    CommandRequest read(DeviceId device, CommandBody body, @Nullable String idempotencyKey) {
        return new CommandRequest(
                device,
                operation(body),
                priority(body.priority()),
                expiry(body.expiresAt()),
                endpoint(body.endpoint()),
                idempotency(device, body, idempotencyKey));
    }

    private static Operation operation(CommandBody body) {
        return switch (body) {
            case CommandBody.Get get ->
                    new Operation.Get(Paths.expressions("paths", texts("paths", get.paths())));
            case CommandBody.Set set ->
                    new Operation.Set(setValues(set.values()), isTrue(set.allowPartial()));
            case CommandBody.Add add ->
                    new Operation.Add(newObjects(add.objects()), isTrue(add.allowPartial()));
            case CommandBody.Delete delete ->
                    new Operation.Delete(objects(delete.objects()), isTrue(delete.allowPartial()));
            case CommandBody.Operate operate ->
                    new Operation.Operate(
                            command(operate.path()), values("input", operate.input()));
            case CommandBody.Discover discover ->
                    new Operation.Discover(
                            Paths.object(
                                    "path", discover.path() == null ? "Device." : discover.path()));
            case CommandBody.Watch watch ->
                    new Operation.Watch(
                            Paths.expressions("paths", texts("paths", watch.paths())),
                            notification(watch.what()));
        };
    }

    private static boolean isTrue(@Nullable Boolean flag) {
        return flag != null && flag;
    }

    private static List<String> texts(String field, @Nullable List<@Nullable String> given) {
        if (given == null || given.isEmpty()) {
            throw ApiException.badField(field, "has to name at least one path");
        }
        List<String> texts = new ArrayList<>(given.size());
        for (String text : given) {
            if (text == null) {
                throw ApiException.badField(
                        field + "[" + texts.size() + "]", "has to be a string, not null");
            }
            texts.add(text);
        }
        return texts;
    }

    private static Map<PathExpression, String> setValues(
            @Nullable Map<String, @Nullable String> given) {
        Map<String, String> texts = values("values", given);
        if (texts.isEmpty()) {
            throw ApiException.badField("values", "has to hold at least one value by path");
        }
        Map<PathExpression, String> values = new LinkedHashMap<>();
        texts.forEach((path, value) -> {
            PathExpression parsed = Paths.expression("values", path);
            if (parsed.isPartial() || path.endsWith("()") || path.endsWith("!")) {
                throw ApiException.badField(
                        "values", Problems.quoted(path) + " does not name a parameter");
            }
            values.put(parsed, value);
        });
        return values;
    }

    private static Map<String, String> values(
            String field, @Nullable Map<String, @Nullable String> given) {
        if (given == null) {
            return Map.of();
        }
        if (given.size() > MAX_VALUES) {
            throw ApiException.badField(field, "has more than " + MAX_VALUES + " members");
        }
        Map<String, String> values = new LinkedHashMap<>();
        given.forEach((name, value) -> {
            if (value == null) {
                throw ApiException.badField(
                        field + "." + Logged.text(name), "has to be a string, not null");
            }
            values.put(name, value);
        });
        return values;
    }

    private static List<Operation.NewObject> newObjects(
            @Nullable List<CommandBody.@Nullable NewObject> given) {
        if (given == null || given.isEmpty() || given.size() > MAX_OBJECTS) {
            throw ApiException.badField("objects", "has to hold 1 to " + MAX_OBJECTS + " objects");
        }
        List<Operation.NewObject> objects = new ArrayList<>(given.size());
        for (CommandBody.NewObject object : given) {
            String field = "objects[" + objects.size() + "]";
            if (object == null || object.object() == null) {
                throw ApiException.badField(field + ".object", "is missing");
            }
            ParameterPath table = Paths.object(field + ".object", object.object());
            objects.add(new Operation.NewObject(table, values(field + ".values", object.values())));
        }
        return objects;
    }

    private static List<PathExpression> objects(@Nullable List<@Nullable String> given) {
        List<PathExpression> paths = Paths.expressions("objects", texts("objects", given));
        for (int i = 0; i < paths.size(); i++) {
            if (!paths.get(i).isPartial()) {
                throw ApiException.badField(
                        "objects[" + i + "]", "has to be an object: it ends with a dot");
            }
        }
        return paths;
    }

    private static PathExpression command(@Nullable String path) {
        if (path == null) {
            throw ApiException.badField("path", "is missing");
        }
        PathExpression parsed = Paths.expression("path", path);
        if (!path.endsWith("()")) {
            throw ApiException.badField("path", "has to be a command: it ends with ()");
        }
        return parsed;
    }

    private static NotificationType notification(@Nullable String text) {
        for (NotificationType type : NotificationType.values()) {
            if (type.label().equals(text)) {
                return type;
            }
        }
        throw ApiException.badField(
                "notify", "has to be value-change, object-creation, object-deletion or off");
    }

    private static Command.Priority priority(@Nullable String text) {
        return switch (text) {
            case null -> Command.Priority.INTERACTIVE;
            case "interactive" -> Command.Priority.INTERACTIVE;
            case "background" -> Command.Priority.BACKGROUND;
            default ->
                    throw ApiException.badField("priority", "has to be interactive or background");
        };
    }

    private Optional<Instant> expiry(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Instant at = Times.parse("expiresAt", text);
        if (!at.isAfter(now) || at.isAfter(now.plus(LONGEST))) {
            throw ApiException.badField(
                    "expiresAt", "has to lie within the next " + LONGEST.toDays() + " days");
        }
        return Optional.of(at);
    }

    private static Optional<EndpointId> endpoint(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new EndpointId(text));
        } catch (IllegalArgumentException notAnId) {
            throw ApiException.badField("endpoint", "is not the id of an endpoint");
        }
    }

    private Optional<CommandRequest.Idempotency> idempotency(
            DeviceId device, CommandBody body, @Nullable String key) {
        if (key == null) {
            return Optional.empty();
        }
        Replays.requireKey(key);
        return Optional.of(
                new CommandRequest.Idempotency(
                        key, Digests.hex(device + "\n" + json.writeValueAsString(body))));
    }
}
