package org.trellis.controller.core;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.trellis.controller.store.CommandRecord;
import org.trellis.model.PathError;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.Operation;
import org.trellis.southbound.Report;

/** What devices are at: commands that they have taken, and whose end they tell later. */
final class RunningCommands {

    private final Foundation core;
    private final Queues queues;
    private final Ending ending;
    private final Waker waker;

    RunningCommands(Foundation core, Queues queues, Ending ending, Waker waker) {
        this.core = core;
        this.queues = queues;
        this.ending = ending;
        this.waker = waker;
    }

    /** An operation ended, or what it was to bring about has happened. */
    void ended(
            Endpoint endpoint,
            Predicate<CommandRecord> which,
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
    void endedSole(Endpoint endpoint, Predicate<CommandRecord> which, CommandResult result) {
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
            ending.runs(entry);
        }
    }
}
