package org.trellis.controller.core;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trellis.controller.store.CommandRecord;
import org.trellis.southbound.Command;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.Fence;
import org.trellis.southbound.Lease;
import org.trellis.southbound.Operation;
import org.trellis.southbound.ReleaseReason;

/** Gives commands to adapters and takes their outcomes back. */
final class Leasing {

    private final Foundation core;
    private final Queues queues;
    private final Ending ending;
    private final Registry registry;
    private final Given given;
    private final Waker waker;

    /** What of a command is given to which endpoint. */
    record Given(Routing routing, WatchBook watches) {}

    Leasing(
            Foundation core,
            Queues queues,
            Ending ending,
            Registry registry,
            Given given,
            Waker waker) {
        this.core = core;
        this.queues = queues;
        this.ending = ending;
        this.registry = registry;
        this.given = given;
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
                        entry -> given.routing().goesOver(known.get(), entry.record(), endpoint));
        if (picked.isEmpty() || !mayLease(queue, picked.get())) {
            return Optional.empty();
        }
        CommandEntry entry = picked.get();
        Optional<Operation> routed =
                given.routing().operationFor(known.get(), entry.record(), endpoint);
        if (routed.isEmpty()) {
            return Optional.empty();
        }
        Optional<Operation> wanted =
                given.watches().stillWanted(endpoint, entry.record(), routed.get());
        if (wanted.isEmpty()) {
            ending.end(
                    queues,
                    queue,
                    entry,
                    CommandRecord.Status.CANCELLED,
                    CommandResult.failed(List.of()));
            return lease(queue, endpoint, session);
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
                                wanted.get(),
                                sent.priority(),
                                sent.expiresAt(),
                                sent.attempt(),
                                CommandTags.of(sent.id())),
                        endpoint,
                        given.routing().contexts().of(known.get(), endpoint),
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
        withLeased(lease, (queue, entry) -> ending.runs(entry));
        waker.nudge(DeviceKey.of(lease.endpoint()));
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
                .map(device -> given.routing().inView(device, command, lease.endpoint(), result))
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
