package org.trellis.model.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.ParameterType;
import org.trellis.model.Quality;
import org.trellis.model.catalogue.ValueSyntax;
import org.trellis.model.translate.PathTemplate.Indexed;

/** What a device says, read and written back, is what it said: for every writable row. */
class RoundTripTest {

    private static final int VALUES_PER_ROW = 60;
    private static final int MOST_EXCEPTIONS = 40;

    private final Tr098Translator translator =
            (Tr098Translator) Translators.shipped().of(DataModelRoot.TR_098);
    private final RandomValues random = new RandomValues(20261124);
    private final DeviceScenarios scenarios = new DeviceScenarios(random);

    @Test
    void native_to_canonical_to_native_is_the_identity_but_for_the_rows_listed() {
        Map<String, String> broken = new TreeMap<>();
        int checked = 0;
        for (Row row : translator.rows()) {
            if (row.writable()) {
                for (int i = 0; i < VALUES_PER_ROW; i++) {
                    String problem = roundTrip(row);
                    if (problem != null) {
                        broken.put(row.source().text() + " -> " + row.target().text(), problem);
                    }
                }
                checked++;
            }
        }
        assertThat(checked).isEqualTo(768);
        assertThat(Exceptions.ROWS).hasSizeLessThanOrEqualTo(MOST_EXCEPTIONS);
        assertThat(broken.keySet())
                .as(broken.toString())
                .containsExactlyInAnyOrderElementsOf(Exceptions.ROWS.keySet());
    }

    private @Nullable String roundTrip(Row row) {
        DeviceScenarios.Scenario device = scenarios.of(row);
        List<NativeValue> report = new ArrayList<>();
        device.values()
                .forEach((path, text) ->
                        report.add(new NativeValue(path, ParameterType.STRING, text)));
        Map<ParameterPath, String> canonical = new LinkedHashMap<>();
        for (ObservedValue value : translator.toCanonical(report, _ -> true)) {
            Indexed path = Indexed.of(value.path().text());
            if (path != null
                    && path.template().equals(row.target().text())
                    && value.quality() != Quality.RAW) {
                canonical.put(value.path(), value.text());
            }
        }
        String text = device.values().getOrDefault(device.subject(), "");
        if (canonical.isEmpty()) {
            return "\"" + text + "\" is not among the canonical values";
        }
        Translated<List<NativeValue>> back =
                translator.toNativeWrites(
                        canonical, path -> Optional.ofNullable(device.values().get(path)));
        if (!(back instanceof Translated.Ok<List<NativeValue>>(List<NativeValue> writes))) {
            return "refused: " + back;
        }
        return difference(row, device, writes);
    }

    private static @Nullable String difference(
            Row row, DeviceScenarios.Scenario device, List<NativeValue> writes) {
        boolean written = false;
        for (NativeValue write : writes) {
            String said = device.values().getOrDefault(write.path(), "");
            ValueSyntax syntax = DeviceScenarios.syntaxOf(row.nodes().source());
            String expected =
                    syntax == null || !write.path().equals(device.subject())
                            ? said
                            : syntax.canonical(said).orElse(said);
            if (row.how() instanceof Row.Reference && expected.endsWith(".")) {
                // with the trailing dot and without it is the same reference
                expected = expected.substring(0, expected.length() - 1);
            }
            if (!write.text().equals(expected)) {
                return "\"" + said + "\" came back as \"" + write.text() + "\"";
            }
            written |= write.path().equals(device.subject());
        }
        // clearing a place of a list that is clear needs no write
        boolean clear =
                row.how() instanceof Row.ListItem
                        && device.values().getOrDefault(device.subject(), "").isEmpty();
        return written || clear ? null : "not written at all";
    }
}
