package org.trellis.cwmp.session;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.trellis.cwmp.message.ApplyStatus;
import org.trellis.cwmp.message.FaultCode;
import org.trellis.cwmp.message.ParameterValueStruct;
import org.trellis.cwmp.message.SetParameterValues;
import org.trellis.cwmp.message.SetParameterValuesResponse;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.ParameterType;
import org.trellis.model.PathError;
import org.trellis.model.Quality;
import org.trellis.model.SupportedNode;
import org.trellis.model.translate.NativeValue;

/**
 * Writes native values in one atomic SetParameterValues, with the types that the device itself
 * uses: where it refuses a type (9006), the type is read and the write repeated once.
 */
final class Writer {

    /** What came of a write; the values are what holds now. */
    record Written(List<ObservedValue> values, List<PathError> errors) {}

    private final PlanContext context;
    private final String parameterKey;

    Writer(PlanContext context, String parameterKey) {
        this.context = context;
        this.parameterKey = parameterKey;
    }

    /**
     * Writes all or nothing, then reads back what is no secret.
     *
     * @param asked the canonical paths concerned, for errors that name no parameter
     */
    Script<Written> write(List<NativeValue> writes, Set<ParameterPath> asked) {
        return send(writes)
                .then(answer ->
                        switch (answer) {
                            case Answer.Response(SetParameterValuesResponse(var status)) ->
                                    confirm(writes, status);
                            case Answer.Response _,
                                    Answer.Failed _,
                                    Answer.Skipped _,
                                    Answer.Wrong _ ->
                                    Script.done(new Written(List.of(), errors(answer, asked)));
                        });
    }

    /** Writes all or nothing, and reads nothing back. */
    Script<Answer> send(List<NativeValue> writes) {
        return send(writes, Map.of())
                .then(answer ->
                        answer instanceof Answer.Failed(var fault) && typeRefused(fault)
                                ? learnTypes(writes)
                                : Script.done(answer));
    }

    private Script<Answer> send(List<NativeValue> writes, Map<String, String> types) {
        return Script.ask(
                new SetParameterValues(
                        writes.stream().map(w -> struct(w, types)).toList(), parameterKey));
    }

    private static boolean typeRefused(org.trellis.cwmp.message.Fault fault) {
        return fault.code().equals(FaultCode.INVALID_PARAMETER_TYPE)
                || fault.parameterFaults().stream()
                        .anyMatch(f -> f.code().equals(FaultCode.INVALID_PARAMETER_TYPE));
    }

    private Script<Answer> learnTypes(List<NativeValue> writes) {
        List<String> names = writes.stream().map(NativeValue::path).toList();
        return Script.ask(new org.trellis.cwmp.message.GetParameterValues(names))
                .then(answer -> {
                    Map<String, String> types =
                            answer
                                            instanceof
                                            Answer.Response(
                                                    org.trellis.cwmp.message
                                                            .GetParameterValuesResponse(var list))
                                    ? list.stream()
                                            .collect(
                                                    Collectors.toMap(
                                                            ParameterValueStruct::name,
                                                            ParameterValueStruct::type,
                                                            (a, _) -> a))
                                    : Map.of();
                    return send(writes, types);
                });
    }

    private ParameterValueStruct struct(NativeValue write, Map<String, String> types) {
        String type = types.get(write.path());
        if (type != null) {
            return new ParameterValueStruct(write.path(), type, write.text());
        }
        Optional<ParameterType> known = context.node(write.path()).flatMap(Writer::type);
        return ParameterValueStruct.of(write.path(), known.orElse(write.type()), write.text());
    }

    private static Optional<ParameterType> type(SupportedNode node) {
        return Optional.ofNullable(node.type());
    }

    private Script<Written> confirm(List<NativeValue> writes, ApplyStatus status) {
        List<ObservedValue> written =
                context.canonical(writes).stream().map(Writer::unconfirmed).toList();
        Set<String> secret =
                written.stream()
                        .filter(ObservedValue::secret)
                        .map(ObservedValue::sourcePath)
                        .collect(Collectors.toSet());
        Set<String> names = new LinkedHashSet<>();
        writes.stream().map(NativeValue::path).filter(p -> !secret.contains(p)).forEach(names::add);
        if (names.isEmpty() || names.size() > context.batchSize()) {
            return Script.done(new Written(written, List.of()));
        }
        return new ValueReader(context.batchSize())
                .read(names)
                .map(read -> new Written(merge(written, read, status), List.of()));
    }

    private static ObservedValue unconfirmed(ObservedValue value) {
        return new ObservedValue(
                value.path(),
                value.type(),
                value.text(),
                value.writable(),
                value.secret(),
                value.sourcePath(),
                Quality.UNCONFIRMED);
    }

    /** A write that takes effect later (Status 1) is not contradicted by what is read now. */
    private List<ObservedValue> merge(
            List<ObservedValue> written, ValueReader.Read read, ApplyStatus status) {
        Map<ParameterPath, ObservedValue> back =
                context.canonical(read.values()).stream()
                        .collect(
                                Collectors.toMap(
                                        ObservedValue::path, Function.identity(), (a, _) -> a));
        List<ObservedValue> merged = new ArrayList<>();
        for (ObservedValue value : written) {
            ObservedValue now = back.get(value.path());
            boolean takes =
                    now != null
                            && !value.secret()
                            && (status == ApplyStatus.APPLIED || now.text().equals(value.text()));
            merged.add(takes && now != null ? now : value);
        }
        return merged;
    }

    private List<PathError> errors(Answer answer, Set<ParameterPath> asked) {
        if (answer instanceof Answer.Failed(var fault) && !fault.parameterFaults().isEmpty()) {
            List<PathError> errors = new ArrayList<>();
            fault.parameterFaults()
                    .forEach(f -> {
                        Set<String> paths = new LinkedHashSet<>();
                        context.translator().toCanonicalPaths(f.parameterName()).stream()
                                .filter(asked::contains)
                                .forEach(p -> paths.add(p.text()));
                        if (paths.isEmpty()) {
                            paths.add(f.parameterName());
                        }
                        paths.forEach(p -> errors.add(Faults.error(p, f.code(), f.text())));
                    });
            return errors;
        }
        return asked.stream().map(p -> answer.error(p.text())).toList();
    }
}
