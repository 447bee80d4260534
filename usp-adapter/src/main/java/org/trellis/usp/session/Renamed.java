package org.trellis.usp.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathError;
import org.trellis.model.PathExpression;
import org.trellis.model.catalogue.Lexical;
import org.trellis.model.translate.ModelTranslator;
import org.trellis.model.translate.NativeValue;
import org.trellis.model.translate.Translated;
import org.trellis.southbound.DeviceContext;

/**
 * What an agent keeps under another name than TR-181 has today, or has other words for. Everything
 * else is sent as it was asked: searches and wildcards are the agent's to resolve.
 */
final class Renamed {

    private final ModelTranslator translator;

    Renamed(DeviceContext context) {
        this.translator = context.translator();
    }

    /** The paths that the agent is asked for. */
    List<PathExpression> reads(PathExpression path) {
        return path.hasSearch()
                ? List.of(path)
                : switch (translator.toNativeReads(path)) {
                    case Translated.Ok<List<PathExpression>>(List<PathExpression> natives) ->
                            natives;
                    // what is no value is refused by the agent, in its own words
                    case Translated.Refused<List<PathExpression>> _ -> List.of(path);
                };
    }

    /** What is written to the agent in place of some values. */
    Translated<Map<PathExpression, String>> writes(Map<PathExpression, String> values) {
        Map<PathExpression, String> natives = new LinkedHashMap<>();
        for (Map.Entry<PathExpression, String> entry : values.entrySet()) {
            PathExpression path = entry.getKey();
            Optional<ParameterPath> concrete = path.concrete();
            if (concrete.isEmpty()) {
                natives.put(path, entry.getValue());
                continue;
            }
            boolean renamed = !reads(path).equals(List.of(path));
            switch (translator.toNativeWrites(
                    Map.of(concrete.get(), entry.getValue()), _ -> Optional.empty())) {
                case Translated.Ok<List<NativeValue>>(List<NativeValue> writes) ->
                        writes.forEach(w ->
                                natives.put(
                                        PathExpression.of(w.path()),
                                        isAsAsked(w, entry.getValue())
                                                ? entry.getValue()
                                                : w.text()));
                case Translated.Refused<List<NativeValue>>(List<PathError> errors) -> {
                    if (renamed) {
                        return new Translated.Refused<>(errors);
                    }
                    natives.put(path, entry.getValue());
                }
            }
        }
        return new Translated.Ok<>(natives);
    }

    /** Whether a value is what was asked for, in its canonical form. */
    private static boolean isAsAsked(NativeValue write, String asked) {
        return Lexical.canonical(write.type(), asked).filter(write.text()::equals).isPresent();
    }
}
