package org.trellis.controller.core;

import java.time.Duration;
import java.util.Set;
import org.trellis.controller.store.CommandRecord;
import org.trellis.model.ErrorCode;
import org.trellis.model.PathError;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.Operation;

/**
 * What becomes of a command that was out when its node or its connection died. Get, set, delete and
 * discover are sent again; add is sent again with a greater attempt, on which the adapter looks for
 * the tagged row first; operate is never sent again once bytes may have left: for a while the
 * device's own word may tell what became of it (its boot, the end of a transfer or an operation,
 * its list of requests), then it ends {@code outcome-unknown}.
 */
sealed interface Recovery {

    /** A gateway is up again by then. */
    Duration BOOTS_WITHIN = Duration.ofMinutes(10);

    /** A download over a slow line has ended by then. */
    Duration TELLS_WITHIN = Duration.ofHours(1);

    /** What a device that lost its list of requests has not told by then, it does not know. */
    Duration TOLD_SOON = Duration.ofMinutes(1);

    Set<String> ENDS_WITH_BOOT = Set.of("Device.Reboot()", "Device.FactoryReset()");

    /** It waits again; the attempts are those already made. */
    record Again(int attempts) implements Recovery {}

    /** It still runs on the device, which will tell. */
    record StillRunning() implements Recovery {}

    /** The device may have it, and may tell within this time. */
    record AwaitEvidence(Duration patience) implements Recovery {}

    /** It ends. */
    record End(CommandRecord.Status status, CommandResult result) implements Recovery {}

    /** Bytes of it may have left. */
    static Recovery afterLoss(CommandRecord record, int maxAttempts) {
        return switch (record.status()) {
            case QUEUED -> new Again(record.attempt());
            case RUNNING -> new StillRunning();
            case SENT -> sent(record, maxAttempts);
            case DONE, PARTIAL, FAILED, EXPIRED, CANCELLED, OUTCOME_UNKNOWN ->
                    throw new IllegalArgumentException(record.id() + " has ended");
        };
    }

    private static Recovery sent(CommandRecord record, int maxAttempts) {
        return switch (record.operation()) {
            case Operation.Operate operate ->
                    new AwaitEvidence(endsWithBoot(operate) ? BOOTS_WITHIN : TELLS_WITHIN);
            case Operation.Get _,
                    Operation.Set _,
                    Operation.Add _,
                    Operation.Delete _,
                    Operation.Discover _,
                    Operation.Watch _ ->
                    record.attempt() < maxAttempts
                            ? new Again(record.attempt())
                            : new End(
                                    CommandRecord.Status.FAILED,
                                    CommandResult.failed(
                                            PathError.of(
                                                    "",
                                                    ErrorCode.TIMEOUT,
                                                    "no answer in "
                                                            + record.attempt()
                                                            + " attempts")));
        };
    }

    /** Whether the device says by its boot that it has done it. */
    static boolean endsWithBoot(Operation operation) {
        return operation instanceof Operation.Operate operate
                && ENDS_WITH_BOOT.contains(operate.command().text());
    }

    /** The device did not tell. */
    static CommandResult unknown(CommandRecord record) {
        String path =
                record.operation() instanceof Operation.Operate operate
                        ? operate.command().text()
                        : "";
        return CommandResult.outcomeUnknown(
                PathError.of(
                        path,
                        ErrorCode.OUTCOME_UNKNOWN,
                        record.status() == CommandRecord.Status.RUNNING
                                ? "accepted by the device, which has it no longer and did not tell"
                                        + " its end"
                                : "sent, but the connection or the controller was lost before an"
                                        + " answer came, and the device did not tell; not sent"
                                        + " again"));
    }
}
