package org.trellis.controller.core;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trellis.controller.store.CommandRecord;
import org.trellis.model.PathError;
import org.trellis.southbound.CommandResult;

/** Records with one thing changed. */
final class Records {

    private Records() {}

    /** Sent now, once more, under an epoch. */
    static CommandRecord sent(CommandRecord c, Instant at, long epoch, CommandRecord.Route route) {
        return copy(
                c,
                CommandRecord.Status.SENT,
                Optional.of(at),
                Optional.empty(),
                c.attempt() + 1,
                epoch,
                Optional.of(route),
                Optional.empty());
    }

    static CommandRecord queuedAgain(CommandRecord c, int attempt) {
        return copy(
                c,
                CommandRecord.Status.QUEUED,
                Optional.empty(),
                Optional.empty(),
                attempt,
                c.epoch(),
                c.endpoint(),
                Optional.empty());
    }

    static CommandRecord running(CommandRecord c) {
        return copy(
                c,
                CommandRecord.Status.RUNNING,
                c.sentAt(),
                Optional.empty(),
                c.attempt(),
                c.epoch(),
                c.endpoint(),
                Optional.empty());
    }

    static CommandRecord ended(
            CommandRecord c, CommandRecord.Status status, Instant at, CommandResult result) {
        return copy(
                c,
                status,
                c.sentAt(),
                Optional.of(at),
                c.attempt(),
                c.epoch(),
                c.endpoint(),
                Optional.of(result));
    }

    static CommandRecord withNote(CommandRecord c, String note) {
        return told(c, c.progress(), note);
    }

    static CommandRecord withProgress(CommandRecord c, Map<String, String> progress) {
        return told(c, progress, c.note());
    }

    private static CommandRecord told(CommandRecord c, Map<String, String> progress, String note) {
        return new CommandRecord(
                c.tenant(),
                c.id(),
                c.device(),
                c.operation(),
                c.priority(),
                c.status(),
                c.createdBy(),
                c.createdAt(),
                c.expiresAt(),
                c.sentAt(),
                c.endedAt(),
                c.forcedEndpoint(),
                c.attempt(),
                c.epoch(),
                c.endpoint(),
                progress,
                c.result(),
                note);
    }

    static CommandRecord.Status status(CommandResult.Status status) {
        return switch (status) {
            case DONE -> CommandRecord.Status.DONE;
            case PARTIAL -> CommandRecord.Status.PARTIAL;
            case FAILED -> CommandRecord.Status.FAILED;
            case OUTCOME_UNKNOWN -> CommandRecord.Status.OUTCOME_UNKNOWN;
        };
    }

    /** An ended operation's result from what the device reported of it. */
    static CommandResult operated(Map<String, String> output, List<PathError> errors) {
        return new CommandResult(
                errors.isEmpty() ? CommandResult.Status.DONE : CommandResult.Status.FAILED,
                List.of(),
                List.of(),
                List.of(),
                output,
                errors,
                Optional.empty());
    }

    private static CommandRecord copy(
            CommandRecord c,
            CommandRecord.Status status,
            Optional<Instant> sentAt,
            Optional<Instant> endedAt,
            int attempt,
            long epoch,
            Optional<CommandRecord.Route> route,
            Optional<CommandResult> result) {
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
                sentAt,
                endedAt,
                c.forcedEndpoint(),
                attempt,
                epoch,
                route,
                c.progress(),
                result,
                c.note());
    }
}
