package org.trellis.southbound;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathError;
import org.trellis.model.PathExpression;
import org.trellis.model.SupportedModel;

/**
 * What became of a command. A device's fault is a value here, never an exception.
 *
 * @param values what was read, or what was written and is now {@code UNCONFIRMED} or read back
 * @param covered objects that were read whole: what the twin has below them and {@code values} has
 *     not is gone
 * @param instances rows that were created, or deleted, as canonical object paths
 * @param output of an operation
 * @param model what a discovery found
 * @param taken of a watch that is not {@code DONE}: its paths, as they were asked, for which it
 *     holds all the same. For the core alone, which does not keep it with the command
 */
public record CommandResult(
        Status status,
        List<ObservedValue> values,
        List<ParameterPath> covered,
        List<ParameterPath> instances,
        Map<String, String> output,
        List<PathError> errors,
        Optional<SupportedModel> model,
        List<PathExpression> taken) {

    /** How it ended. */
    public enum Status {
        /** Nothing failed. */
        DONE,
        /** Something was done and something was not: see the errors. */
        PARTIAL,
        /** Nothing was done. */
        FAILED,
        /** Bytes may have left and no answer came; it may not be sent again. */
        OUTCOME_UNKNOWN
    }

    public CommandResult {
        values = List.copyOf(values);
        covered = List.copyOf(covered);
        instances = List.copyOf(instances);
        output = Map.copyOf(output);
        errors = List.copyOf(errors);
        taken = List.copyOf(taken);
    }

    /** Of everything but a watch. */
    public CommandResult(
            Status status,
            List<ObservedValue> values,
            List<ParameterPath> covered,
            List<ParameterPath> instances,
            Map<String, String> output,
            List<PathError> errors,
            Optional<SupportedModel> model) {
        this(status, values, covered, instances, output, errors, model, List.of());
    }

    /** Of a watch, with the values that it was to compare with later. */
    public static CommandResult watched(
            Status status,
            List<ObservedValue> values,
            List<ParameterPath> covered,
            List<PathError> errors,
            List<PathExpression> taken) {
        return new CommandResult(
                status,
                values,
                covered,
                List.of(),
                Map.of(),
                errors,
                Optional.empty(),
                status == Status.DONE ? List.of() : taken);
    }

    public static CommandResult done() {
        return new CommandResult(
                Status.DONE,
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                Optional.empty());
    }

    public static CommandResult read(List<ObservedValue> values, List<ParameterPath> covered) {
        return new CommandResult(
                Status.DONE, values, covered, List.of(), Map.of(), List.of(), Optional.empty());
    }

    public static CommandResult failed(List<PathError> errors) {
        return new CommandResult(
                Status.FAILED, List.of(), List.of(), List.of(), Map.of(), errors, Optional.empty());
    }

    public static CommandResult failed(PathError error) {
        return failed(List.of(error));
    }

    public static CommandResult outcomeUnknown(PathError what) {
        return new CommandResult(
                Status.OUTCOME_UNKNOWN,
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(what),
                Optional.empty());
    }
}
