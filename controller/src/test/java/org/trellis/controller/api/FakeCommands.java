package org.trellis.controller.api;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.trellis.controller.core.Caller;
import org.trellis.controller.core.CommandRequest;
import org.trellis.controller.core.Commands;
import org.trellis.controller.core.Submission;
import org.trellis.controller.core.Warning;
import org.trellis.controller.store.BadCursorException;
import org.trellis.controller.store.CommandRecord;
import org.trellis.controller.store.CommandRecord.Status;
import org.trellis.controller.store.Page;
import org.trellis.controller.store.TwinValue;
import org.trellis.model.ErrorCode;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.ParameterType;
import org.trellis.model.PathError;
import org.trellis.model.PathExpression;
import org.trellis.model.Quality;
import org.trellis.southbound.CommandId;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.Operation;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.TenantId;

/**
 * Commands that end at once on a device that is online and wait on one that is not. {@code
 * Device.Slow()} never ends; paths below {@code Device.Nope} are refused; {@code Device.Broken()}
 * ends with a fault; a discovery yields 1200 values.
 */
final class FakeCommands implements Commands {

    private record Used(String fingerprint, CommandRecord command) {}

    private final FakeNorthbound core;
    private final Map<CommandId, CommandRecord> all = new ConcurrentHashMap<>();
    private final List<CommandId> order = new ArrayList<>();
    private final Map<String, Used> keys = new ConcurrentHashMap<>();
    private int counter;

    FakeCommands(FakeNorthbound core) {
        this.core = core;
    }

    @Override
    public synchronized Submission submit(Caller caller, CommandRequest request, Duration wait) {
        core.reachable();
        if (!core.devices.containsKey(request.device())) {
            return new Submission.UnknownDevice(request.device());
        }
        List<PathError> refused = validate(caller, request);
        if (!refused.isEmpty()) {
            return new Submission.Invalid(refused);
        }
        Used used = request.idempotency().map(i -> keys.get(i.key())).orElse(null);
        if (used != null) {
            return used.fingerprint().equals(request.idempotency().get().fingerprint())
                    ? new Submission.Accepted(used.command(), true)
                    : new Submission.KeyConflict();
        }
        if (request.device().equals(FakeNorthbound.PLUG) && open() >= 3) {
            return new Submission.QueueFull(3);
        }
        CommandRecord command = record(caller, request);
        boolean runs = core.online.contains(request.device());
        if (runs && !slow(request.operation())) {
            CommandResult result = result(request);
            command = with(command, Status.valueOf(result.status().name()), result);
            events(command);
        }
        keep(command);
        CommandRecord kept = command;
        request.idempotency().ifPresent(i -> keys.put(i.key(), new Used(i.fingerprint(), kept)));
        return new Submission.Accepted(command, false);
    }

    @Override
    public Optional<Submission> replay(
            Caller caller, DeviceId device, CommandRequest.Idempotency once, Duration wait) {
        return Optional.ofNullable(keys.get(once.key()))
                .map(used ->
                        used.fingerprint().equals(once.fingerprint())
                                ? new Submission.Accepted(used.command(), true)
                                : new Submission.KeyConflict());
    }

    private long open() {
        return all.values().stream().filter(c -> !c.status().ended()).count();
    }

    private static boolean slow(Operation operation) {
        return operation instanceof Operation.Operate operate
                && operate.command().text().equals("Device.Slow()");
    }

    private void keep(CommandRecord command) {
        if (all.put(command.id(), command) == null) {
            order.addFirst(command.id());
        }
    }

    private CommandResult result(CommandRequest request) {
        var twin = core.twins.get(request.device());
        return switch (request.operation()) {
            case Operation.Get get ->
                    CommandResult.read(
                            twin.values().stream()
                                    .map(TwinValue::value)
                                    .filter(v ->
                                            get.paths().stream().anyMatch(p -> p.covers(v.path())))
                                    .toList(),
                            List.of());
            case Operation.Set set -> {
                List<ObservedValue> written = new ArrayList<>();
                set.values().forEach((path, text) -> written.add(write(request, path, text)));
                yield CommandResult.read(written, List.of());
            }
            case Operation.Add add ->
                    new CommandResult(
                            CommandResult.Status.DONE,
                            List.of(),
                            List.of(),
                            add.objects().stream().map(o -> o.object().child("7.")).toList(),
                            Map.of(),
                            List.of(),
                            Optional.empty());
            case Operation.Delete _, Operation.Watch _ -> CommandResult.done();
            case Operation.Operate operate ->
                    operate.command().text().equals("Device.Broken()")
                            ? CommandResult.failed(
                                    new PathError(
                                            "Device.Broken()", ErrorCode.INTERNAL, "9002", "no"))
                            : new CommandResult(
                                    CommandResult.Status.DONE,
                                    List.of(),
                                    List.of(),
                                    List.of(),
                                    Map.of("Status", "ok", "AdminPassword", "s3cret"),
                                    List.of(),
                                    Optional.empty());
            case Operation.Discover _ -> CommandResult.read(many(), List.of());
        };
    }

    private static List<ObservedValue> many() {
        List<ObservedValue> values = new ArrayList<>();
        for (int i = 1; i <= 1200; i++) {
            ParameterPath path = ParameterPath.of("Device.Hosts.Host." + i + ".HostName");
            values.add(
                    new ObservedValue(
                            path,
                            ParameterType.STRING,
                            "h" + i,
                            false,
                            false,
                            path.text(),
                            Quality.REPORTED));
        }
        return values;
    }

    private ObservedValue write(CommandRequest request, PathExpression path, String text) {
        var twin = core.twins.get(request.device());
        TwinValue before = twin.get(path.concrete().orElseThrow());
        boolean secret = before != null && before.value().secret();
        core.value(request.device(), path.text(), text, true, secret);
        core.events.add(
                request.device(),
                "parameter.changed",
                Map.of("path", path.text(), "value", secret ? "" : text));
        return twin.get(path.concrete().orElseThrow()).value();
    }

    private void events(CommandRecord command) {
        core.events.add(
                command.device(),
                "command.updated",
                Map.of(
                        "commandId",
                        command.id().toString(),
                        "type",
                        command.operation().type(),
                        "status",
                        command.status().label()));
    }

    private CommandRecord record(Caller caller, CommandRequest request) {
        Instant now = core.clock.instant();
        CommandId id =
                new CommandId(
                        new UUID(
                                (now.toEpochMilli() << 16) | 0x7000L,
                                0x8000_0000_0000_0000L | ++counter));
        boolean runs = core.online.contains(request.device());
        return new CommandRecord(
                TenantId.DEFAULT,
                id,
                request.device(),
                request.operation(),
                request.priority(),
                runs ? Status.SENT : Status.QUEUED,
                caller.name(),
                now,
                request.expiresAt().orElse(now.plus(Duration.ofHours(24))),
                runs ? Optional.of(now) : Optional.empty(),
                Optional.empty(),
                request.endpoint(),
                1,
                1,
                runs
                        ? Optional.of(
                                new CommandRecord.Route(
                                        core.endpoint(request.device()).id(), Protocol.USP, "mqtt"))
                        : Optional.empty(),
                Map.of(),
                Optional.empty(),
                runs ? "" : "the device is not connected");
    }

    private CommandRecord with(CommandRecord c, Status status, CommandResult result) {
        return new CommandRecord(
                c.tenant(),
                c.id(),
                c.device(),
                c.operation(),
                c.priority(),
                status,
                c.createdBy(),
                c.createdAt(),
                c.expiresAt(),
                c.sentAt(),
                Optional.of(core.clock.instant()),
                c.forcedEndpoint(),
                c.attempt(),
                c.epoch(),
                c.endpoint(),
                c.progress(),
                Optional.ofNullable(result),
                c.note());
    }

    @Override
    public List<Warning> warnings(Caller caller, CommandRequest request) {
        return request.operation() instanceof Operation.Set set
                ? set.values().keySet().stream()
                        .filter(path -> path.text().contains(".X_"))
                        .map(path -> new Warning(path.text(), "not checked"))
                        .toList()
                : List.of();
    }

    @Override
    public List<PathError> validate(Caller caller, CommandRequest request) {
        List<String> paths =
                switch (request.operation()) {
                    case Operation.Get get ->
                            get.paths().stream().map(PathExpression::text).toList();
                    case Operation.Set set ->
                            set.values().keySet().stream().map(PathExpression::text).toList();
                    default -> List.of();
                };
        return paths.stream()
                .filter(p -> p.startsWith("Device.Nope"))
                .map(p -> PathError.of(p, ErrorCode.INVALID_PATH, "the device has no such path"))
                .toList();
    }

    @Override
    public Optional<CommandRecord> find(Caller caller, CommandId id) {
        core.reachable();
        return Optional.ofNullable(all.get(id));
    }

    @Override
    public synchronized Optional<CommandRecord> cancel(Caller caller, CommandId id) {
        return Optional.ofNullable(
                all.computeIfPresent(
                        id,
                        (_, c) ->
                                c.status() == Status.QUEUED ? with(c, Status.CANCELLED, null) : c));
    }

    @Override
    public synchronized Page<CommandRecord> list(
            Caller caller,
            org.trellis.southbound.DeviceId device,
            Optional<String> cursor,
            int limit) {
        cursor.ifPresent(c -> CommandId.parse(c).orElseThrow(BadCursorException::new));
        List<CommandRecord> found =
                order.stream().map(all::get).filter(c -> c.device().equals(device)).toList();
        return new Page<>(found.subList(0, Math.min(limit, found.size())), Optional.empty());
    }
}
