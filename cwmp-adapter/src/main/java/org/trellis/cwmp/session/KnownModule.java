package org.trellis.cwmp.session;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trellis.model.ErrorCode;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathError;
import org.trellis.model.PathExpression;
import org.trellis.model.translate.Translated;

/**
 * By what ChangeDUState knows a module that is installed (TR-069 A.4.1.10). Rows have numbers, and
 * the RPC does not: what stands in the row is asked in the same session.
 *
 * @param version empty if the device does not tell
 * @param executionEnvRef the device's own path, likewise
 */
record KnownModule(String uuid, String version, String executionEnvRef) {

    private static final List<String> KEYS = List.of("UUID", "Version", "ExecutionEnvRef");

    /**
     * @param unit the canonical row of the module
     */
    static Script<Translated<KnownModule>> read(PlanContext context, ParameterPath unit) {
        List<PathExpression> wanted =
                KEYS.stream().map(key -> PathExpression.of(unit.text() + key)).toList();
        return new CanonicalReader(context).read(wanted).map(found -> of(context, unit, found));
    }

    /**
     * What cannot be read is no reason to say less: ChangeDUState without a version or an
     * environment means all of them.
     */
    private static Translated<KnownModule> of(
            PlanContext context, ParameterPath unit, CanonicalReader.Found found) {
        List<PathError> errors =
                found.errors().stream().filter(e -> e.code() != ErrorCode.INVALID_PATH).toList();
        if (!errors.isEmpty()) {
            return new Translated.Refused<>(errors);
        }
        Map<String, String> texts = new HashMap<>();
        found.values().forEach(v -> texts.put(v.path().name(), v.text()));
        String uuid = texts.getOrDefault("UUID", "");
        if (uuid.isEmpty()) {
            return refused(
                    unit, ErrorCode.INVALID_PATH, "the device does not tell of such a module");
        }
        String said = texts.getOrDefault("ExecutionEnvRef", "");
        Optional<String> environment =
                said.isEmpty() ? Optional.of("") : context.translator().toNativeReference(said);
        return environment.isPresent()
                ? new Translated.Ok<>(
                        new KnownModule(uuid, texts.getOrDefault("Version", ""), environment.get()))
                : refused(
                        unit,
                        ErrorCode.INTERNAL,
                        "the device names an environment that is none: " + said);
    }

    private static Translated<KnownModule> refused(ParameterPath unit, ErrorCode code, String why) {
        return new Translated.Refused<>(List.of(PathError.of(unit.text(), code, why)));
    }
}
