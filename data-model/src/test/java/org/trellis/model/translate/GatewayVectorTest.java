package org.trellis.model.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterType;
import org.trellis.model.Quality;

/** A whole gateway, there and back. */
class GatewayVectorTest {

    private static final String FOLDER = "/vectors/translate/tr098-gateway/";

    private final ModelTranslator translator = Translators.shipped().of(DataModelRoot.TR_098);

    @Test
    void a_report_means_what_the_vector_says() throws IOException {
        List<String> meant =
                translator.toCanonical(report(), _ -> true).stream()
                        .sorted(Comparator.comparing(ObservedValue::path))
                        .map(GatewayVectorTest::line)
                        .toList();
        assertThat(meant).containsExactlyElementsOf(lines("canonical.tsv"));
    }

    @Test
    void what_can_be_written_is_written_as_it_was_reported() throws IOException {
        List<NativeValue> report = report();
        Map<String, String> device =
                report.stream().collect(Collectors.toMap(NativeValue::path, NativeValue::text));
        List<String> different = new ArrayList<>();
        for (ObservedValue value : translator.toCanonical(report, _ -> true)) {
            if (!value.writable() || value.quality() == Quality.RAW) {
                continue;
            }
            Translated<List<NativeValue>> writes =
                    translator.toNativeWrites(
                            Map.of(value.path(), value.text()),
                            path -> Optional.ofNullable(device.get(path)));
            assertThat(writes).as(value.path().text()).isInstanceOf(Translated.Ok.class);
            for (NativeValue write : ((Translated.Ok<List<NativeValue>>) writes).value()) {
                String reported = device.getOrDefault(write.path(), "");
                List<NativeValue> again =
                        List.of(new NativeValue(write.path(), write.type(), reported));
                boolean same =
                        write.text().equals(reported) || texts(again).equals(texts(List.of(write)));
                if (!same) {
                    different.add(write.path() + "=" + write.text());
                }
            }
        }
        // one list of ciphers is written to both, which accept what the reported ones do
        assertThat(different)
                .containsExactlyInAnyOrder(
                        "InternetGatewayDevice.LANDevice.1.WLANConfiguration.1.WPAEncryptionModes"
                                + "=TKIPandAESEncryption",
                        "InternetGatewayDevice.LANDevice.1.WLANConfiguration.1.IEEE11iEncryptionModes"
                                + "=TKIPandAESEncryption");
    }

    private List<String> texts(List<NativeValue> report) {
        return translator.toCanonical(report, _ -> true).stream().map(v -> v.text()).toList();
    }

    private static String line(ObservedValue value) {
        return String.join(
                "\t",
                value.path().text(),
                value.type().label(),
                value.text(),
                value.quality().label(),
                (value.writable() ? "rw" : "ro") + (value.secret() ? " secret" : ""));
    }

    private static List<NativeValue> report() throws IOException {
        List<NativeValue> report = new ArrayList<>();
        for (String line : lines("native.tsv")) {
            String[] fields = line.split("\t", -1);
            report.add(
                    new NativeValue(
                            fields[0], ParameterType.parse(fields[1]).orElseThrow(), fields[2]));
        }
        return report;
    }

    private static List<String> lines(String file) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(
                        GatewayVectorTest.class.getResourceAsStream(FOLDER + file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }
}
