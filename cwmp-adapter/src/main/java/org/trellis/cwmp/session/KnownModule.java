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

    private static Translated<KnownModule> of(
            PlanContext context, ParameterPath unit, CanonicalReader.Found found) {
        Map<String, String> texts = new HashMap<>();
        found.values().forEach(v -> texts.put(v.path().name(), v.text()));
        String uuid = texts.getOrDefault("UUID", "");
        if (uuid.isEmpty()) {
            List<PathError> errors = found.errors();
            return new Translated.Refused<>(
                    errors.isEmpty()
                            ? List.of(
                                    PathError.of(
                                            unit.text(),
                                            ErrorCode.INVALID_PATH,
                                            "the device does not tell of such a module"))
                            : errors);
        }
        return new Translated.Ok<>(
                new KnownModule(
                        uuid,
                        texts.getOrDefault("Version", ""),
                        environment(context, texts.getOrDefault("ExecutionEnvRef", ""))));
    }

    private static String environment(PlanContext context, String canonical) {
        Optional<ParameterPath> row =
                ParameterPath.parse(canonical.endsWith(".") ? canonical : canonical + ".");
        if (canonical.isEmpty() || row.isEmpty()) {
            return "";
        }
        return switch (context.translator().toNativeObject(row.get())) {
            case Translated.Ok<ParameterPath>(var own) ->
                    own.text().substring(0, own.text().length() - 1);
            case Translated.Refused<ParameterPath> _ -> "";
        };
    }
}
