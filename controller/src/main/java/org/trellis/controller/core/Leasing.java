package org.trellis.controller.core;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trellis.controller.store.CommandRecord;
import org.trellis.model.PathError;
import org.trellis.southbound.Command;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.Fence;
import org.trellis.southbound.Lease;
import org.trellis.southbound.Operation;
import org.trellis.southbound.ReleaseReason;
import org.trellis.southbound.Report;

/** Gives commands to adapters and takes their outcomes back. */
final class Leasing {

    private final Foundation core;
    private final Queues queues;
    private final Ending ending;
    private final Registry registry;
    private final Routing routing;
    private final Waker waker;

    Leasing(
            Foundation core,
            Queues queues,
            Ending ending,
            Registry registry,
            Routing routing,
            Waker waker) {
        this.core = core;
        this.queues = queues;
        this.ending = ending;
        this.registry = registry;
        this.routing = routing;
        this.waker = waker;
    }

    Fence opened(Endpoint endpoint) {
        return queues.with(
                DeviceKey.of(endpoint),
                queue -> {
                    if (!queues.stillOwned(queue)) {
                        queues.own(queue, Optional.of(endpoint.id()));
                    }
                    long number = queues.nextSession();
                    queue.used(core.now());
                    DeviceQueue.Session lost =
                            queue.open(new DeviceQueue.Session(number, endpoint));
                    if (lost != null) {
                        recoverSession(queue, lost.number());
                    }
                    return new Fence(queue.epoch(), number);
                });
    }

    Optional<String> servedElsewhere(DeviceKey key) {
        return queues.servedElsewhere(key);
    }

    /** False if the fence is old. */
    boolean closed(Endpoint endpoint, Fence fence) {
        return queues.with(
                DeviceKey.of(endpoint),
                queue -> {
                    recoverSession(queue, fence.session());
                    boolean current = queue.isCurrent(endpoint.id(), fence.session());
                    if (current) {
                        queue.close(endpoint.id());
                    }
                    return current;
                });
    }

    private void recoverSession(DeviceQueue queue, long session) {
        for (CommandEntry entry : queue.entries()) {
            if (entry.leasedIn(session) && entry.unsaved() == null) {
                queues.recover(queue, entry);
            }
        }
    }

    Optional<Lease> next(Endpoint endpoint, Fence fence) {
        return queues.with(
                DeviceKey.of(endpoint),
                queue -> {
                    if (!queue.isCurrent(endpoint.id(), fence.session())) {
                        return Optional.empty();
                    }
                    if (!queue.owned() && somethingWaits(queue)) {
                        queues.own(queue, Optional.of(endpoint.id()));
                    }
                    return queue.owned() && !queue.isEmpty()
                            ? lease(queue, endpoint, fence.session())
                            : Optional.empty();
                });
    }

    /** Another node took the device while this session went on: it is taken back for a command. */
    private boolean somethingWaits(DeviceQueue queue) {
        return !core.stores().commands().open(queue.key().tenant(), queue.key().device()).isEmpty();
    }

    private Optional<Lease> lease(DeviceQueue queue, Endpoint endpoint, long session) {
        Optional<Registry.Known> known = registry.find(queue.key()).filter(Registry.Known::active);
        if (known.isEmpty()) {
            return Optional.empty();
        }
        Instant now = core.now();
        Optional<CommandEntry> picked =
                Lanes.pick(
                        queue.inOrder(),
                        endpoint,
                        now,
                        entry -> routing.goesOver(known.get(), entry.record(), endpoint));
        if (picked.isEmpty() || !mayLease(queue, picked.get())) {
            return Optional.empty();
        }
        CommandEntry entry = picked.get();
        Optional<Operation> routed = routing.operationFor(known.get(), entry.record(), endpoint);
        if (routed.isEmpty()) {
            return Optional.empty();
        }
        CommandRecord sent =
                Records.sent(
                        entry.record(),
                        now,
                        queue.epoch(),
                        new CommandRecord.Route(
                                endpoint.id(), endpoint.protocol(), endpoint.transport()));
        if (!sent.operation().repeatable()) {
            core.stores().commands().save(sent);
            entry.madeDurable();
            if (!queues.verified(queue)) {
                return Optional.empty();
            }
        }
        Lease lease =
                new Lease(
                        new Command(
                                sent.id(),
                                sent.device(),
                                routed.get(),
                                sent.priority(),
                                sent.expiresAt(),
                                sent.attempt(),
                                CommandTags.of(sent.id())),
                        endpoint,
                        routing.contexts().of(known.get(), endpoint),
                        new Fence(queue.epoch(), session));
        entry.record(sent);
        entry.lease(lease);
        core.metrics().count(CoreMetrics.Counter.LEASES);
        return Optional.of(lease);
    }

    /** What may not be repeated is not even marked on the word of a memory that may be old. */
    private boolean mayLease(DeviceQueue queue, CommandEntry entry) {
        return entry.record().operation().repeatable()
                ? queues.stillOwned(queue)
                : queues.verified(queue);
    }

    void accepted(Lease lease) {
        withLeased(lease, (queue, entry) -> runs(entry));
        waker.nudge(DeviceKey.of(lease.endpoint()));
    }

    private void runs(CommandEntry entry) {
        CommandRecord running = Records.running(entry.record());
        entry.record(running);
        entry.madeDurable();
        Ending.store(entry, () -> ending.save(running), () -> {});
    }

    void progress(Lease lease, Map<String, String> progress) {
        withLeased(
                lease,
                (queue, entry) -> {
                    CommandRecord record = Records.withProgress(entry.record(), progress);
                    entry.record(record);
                    if (entry.durable()) {
                        core.stores().commands().save(record);
                    }
                });
    }

    void complete(Lease lease, CommandResult result) {
        withLeased(
                lease,
                (queue, entry) ->
                        ending.end(
                                queues,
                                queue,
                                entry,
                                new Ending.Answer(
                                        lease.endpoint(),
                                        lease.command().operation(),
                                        result,
                                        shown(queue.key(), entry.record(), lease, result))));
        waker.nudge(DeviceKey.of(lease.endpoint()));
    }

    private CommandResult shown(
            DeviceKey key, CommandRecord command, Lease lease, CommandResult result) {
        return registry.find(key)
                .map(device -> routing.inView(device, command, lease.endpoint(), result))
                .orElse(result);
    }

    void release(Lease lease, ReleaseReason reason) {
        withLeased(
                lease,
                (queue, entry) -> {
                    switch (reason) {
                        case NOT_SENT ->
                                queues.requeue(entry, Math.max(0, entry.record().attempt() - 1));
                        case MAYBE_SENT -> queues.recover(queue, entry);
                    }
                });
    }

    /** An operation ended, or what it was to bring about has happened. */
    void operated(
            Endpoint endpoint,
            java.util.function.Predicate<CommandRecord> which,
            Map<String, String> output,
            List<PathError> errors) {
        CommandResult result = Records.operated(output, errors);
        end(
                endpoint,
                queue ->
                        queue.entries().stream()
                                .filter(entry -> isOut(entry) && which.test(entry.record()))
                                .toList(),
                result);
    }

    /**
     * An operation ended, of which the device does not say which: the one such that it is at, if it
     * is at one and no more.
     */
    void operatedSole(
            Endpoint endpoint,
            java.util.function.Predicate<CommandRecord> which,
            CommandResult result) {
        end(
                endpoint,
                queue -> {
                    List<CommandEntry> at =
                            queue.entries().stream()
                                    .filter(entry -> isAt(endpoint, entry))
                                    .filter(entry -> which.test(entry.record()))
                                    .toList();
                    return at.size() == 1 ? at : List.of();
                },
                result);
    }

    private interface Which {
        List<CommandEntry> of(DeviceQueue queue);
    }

    private void end(Endpoint endpoint, Which which, CommandResult result) {
        DeviceKey key = DeviceKey.of(endpoint);
        queues.with(
                key,
                queue -> {
                    queues.claim(queue);
                    for (CommandEntry entry : which.of(queue)) {
                        ending.end(
                                queues,
                                queue,
                                entry,
                                Ending.Answer.of(endpoint, entry.record().operation(), result));
                    }
                    return true;
                });
        waker.nudge(key);
    }

    private static boolean isOut(CommandEntry entry) {
        return entry.unsaved() == null
                && switch (entry.record().status()) {
                    case SENT, RUNNING -> true;
                    case QUEUED, DONE, PARTIAL, FAILED, EXPIRED, CANCELLED, OUTCOME_UNKNOWN ->
                            false;
                };
    }

    /** Accepted over this endpoint, or perhaps so. */
    private static boolean isAt(Endpoint endpoint, CommandEntry entry) {
        CommandRecord record = entry.record();
        boolean accepted =
                record.status() == CommandRecord.Status.RUNNING
                        || record.status() == CommandRecord.Status.SENT && entry.isUndecided();
        return accepted
                && entry.unsaved() == null
                && record.operation() instanceof Operation.Operate
                && record.endpoint().filter(r -> r.id().equals(endpoint.id())).isPresent();
    }

    /** What a device says is told to its owner: this node, from now on. */
    void claim(Endpoint endpoint) {
        queues.with(
                DeviceKey.of(endpoint),
                queue -> {
                    queues.claim(queue);
                    return true;
                });
    }

    /**
     * The device has told which operations it is at. One that was lost from sight is found again;
     * of one that is not there, its end may still be on the way. A reboot is in no list.
     */
    void atWork(Endpoint endpoint, Report.Operations told) {
        queues.with(
                DeviceKey.of(endpoint),
                queue -> {
                    queues.claim(queue);
                    for (CommandEntry entry : queue.entries()) {
                        if (isKnownTo(endpoint, entry, told.askedAt())) {
                            atWork(entry, told);
                        }
                    }
                    return true;
                });
    }

    private static boolean isKnownTo(Endpoint endpoint, CommandEntry entry, Instant asked) {
        CommandRecord record = entry.record();
        return isAt(endpoint, entry)
                && !Recovery.endsWithBoot(record.operation())
                && record.sentAt().filter(asked::isAfter).isPresent();
    }

    private void atWork(CommandEntry entry, Report.Operations told) {
        if (!told.commandTags().contains(CommandTags.of(entry.record().id()))) {
            Instant soon = core.now().plus(Recovery.TOLD_SOON);
            if (soon.isBefore(entry.undecidedUntil())) {
                entry.undecided(soon);
            }
            return;
        }
        entry.undecided(Instant.MAX);
        if (entry.record().status() == CommandRecord.Status.SENT) {
            runs(entry);
        }
    }

    private interface OnLeased {
        void run(DeviceQueue queue, CommandEntry entry);
    }

    /** Nothing happens if the lease is not the command's last one. */
    private void withLeased(Lease lease, OnLeased action) {
        boolean current =
                queues.with(
                        DeviceKey.of(lease.endpoint()),
                        queue -> {
                            Optional<CommandEntry> entry =
                                    queue.entry(lease.command().id())
                                            .filter(e -> e.leasedUnder(lease.fence()));
                            boolean valid =
                                    entry.isPresent()
                                            && (!queue.owned() || queues.stillOwned(queue))
                                            && queue.entry(lease.command().id()).isPresent();
                            if (valid) {
                                action.run(queue, entry.get());
                            }
                            return valid;
                        });
        if (!current) {
            core.metrics().count(CoreMetrics.Counter.STALE_COMPLETIONS);
        }
    }
}
