package org.trellis.cwmp.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.trellis.cwmp.message.FaultCode;
import org.trellis.cwmp.message.GetParameterValues;
import org.trellis.cwmp.message.GetParameterValuesResponse;
import org.trellis.model.translate.NativeValue;

/**
 * Reads native names in batches. A fault says that one name is bad but not which (TR-069 A.3.2.2):
 * the batch is halved until the bad one stands alone, so that the rest is answered. Devices that
 * cannot bear big answers (9004) are served by the same halving.
 */
final class ValueReader {

    private final int batchSize;

    ValueReader(int batchSize) {
        this.batchSize = batchSize;
    }

    /**
     * What came of a read.
     *
     * @param values in the order of arrival
     * @param failures why a name could not be read, by name
     */
    record Read(List<NativeValue> values, Map<String, Answer> failures) {
        Read {
            values = List.copyOf(values);
            failures = Map.copyOf(failures);
        }

        static final Read NOTHING = new Read(List.of(), Map.of());

        /** True if what is missing is missing because the device has it not. */
        boolean complete() {
            return failures.values().stream().allMatch(Read::absent);
        }

        static boolean absent(Answer answer) {
            return answer instanceof Answer.Failed(var fault)
                    && fault.code().equals(FaultCode.INVALID_PARAMETER_NAME);
        }

        Read and(Read other) {
            List<NativeValue> all = new ArrayList<>(values);
            all.addAll(other.values);
            Map<String, Answer> failed = new LinkedHashMap<>(failures);
            failed.putAll(other.failures);
            return new Read(all, failed);
        }
    }

    Script<Read> read(Set<String> names) {
        List<List<String>> batches = new ArrayList<>();
        List<String> batch = new ArrayList<>();
        for (String name : new LinkedHashSet<>(names)) {
            batch.add(name);
            if (batch.size() == batchSize) {
                batches.add(List.copyOf(batch));
                batch.clear();
            }
        }
        if (!batch.isEmpty()) {
            batches.add(List.copyOf(batch));
        }
        return next(batches, Read.NOTHING, batchSize);
    }

    private Script<Read> next(List<List<String>> batches, Read soFar, int size) {
        if (batches.isEmpty()) {
            return Script.done(soFar);
        }
        List<String> first = batches.getFirst();
        if (first.size() > size) {
            return next(split(batches, size), soFar, size);
        }
        List<List<String>> rest = batches.subList(1, batches.size());
        return Script.ask(new GetParameterValues(first))
                .then(answer ->
                        switch (answer) {
                            case Answer.Response(GetParameterValuesResponse response) ->
                                    next(
                                            rest,
                                            soFar.and(
                                                    new Read(
                                                            PlanContext.values(
                                                                    response.parameterList()),
                                                            Map.of())),
                                            size);
                            case Answer.Failed(var fault)
                                    when first.size() > 1 && divides(fault.code()) ->
                                    next(
                                            split(batches, (first.size() + 1) / 2),
                                            soFar,
                                            tooBig(fault.code()) ? (first.size() + 1) / 2 : size);
                            case Answer.Response _,
                                    Answer.Failed _,
                                    Answer.Skipped _,
                                    Answer.Wrong _ ->
                                    next(rest, soFar.and(failed(first, answer)), size);
                        });
    }

    /** Whether a smaller question may get an answer. */
    private static boolean divides(FaultCode code) {
        return switch (code.value()) {
            case 9002, 9003, 9004, 9005 -> true;
            default -> false;
        };
    }

    private static boolean tooBig(FaultCode code) {
        return code.equals(FaultCode.RESOURCES_EXCEEDED);
    }

    private static List<List<String>> split(List<List<String>> batches, int size) {
        Deque<List<String>> result = new ArrayDeque<>(batches.subList(1, batches.size()));
        List<String> first = batches.getFirst();
        result.addFirst(first.subList(size, first.size()));
        result.addFirst(first.subList(0, size));
        return List.copyOf(result);
    }

    private static Read failed(List<String> names, Answer answer) {
        Map<String, Answer> failures = new LinkedHashMap<>();
        names.forEach(name -> failures.put(name, answer));
        return new Read(List.of(), failures);
    }
}
