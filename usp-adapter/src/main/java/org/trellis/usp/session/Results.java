package org.trellis.usp.session;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trellis.model.ErrorCode;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathError;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.CommandResult.Status;

/** Results by what succeeded and what did not. */
final class Results {

    private Results() {}

    static Step.Done done(CommandResult result) {
        return new Step.Done(result);
    }

    static Step.Done failed(List<PathError> errors) {
        return new Step.Done(CommandResult.failed(errors));
    }

    /** An answer of another kind than what was asked. */
    static Step.Done unexpected() {
        return failed(
                List.of(
                        PathError.of(
                                "",
                                ErrorCode.PROTOCOL_ERROR,
                                "the agent answered with a response of another kind")));
    }

    static Status status(boolean anything, List<PathError> errors) {
        if (errors.isEmpty()) {
            return Status.DONE;
        }
        return anything ? Status.PARTIAL : Status.FAILED;
    }

    static Step.Done values(
            Status status,
            List<ObservedValue> values,
            List<ParameterPath> covered,
            List<PathError> errors) {
        return done(
                new CommandResult(
                        status, values, covered, List.of(), Map.of(), errors, Optional.empty()));
    }

    static Step.Done instances(
            Status status,
            List<ObservedValue> values,
            List<ParameterPath> instances,
            List<PathError> errors) {
        return done(
                new CommandResult(
                        status, values, List.of(), instances, Map.of(), errors, Optional.empty()));
    }
}
