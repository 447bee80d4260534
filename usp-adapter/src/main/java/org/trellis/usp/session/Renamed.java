package org.trellis.usp.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.trellis.model.ErrorCode;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathError;
import org.trellis.model.PathExpression;
import org.trellis.model.translate.ModelTranslator;
import org.trellis.model.translate.NativeValue;
import org.trellis.model.translate.Translated;
import org.trellis.southbound.DeviceContext;

/**
 * What an agent keeps under another name than TR-181 has today, or has other words for. Everything
 * else is sent as it was asked: searches and wildcards are the agent's to resolve.
 */
final class Renamed {

    /** Stands for what the agent resolves; no row of a device has such a number. */
    private static final long OPEN = 3_900_000_000L;

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
        List<PathError> errors = new ArrayList<>();
        values.forEach((path, value) -> {
            ParameterPath one = filled(path, i -> Long.toString(OPEN + i));
            if (translator.keepsOtherwise(one)) {
                write(path, one, value, natives, errors);
            } else if (!one.text().equals(path.text())
                    && translator.keepsOtherwise(filled(path, _ -> "1"))) {
                // which row that is cannot be said to the agent, which has none of them
                errors.add(
                        PathError.of(
                                path.text(),
                                ErrorCode.NOT_SUPPORTED,
                                "is kept under another name on this device: name the row"));
            } else {
                natives.put(path, value);
            }
        });
        return errors.isEmpty() ? new Translated.Ok<>(natives) : new Translated.Refused<>(errors);
    }

    private void write(
            PathExpression path,
            ParameterPath one,
            String value,
            Map<PathExpression, String> natives,
            List<PathError> errors) {
        switch (translator.toNativeWrites(Map.of(one, value), _ -> Optional.empty())) {
            case Translated.Ok<List<NativeValue>>(List<NativeValue> writes) ->
                    writes.forEach(w -> natives.put(opened(w.path(), path), w.text()));
            case Translated.Refused<List<NativeValue>>(List<PathError> why) ->
                    why.forEach(e ->
                            errors.add(
                                    new PathError(
                                            path.text(), e.code(), e.sourceCode(), e.message())));
        }
    }

    /** A concrete path, with numbers for wildcards and searches by their place. */
    private static ParameterPath filled(PathExpression path, IntFunction<String> number) {
        Optional<ParameterPath> concrete = path.concrete();
        if (concrete.isPresent()) {
            return concrete.get();
        }
        List<String> segments = new ArrayList<>(path.segments());
        for (int i = 0; i < segments.size(); i++) {
            if (isOpen(segments.get(i))) {
                segments.set(i, number.apply(i));
            }
        }
        return ParameterPath.of(String.join(".", segments) + (path.isPartial() ? "." : ""));
    }

    private static boolean isOpen(String segment) {
        return segment.equals("*") || segment.equals("{i}") || segment.charAt(0) == '[';
    }

    /** With the wildcards and searches of a path in the place of their numbers. */
    private static PathExpression opened(String nativePath, PathExpression path) {
        List<String> segments = path.segments();
        List<String> opened = new ArrayList<>(Arrays.asList(nativePath.split("\\.")));
        for (int i = 0; i < segments.size(); i++) {
            int place = isOpen(segments.get(i)) ? opened.indexOf(Long.toString(OPEN + i)) : -1;
            if (place >= 0) {
                opened.set(place, segments.get(i));
            }
        }
        return PathExpression.of(String.join(".", opened));
    }
}
