package org.trellis.controller.core;

import java.time.Duration;
import java.time.Instant;
import org.trellis.controller.store.CommandRecord;
import org.trellis.model.ErrorCode;
import org.trellis.model.PathError;
import org.trellis.southbound.CommandResult;

/** Ends commands whose time is over, and says why they were not delivered. */
final class Deadlines {

    /** How long after its deadline an answer to what was sent is still waited for. */
    private static final Duration GRACE = Duration.ofMinutes(2);

    private final Foundation core;
    private final Queues queues;
    private final Ending ending;

    Deadlines(Foundation core, Queues queues, Ending ending) {
        this.core = core;
        this.queues = queues;
        this.ending = ending;
    }

    /** What has waited, or run, for longer than it may. */
    void expire(DeviceQueue queue) {
        Instant now = core.now();
        for (CommandEntry entry : queue.entries()) {
            CommandRecord record = entry.record();
            if (!entry.undecidedUntil().isAfter(now) && entry.unsaved() == null) {
                ending.end(
                        queues,
                        queue,
                        entry,
                        CommandRecord.Status.OUTCOME_UNKNOWN,
                        Recovery.unknown(record));
                continue;
            }
            if (record.expiresAt().isAfter(now) || entry.unsaved() != null) {
                continue;
            }
            switch (record.status()) {
                case QUEUED -> {
                    boolean unreachable = !record.note().isEmpty();
                    end(
                            queue,
                            entry,
                            CommandRecord.Status.EXPIRED,
                            unreachable ? ErrorCode.OFFLINE : ErrorCode.TIMEOUT,
                            unreachable
                                    ? "not delivered before its deadline: " + record.note()
                                    : "not delivered before its deadline: the device did not call");
                }
                case RUNNING ->
                        end(
                                queue,
                                entry,
                                CommandRecord.Status.OUTCOME_UNKNOWN,
                                ErrorCode.OUTCOME_UNKNOWN,
                                "accepted by the device, which did not tell the end in time");
                case SENT -> {
                    if (record.expiresAt().plus(GRACE).isBefore(now)) {
                        boolean unsure = !record.operation().repeatable();
                        end(
                                queue,
                                entry,
                                unsure
                                        ? CommandRecord.Status.OUTCOME_UNKNOWN
                                        : CommandRecord.Status.EXPIRED,
                                unsure ? ErrorCode.OUTCOME_UNKNOWN : ErrorCode.TIMEOUT,
                                "sent, but not answered before its deadline");
                    }
                }
                case DONE, PARTIAL, FAILED, EXPIRED, CANCELLED, OUTCOME_UNKNOWN -> {}
            }
        }
    }

    private void end(
            DeviceQueue queue,
            CommandEntry entry,
            CommandRecord.Status status,
            ErrorCode code,
            String message) {
        ending.end(
                queues,
                queue,
                entry,
                status,
                CommandResult.failed(PathError.of("", code, message)));
    }
}
