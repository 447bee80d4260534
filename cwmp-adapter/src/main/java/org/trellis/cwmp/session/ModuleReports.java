package org.trellis.cwmp.session;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.trellis.cwmp.message.AutonomousDUStateChangeComplete;
import org.trellis.cwmp.message.CwmpTime;
import org.trellis.cwmp.message.DUStateChangeComplete;
import org.trellis.cwmp.message.FaultStruct;
import org.trellis.cwmp.message.OpResultStruct;
import org.trellis.model.ErrorCode;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathError;
import org.trellis.model.translate.ModelTranslator;
import org.trellis.southbound.Delivery;
import org.trellis.southbound.Report;

/**
 * What a device tells of its software modules (TR-069 A.4.2.3, A.4.2.4): for each of them the event
 * that TR-181 has for it, and the end of the command that was for it.
 */
final class ModuleReports {

    private static final String EVENT = "Device.SoftwareModules.DUStateChange!";
    private static final String FAILED = "Failed";

    private ModuleReports() {}

    static Delivery ended(DUStateChangeComplete complete, ModelTranslator translator) {
        List<PathError> errors = new ArrayList<>();
        Map<String, String> output = new LinkedHashMap<>();
        for (OpResultStruct result : complete.results()) {
            error(result).ifPresent(errors::add);
            output.put("UUID", result.unit().uuid());
            output.put("Version", result.unit().version());
        }
        if (complete.results().isEmpty()) {
            errors.add(
                    PathError.of(
                            "", ErrorCode.PROTOCOL_ERROR, "the device does not tell how it ended"));
        }
        return delivery(
                complete.results(),
                translator,
                new Report.ModulesChanged(Optional.of(complete.commandKey()), output, errors),
                complete.commandKey());
    }

    static Delivery autonomous(
            AutonomousDUStateChangeComplete complete, ModelTranslator translator) {
        return delivery(
                complete.results(),
                translator,
                new Report.ModulesChanged(Optional.empty(), Map.of(), List.of()),
                "");
    }

    private static Delivery delivery(
            List<OpResultStruct> results,
            ModelTranslator translator,
            Report.ModulesChanged changed,
            String key) {
        List<Report> reports = new ArrayList<>();
        results.forEach(result -> reports.add(event(result, translator)));
        reports.add(changed);
        return new Delivery(reports, once(results, key));
    }

    /**
     * Said again after a lost answer. Without a time two changes look alike, and one of them would
     * be lost.
     */
    private static Optional<String> once(List<OpResultStruct> results, String key) {
        StringBuilder told = new StringBuilder(key);
        for (OpResultStruct result : results) {
            CwmpTime time = result.outcome().completeTime();
            if (time.kind() != CwmpTime.Kind.ABSOLUTE) {
                return Optional.empty();
            }
            told.append(' ').append(result.unit().uuid()).append(' ').append(time.text());
        }
        return results.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "modules:"
                                + UUID.nameUUIDFromBytes(
                                        told.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static Optional<PathError> error(OpResultStruct result) {
        FaultStruct fault = result.outcome().fault();
        if (!fault.success()) {
            return Optional.of(Faults.error("", fault.code(), fault.text()));
        }
        return result.currentState().equals(FAILED)
                ? Optional.of(
                        PathError.of("", ErrorCode.INTERNAL, "failed; the device gives no reason"))
                : Optional.empty();
    }

    private static Report.DeviceEvent event(OpResultStruct result, ModelTranslator translator) {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("UUID", result.unit().uuid());
        data.put("DeploymentUnitRef", canonical(result.unit().reference(), translator));
        data.put("Version", result.unit().version());
        data.put("CurrentState", result.currentState());
        data.put("Resolved", Boolean.toString(result.resolved()));
        List<String> units = new ArrayList<>();
        for (String unit : result.unit().executionUnitRefs().split(",")) {
            units.add(canonical(unit.strip(), translator));
        }
        data.put("ExecutionUnitRefList", String.join(",", units));
        data.put("StartTime", result.outcome().startTime().text());
        data.put("CompleteTime", result.outcome().completeTime().text());
        result.operationPerformed().ifPresent(done -> data.put("OperationPerformed", done));
        FaultStruct fault = result.outcome().fault();
        data.put("Fault.FaultCode", Integer.toString(fault.code().value()));
        data.put("Fault.FaultString", fault.text());
        return new Report.DeviceEvent(EVENT, data);
    }

    /** As the device names it where that means nothing to us. */
    private static String canonical(String reference, ModelTranslator translator) {
        return ParameterPath.parse(reference.endsWith(".") ? reference : reference + ".")
                .flatMap(translator::toCanonicalObject)
                .map(row -> row.text().substring(0, row.text().length() - 1))
                .orElse(reference);
    }
}
