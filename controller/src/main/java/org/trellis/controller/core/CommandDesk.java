package org.trellis.controller.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trellis.controller.store.CommandRecord;
import org.trellis.controller.store.CommandStore;
import org.trellis.controller.store.Page;
import org.trellis.model.PathError;
import org.trellis.southbound.Command;
import org.trellis.southbound.CommandId;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.Operation;
import org.trellis.southbound.TenantId;

/** Where commands come in, and where their callers wait. */
final class CommandDesk implements Commands, SystemCommands {

    private static final Logger LOG = LoggerFactory.getLogger(CommandDesk.class);
    private static final Duration KEEP_KEYS = Duration.ofHours(24);
    private static final Duration CANCEL_PATIENCE = Duration.ofSeconds(3);
    private static final Duration STORED_SOON = Duration.ofMillis(100);

    private final Foundation core;
    private final Registry registry;
    private final Validator validator;
    private final Queues queues;
    private final Ending ending;
    private final Delivery delivery;

    /** Where commands go; wakes devices, and the callers who wait. */
    record Delivery(Routing routing, Waker waker, Waiters waiters) {}

    CommandDesk(
            Foundation core,
            Registry registry,
            Validator validator,
            Queues queues,
            Ending ending,
            Delivery delivery) {
        this.core = core;
        this.registry = registry;
        this.validator = validator;
        this.queues = queues;
        this.ending = ending;
        this.delivery = delivery;
    }

    /** Where a new command goes. */
    private sealed interface Placed {
        record Here(long epoch) implements Placed {}

        record There(String node) implements Placed {}

        record Full() implements Placed {}
    }

    @Override
    public Submission submit(Caller caller, CommandRequest request, Duration wait) {
        DeviceKey key = new DeviceKey(caller.tenant(), request.device());
        Optional<Registry.Known> device = registry.find(key);
        if (device.isEmpty()) {
            return new Submission.UnknownDevice(request.device());
        }
        List<PathError> errors = check(device.get(), request);
        if (!errors.isEmpty()) {
            return request.idempotency()
                    .flatMap(once -> replay(caller, request.device(), once, wait))
                    .orElseGet(() -> new Submission.Invalid(errors));
        }
        CommandId id = new CommandId(core.ids().next());
        if (request.idempotency().isPresent()) {
            CommandRequest.Idempotency once = request.idempotency().get();
            Optional<CommandStore.Claimed> before =
                    core.stores()
                            .commands()
                            .claim(
                                    caller.tenant(),
                                    scope(caller, request.device()),
                                    once.key(),
                                    once.fingerprint(),
                                    id,
                                    KEEP_KEYS);
            if (before.isPresent()) {
                if (!before.get().fingerprint().equals(once.fingerprint())) {
                    return new Submission.KeyConflict();
                }
                id = before.get().command();
                Optional<CommandRecord> first = replay(caller.tenant(), id, wait);
                if (first.isPresent()) {
                    return new Submission.Accepted(first.get(), true);
                }
            }
        }
        return accept(key, record(caller, request, id), request, wait);
    }

    private static String scope(Caller caller, DeviceId device) {
        return caller.name() + " " + device;
    }

    @Override
    public Optional<Submission> replay(
            Caller caller, DeviceId device, CommandRequest.Idempotency once, Duration wait) {
        return core.stores()
                .commands()
                .claimed(caller.tenant(), scope(caller, device), once.key())
                .flatMap(before ->
                        before.fingerprint().equals(once.fingerprint())
                                ? replay(caller.tenant(), before.command(), wait)
                                        .map(first -> new Submission.Accepted(first, true))
                                : Optional.of(new Submission.KeyConflict()));
    }

    private Optional<CommandRecord> replay(TenantId tenant, CommandId id, Duration wait) {
        try (Waiters.Waiting end = delivery.waiters().expect(id)) {
            Optional<CommandRecord> now = firstOf(tenant, id, end);
            if (now.isEmpty() || now.get().status().ended() || !isWait(wait)) {
                return now;
            }
            return end.await(wait).or(() -> find(tenant, id));
        }
    }

    /**
     * The first call may just be storing it, on another node even: looked for a few times, unless
     * its answer comes first. If it died instead, this call takes its place.
     */
    private Optional<CommandRecord> firstOf(TenantId tenant, CommandId id, Waiters.Waiting answer) {
        Optional<CommandRecord> found = find(tenant, id);
        for (int i = 0; i < 20 && found.isEmpty(); i++) {
            found = answer.await(STORED_SOON).or(() -> find(tenant, id));
        }
        return found;
    }

    private static boolean isWait(Duration wait) {
        return !wait.isZero() && !wait.isNegative();
    }

    private Submission accept(
            DeviceKey key, CommandRecord record, CommandRequest request, Duration wait) {
        Placed placed = queues.with(key, queue -> expect(queue, record.id(), limit()));
        if (placed instanceof Placed.Full) {
            return new Submission.QueueFull(limit());
        }
        core.metrics().count(CoreMetrics.Counter.COMMANDS_SUBMITTED);
        if (!isWait(wait)) {
            take(key, record, placed, true);
            return new Submission.Accepted(record, false);
        }
        boolean durable =
                !(record.operation() instanceof Operation.Get)
                        || request.idempotency().isPresent()
                        || placed instanceof Placed.There;
        try (Waiters.Waiting end = delivery.waiters().expect(record.id())) {
            take(key, record, placed, durable);
            return new Submission.Accepted(
                    end.await(wait).orElseGet(() -> timeIsOver(key, record)), false);
        }
    }

    private void take(DeviceKey key, CommandRecord record, Placed placed, boolean durable) {
        if (durable) {
            store(key, record);
        }
        if (hand(key, new CommandEntry(record, durable), placed)) {
            delivery.waker().nudge(key);
        }
    }

    private int limit() {
        return core.settings().queueLimit();
    }

    private Placed place(DeviceQueue queue) {
        return place(queue, limit());
    }

    private Placed place(DeviceQueue queue, int limit) {
        if (!queue.owned()) {
            Optional<String> other = queues.otherOwner(queue.key());
            if (other.isPresent()) {
                return new Placed.There(other.get());
            }
            queues.own(queue, Optional.empty());
        }
        return queue.size() >= limit ? new Placed.Full() : new Placed.Here(queue.epoch());
    }

    private Placed expect(DeviceQueue queue, CommandId id, int limit) {
        Placed placed = place(queue, limit);
        if (placed instanceof Placed.Here) {
            queue.arriving(id);
        }
        return placed;
    }

    private void store(DeviceKey key, CommandRecord record) {
        boolean stored = false;
        try {
            store(record);
            stored = true;
        } finally {
            if (!stored) {
                queues.with(
                        key,
                        queue -> {
                            queue.arrived(record.id());
                            return true;
                        });
            }
        }
    }

    private void store(CommandRecord record) {
        ending.save(record);
    }

    /** True if it is in the queue of this node; otherwise the owner was told. */
    private boolean hand(DeviceKey key, CommandEntry entry, Placed placed) {
        Placed now =
                placed instanceof Placed.Here here
                        ? queues.with(key, queue -> put(queue, entry, here))
                        : placed;
        if (now instanceof Placed.There there) {
            core.bus()
                    .publish(
                            new NodeMessage.WakeDevice(
                                    core.node(), key.tenant(), there.node(), key.device()));
            return false;
        }
        return true;
    }

    /**
     * If the device has changed hands since the command was stored, another node may have had it:
     * the store knows better what has become of it.
     */
    private Placed put(DeviceQueue queue, CommandEntry entry, Placed.Here before) {
        queue.arrived(entry.record().id());
        Placed now = place(queue);
        if (now instanceof Placed.There) {
            if (!entry.durable()) {
                core.stores().commands().save(entry.record());
            }
        } else if (entry.durable() && queue.epoch() != before.epoch()) {
            queues.load(queue, true, Optional.empty());
        } else {
            queues.add(queue, entry);
        }
        return now;
    }

    /** From now on it is durable, whatever it is. */
    private CommandRecord timeIsOver(DeviceKey key, CommandRecord record) {
        queues.with(
                key,
                queue -> {
                    queue.entry(record.id())
                            .filter(e -> !e.durable())
                            .ifPresent(e -> {
                                store(e.record());
                                e.madeDurable();
                            });
                    return true;
                });
        return find(record.tenant(), record.id()).orElse(record);
    }

    private CommandRecord record(Caller caller, CommandRequest request, CommandId id) {
        Instant now = core.now();
        return new CommandRecord(
                caller.tenant(),
                id,
                request.device(),
                request.operation(),
                request.priority(),
                CommandRecord.Status.QUEUED,
                caller.name(),
                now,
                request.expiresAt().orElse(now.plus(core.settings().commandLife())),
                Optional.empty(),
                Optional.empty(),
                request.endpoint(),
                0,
                0,
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                "");
    }

    @Override
    public void background(DeviceKey device, Operation operation, Optional<EndpointId> endpoint) {
        background(device, operation, endpoint, Manner.STORED);
    }

    @Override
    public void restore(DeviceKey device, Operation.Watch watch, EndpointId endpoint) {
        background(device, watch, Optional.of(endpoint), Manner.IN_ANY_CASE);
    }

    @Override
    public void read(DeviceKey device, Operation.Get get, EndpointId endpoint) {
        background(device, get, Optional.of(endpoint), Manner.IN_MEMORY);
    }

    /** How much a background command matters. */
    private enum Manner {
        IN_MEMORY,
        STORED,
        IN_ANY_CASE
    }

    private void background(
            DeviceKey device, Operation operation, Optional<EndpointId> endpoint, Manner manner) {
        Caller system = new Caller(CREATED_BY, device.tenant(), java.util.Set.of());
        CommandRequest request =
                new CommandRequest(
                        device.device(),
                        operation,
                        Command.Priority.BACKGROUND,
                        Optional.empty(),
                        endpoint,
                        Optional.empty());
        boolean waiting =
                queues.ifPresent(
                                device,
                                queue ->
                                        queue.inOrder().stream()
                                                .anyMatch(e ->
                                                        e.queued()
                                                                && e.record()
                                                                        .operation()
                                                                        .equals(operation)))
                        .orElse(false);
        if (waiting) {
            return;
        }
        CommandRecord record = record(system, request, new CommandId(core.ids().next()));
        int limit = manner == Manner.IN_ANY_CASE ? Integer.MAX_VALUE : limit();
        Placed placed = queues.with(device, queue -> expect(queue, record.id(), limit));
        if (placed instanceof Placed.Full) {
            LOG.warn(
                    "{}: a {} of our own is dropped, {} commands wait already",
                    device.device(),
                    operation.type(),
                    limit);
        } else {
            core.metrics().count(CoreMetrics.Counter.COMMANDS_SUBMITTED);
            boolean durable = manner != Manner.IN_MEMORY || placed instanceof Placed.There;
            if (durable) {
                store(device, record);
            }
            hand(device, new CommandEntry(record, durable), placed);
        }
    }

    @Override
    public List<PathError> validate(Caller caller, CommandRequest request) {
        return registry.find(new DeviceKey(caller.tenant(), request.device()))
                .map(device -> check(device, request))
                .orElse(List.of());
    }

    @Override
    public List<Warning> warnings(Caller caller, CommandRequest request) {
        return registry.find(new DeviceKey(caller.tenant(), request.device()))
                .map(device -> validator.warnings(device, request))
                .orElse(List.of());
    }

    private List<PathError> check(Registry.Known device, CommandRequest request) {
        List<PathError> errors = validator.validate(device, request);
        return errors.isEmpty() ? delivery.routing().astray(device, request) : errors;
    }

    @Override
    public Optional<CommandRecord> find(Caller caller, CommandId id) {
        return find(caller.tenant(), id);
    }

    private Optional<CommandRecord> find(TenantId tenant, CommandId id) {
        return live(id).or(() -> ending.ephemeral(id))
                .or(() -> core.stores().commands().find(tenant, id))
                .filter(record -> record.tenant().equals(tenant));
    }

    /** What this node knows of an open command is newer than what the store has. */
    private Optional<CommandRecord> live(CommandId id) {
        return queues.deviceOf(id)
                .flatMap(key -> queues.ifPresent(key, queue -> live(queue, id)))
                .flatMap(record -> record);
    }

    private Optional<CommandRecord> live(DeviceQueue queue, CommandId id) {
        boolean ours = queue.entry(id).filter(e -> e.lease() != null).isPresent();
        return ours || queues.stillOwned(queue)
                ? queue.entry(id).filter(e -> !e.foreign()).map(CommandEntry::record)
                : Optional.empty();
    }

    @Override
    public Optional<CommandRecord> cancel(Caller caller, CommandId id) {
        Optional<CommandRecord> found = find(caller, id);
        if (found.isEmpty() || found.get().status().ended()) {
            return found;
        }
        DeviceKey key = new DeviceKey(caller.tenant(), found.get().device());
        Placed placed = queues.with(key, this::place);
        if (placed instanceof Placed.There there) {
            try (Waiters.Waiting end = delivery.waiters().expect(id)) {
                core.bus()
                        .publish(
                                new NodeMessage.CancelCommand(
                                        core.node(), key.tenant(), there.node(), key.device(), id));
                return end.await(CANCEL_PATIENCE).or(() -> find(caller, id));
            }
        }
        cancelHere(key, id);
        return find(caller, id);
    }

    /** Ends it if it is not yet sent. */
    void cancelHere(DeviceKey key, CommandId id) {
        queues.with(
                key,
                queue -> {
                    queue.entry(id)
                            .filter(e -> e.queued() && e.unsaved() == null)
                            .ifPresent(e ->
                                    ending.end(
                                            queues,
                                            queue,
                                            e,
                                            CommandRecord.Status.CANCELLED,
                                            CommandResult.failed(List.of())));
                    return true;
                });
    }

    @Override
    public Page<CommandRecord> list(
            Caller caller, DeviceId device, Optional<String> cursor, int limit) {
        Page<CommandRecord> stored =
                core.stores().commands().list(caller.tenant(), device, cursor, limit);
        return new Page<>(
                stored.items().stream().map(r -> live(r.id()).orElse(r)).toList(), stored.next());
    }
}
