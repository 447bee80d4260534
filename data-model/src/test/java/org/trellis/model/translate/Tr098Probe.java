package org.trellis.model.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.ParameterType;
import org.trellis.model.PathError;
import org.trellis.model.PathExpression;

/** Asks the TR-098 translator in few words; what the tests of its parts share. */
final class Tr098Probe {

    static final String IGD = "InternetGatewayDevice.";
    static final String WLAN = IGD + "LANDevice.1.WLANConfiguration.";
    static final String CONNECTION = IGD + "WANDevice.1.WANConnectionDevice.1.";
    static final ModelTranslator TRANSLATOR = Translators.shipped().of(DataModelRoot.TR_098);
    static final String SECURITY = "Device.WiFi.AccessPoint.1.Security.";

    private Tr098Probe() {}

    static List<String> reads(String canonical) {
        Translated<List<PathExpression>> reads =
                TRANSLATOR.toNativeReads(PathExpression.of(canonical));
        assertThat(reads).isInstanceOf(Translated.Ok.class);
        return ((Translated.Ok<List<PathExpression>>) reads)
                .value().stream().map(PathExpression::text).toList();
    }

    static List<String> writes(Map<ParameterPath, String> wanted, Map<String, String> device) {
        Translated<List<NativeValue>> writes =
                TRANSLATOR.toNativeWrites(wanted, p -> Optional.ofNullable(device.get(p)));
        assertThat(writes).isInstanceOf(Translated.Ok.class);
        return ((Translated.Ok<List<NativeValue>>) writes)
                .value().stream().map(w -> w.path() + "=" + w.text()).toList();
    }

    static <T> List<PathError> errors(Translated<T> translated) {
        assertThat(translated).isInstanceOf(Translated.Refused.class);
        return ((Translated.Refused<T>) translated).errors();
    }

    static Map<String, ObservedValue> byPath(String... report) {
        List<NativeValue> values =
                Arrays.stream(report)
                        .map(line -> {
                            int equals = line.indexOf('=');
                            return new NativeValue(
                                    line.substring(0, equals),
                                    ParameterType.STRING,
                                    line.substring(equals + 1));
                        })
                        .toList();
        Map<String, ObservedValue> byPath = new LinkedHashMap<>();
        TRANSLATOR.toCanonical(values, _ -> true).forEach(v -> byPath.put(v.path().text(), v));
        return byPath;
    }

    static Map<String, String> texts(Map<String, ObservedValue> values) {
        Map<String, String> texts = new LinkedHashMap<>();
        values.forEach((path, value) -> texts.put(path, value.text()));
        return texts;
    }
}
