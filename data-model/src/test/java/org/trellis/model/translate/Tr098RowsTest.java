package org.trellis.model.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ParameterPath;
import org.trellis.model.ParameterType;
import org.trellis.model.PathExpression;
import org.trellis.model.Quality;
import org.trellis.model.catalogue.Catalogue;
import org.trellis.model.catalogue.CatalogueNode;

/** What must hold for every row of the mapping table. */
class Tr098RowsTest {

    /** What TR-098 cannot tell or do, whatever the code. */
    private static final List<String> REFUSED =
            List.of(
                    "Device.WiFi.Radio.{i}.OperatingChannelBandwidth: TR-098 has no channel"
                            + " bandwidth, which only a vendor profile can tell",
                    "Device.WiFi.AccessPoint.{i}.Security.SAEPassphrase: TR-098 has no WPA3"
                            + " passphrase, which only a vendor profile can tell",
                    "Device.WiFi.AccessPoint.{i}.AssociatedDevice.{i}.SignalStrength: TR-098 has no"
                            + " signal strength, which only a vendor profile can tell",
                    "Device.WiFi.AccessPoint.{i}.WPS.InitiateWPSPBC(): TR-098 has no parameter for"
                            + " it; each vendor has its own",
                    "Device.InterfaceStack.{i}.LowerLayer: the stack is told by LowerLayers; what"
                            + " lies below a link is chosen by this value",
                    "Device.Services.VoiceService.{i}.POTS.FXS.{i}.DiagTests.TestSelector: TR-104"
                            + " version 2 has no such test");

    private final Tr098Translator translator =
            (Tr098Translator) Translators.shipped().of(DataModelRoot.TR_098);

    /** TR-098 allows some values that TR-181 does not: ports above 65535, its own words. */
    @Test
    void what_the_canonical_parameter_cannot_have_is_raw_in_every_row() {
        List<String> wrong = new ArrayList<>();
        int rows = 0;
        for (Row row : translator.rows()) {
            CatalogueNode target = row.nodes().target();
            if (!(row.how() instanceof Row.Direct) || target == null || target.syntax() == null) {
                continue;
            }
            rows++;
            String path = row.source().text().replace("{i}", "1");
            for (String text : List.of("70000", "-7", "4294967295", "Nonsense", "999")) {
                NativeValue value = new NativeValue(path, ParameterType.STRING, text);
                translator.toCanonical(List.of(value), _ -> true).stream()
                        .filter(v -> v.path().template().equals(target.template()))
                        .filter(v -> v.quality() != Quality.RAW)
                        .filter(v -> !target.syntax().isPossible(v.text()))
                        .forEach(v -> wrong.add(v.path() + " = " + v.text()));
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(rows).isGreaterThan(1_000);
    }

    @Test
    void every_path_exists_in_the_catalogues() {
        assertThat(translator.rows()).hasSize(1_827);
        Catalogue tr098 = Catalogue.of(DataModelRoot.TR_098);
        Catalogue tr181 = Catalogue.canonical();
        List<String> missing = new ArrayList<>();
        for (Row row : translator.rows()) {
            String source = row.source().text();
            if (!source.isEmpty() && tr098.node(source).isEmpty()) {
                missing.add(source);
            }
            if (tr181.node(row.target().text()).isEmpty()) {
                missing.add(row.target().text());
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void every_row_is_translated_but_those_named_here() {
        List<String> refused = new ArrayList<>();
        for (Row row : translator.rows()) {
            if (row.how() instanceof Row.Refused(String reason)) {
                refused.add(row.target().text() + ": " + reason);
            }
        }
        assertThat(refused).containsExactlyInAnyOrderElementsOf(REFUSED);
    }

    @Test
    void every_translated_row_is_found_by_a_read_of_its_canonical_path() {
        Set<String> lost = new TreeSet<>();
        for (Row row : translator.rows()) {
            if (row.how() instanceof Row.Direct direct) {
                long[] source = new long[row.source().instances()];
                Arrays.fill(source, 1);
                long[] numbers = direct.formula().forward(source);
                if (numbers == null) {
                    fail("no target of " + row.source().text());
                }
                String canonical = row.target().fill(Objects.requireNonNull(numbers));
                Translated<List<PathExpression>> read =
                        translator.toNativeReads(PathExpression.of(canonical));
                PathExpression own = PathExpression.of(row.source().fill(source));
                if (!(read
                                instanceof
                                Translated.Ok<List<PathExpression>>(List<PathExpression> plan))
                        || !plan.contains(own)) {
                    lost.add(canonical + " -> " + read);
                }
                List<ParameterPath> back = translator.toCanonicalPaths(own.text());
                if (!back.contains(ParameterPath.of(canonical))) {
                    lost.add(own + " -> " + back);
                }
            }
        }
        assertThat(lost).isEmpty();
    }

    @Test
    void numberings_are_inverses_and_do_not_meet() {
        List<String> names =
                List.of(
                        "ip.lan",
                        "conn.ip",
                        "conn.ppp",
                        "link",
                        "eth.wan",
                        "pool.main",
                        "pool.cond");
        Random random = new Random(7);
        for (String name :
                List.of(
                        "idem",
                        "wlan",
                        "eth.lan",
                        "ip.lan",
                        "host",
                        "line",
                        "eth.wan",
                        "link.lan",
                        "l2bridge",
                        "pool.main",
                        "pool.cond",
                        "tone",
                        "codec",
                        "conn.ip",
                        "conn.ppp",
                        "link",
                        "pm.ip",
                        "pm.ppp")) {
            Formula formula = Objects.requireNonNull(Formula.parse(name));
            for (int i = 0; i < 200; i++) {
                long[] source = random.longs(formula.sources(), 1, 10).toArray();
                long[] target = Objects.requireNonNull(formula.forward(source));
                assertThat(formula.inverse(target)).as(name).isEqualTo(source);
                for (String other : names) {
                    boolean shares =
                            names.contains(name)
                                    && !name.equals(other)
                                    && name.startsWith("pool") == other.startsWith("pool")
                                    && name.equals("eth.wan") == other.equals("eth.wan");
                    if (shares) {
                        assertThat(Objects.requireNonNull(Formula.parse(other)).inverse(target))
                                .as(name + " and " + other)
                                .isNull();
                    }
                }
            }
        }
    }

    @Test
    void keeps_types_of_the_device_model_on_writes() {
        Translated<List<NativeValue>> writes =
                translator.toNativeWrites(
                        Map.of(
                                ParameterPath.of("Device.ManagementServer.PeriodicInformInterval"),
                                "300"),
                        _ -> Optional.empty());
        assertThat(writes)
                .isEqualTo(
                        new Translated.Ok<>(
                                List.of(
                                        new NativeValue(
                                                "InternetGatewayDevice.ManagementServer.PeriodicInformInterval",
                                                ParameterType.UNSIGNED_INT,
                                                "300"))));
    }
}
