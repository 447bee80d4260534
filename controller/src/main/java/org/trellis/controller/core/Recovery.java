package org.trellis.controller.core;

import org.trellis.controller.store.CommandRecord;
import org.trellis.model.ErrorCode;
import org.trellis.model.PathError;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.Operation;

/**
 * What becomes of a command that was out when its node or its connection died. Get, set, delete and
 * discover are sent again; add is sent again with a greater attempt, on which the adapter looks for
 * the tagged row first; operate is never sent again once bytes may have left.
 */
sealed interface Recovery {

    /** It waits again; the attempts are those already made. */
    record Again(int attempts) implements Recovery {}

    /** It still runs on the device, which will tell. */
    record StillRunning() implements Recovery {}

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
                    new End(
                            CommandRecord.Status.OUTCOME_UNKNOWN,
                            CommandResult.outcomeUnknown(
                                    PathError.of(
                                            operate.command().text(),
                                            ErrorCode.OUTCOME_UNKNOWN,
                                            "sent, but the connection or the controller was lost"
                                                    + " before an answer came; not sent again")));
            case Operation.Get _,
                    Operation.Set _,
                    Operation.Add _,
                    Operation.Delete _,
                    Operation.Discover _ ->
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
}
