package org.trellis.controller.api;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.trellis.controller.core.Submission;
import org.trellis.controller.core.Warning;
import org.trellis.controller.store.CommandRecord;
import org.trellis.model.PathError;

/** What became of a command that was given, as HTTP says it. */
final class Submissions {

    private static final int MAX_WAIT = 60;
    private static final int QUEUE_RETRY_SECONDS = 30;

    private Submissions() {}

    static ResponseEntity<CommandView> answer(
            Submission submission, String id, boolean waited, List<Warning> warnings) {
        return switch (submission) {
            case Submission.Accepted(CommandRecord command, boolean _) ->
                    ResponseEntity.status(
                                    waited && command.status().ended()
                                            ? HttpStatus.OK
                                            : HttpStatus.ACCEPTED)
                            .location(URI.create("/api/v1/commands/" + command.id()))
                            .body(CommandView.of(command, warnings));
            case Submission.Invalid(List<PathError> errors) -> throw refused(errors);
            case Submission.UnknownDevice _ -> throw DeviceLookup.unknown(id);
            case Submission.KeyConflict _ -> throw Replays.conflict();
            case Submission.QueueFull(int limit) ->
                    throw ApiException.retryLater(
                            Problems.TOO_MANY,
                            limit + " commands wait for this device already",
                            QUEUE_RETRY_SECONDS);
        };
    }

    static ApiException refused(List<PathError> errors) {
        return ApiException.of(
                Problems.REFUSED,
                errors.size() == 1
                        ? errors.getFirst().path() + ": " + errors.getFirst().message()
                        : errors.size() + " paths are refused",
                errors.stream().map(Problem.Item::of).toList());
    }

    /**
     * @param wait as the query has it
     */
    static Duration patience(String wait) {
        try {
            int seconds = Integer.parseInt(wait);
            if (seconds >= 0 && seconds <= MAX_WAIT) {
                return Duration.ofSeconds(seconds);
            }
        } catch (NumberFormatException notANumber) {
            // told below, as a number out of range is
        }
        throw ApiException.badField("wait", "has to be a number of seconds from 0 to " + MAX_WAIT);
    }
}
