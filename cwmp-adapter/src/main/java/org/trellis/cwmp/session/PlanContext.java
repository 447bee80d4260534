package org.trellis.cwmp.session;

import java.time.Instant;
import java.util.List;
import org.trellis.cwmp.message.ParameterValueStruct;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.ParameterType;
import org.trellis.model.SupportedNode;
import org.trellis.model.translate.ModelTranslator;
import org.trellis.model.translate.NativeValue;
import org.trellis.southbound.DeviceContext;

/**
 * What a plan knows of the device it talks to.
 *
 * @param modelKey names the device's model and firmware, for what a discovery finds
 * @param at the time of the session
 * @param careful whether the device may have died of the same question before: parameters are then
 *     asked for by name and fewer at a time
 */
record PlanContext(DeviceContext device, String modelKey, Instant at, boolean careful) {

    private static final int BATCH = 100;
    private static final int CAREFUL_BATCH = 25;

    ModelTranslator translator() {
        return device.translator();
    }

    /** How many names go into one GetParameterValues ({@code cwmp.batch-size}). */
    int batchSize() {
        int size = Settings.number(device.settings(), "cwmp.batch-size", BATCH, 1, 1000);
        return careful ? Math.min(size, CAREFUL_BATCH) : size;
    }

    /** Some stacks die of a partial path in GetParameterValues ({@code cwmp.partial-paths}). */
    boolean partialPaths() {
        return !careful && Settings.flag(device.settings(), Settings.PARTIAL_PATHS, true);
    }

    /** Writable is a hint (devices get it wrong): without knowledge the answer is no. */
    boolean writable(String nativePath) {
        return device.model().nodes().isEmpty()
                ? false
                : node(nativePath).map(SupportedNode::writable).orElse(false);
    }

    java.util.Optional<SupportedNode> node(String nativePath) {
        return ParameterPath.parse(nativePath).flatMap(p -> device.model().node(p.template()));
    }

    List<ObservedValue> canonical(List<NativeValue> report) {
        return translator().toCanonical(report, this::writable, at);
    }

    /** Objects are no values (netcwmp answers with them), unknown types are text. */
    static List<NativeValue> values(List<ParameterValueStruct> parameters) {
        return parameters.stream()
                .filter(p -> !p.name().isEmpty() && !p.name().endsWith("."))
                .map(p ->
                        new NativeValue(
                                p.name(),
                                p.parameterType().orElse(ParameterType.STRING),
                                p.value()))
                .toList();
    }
}
