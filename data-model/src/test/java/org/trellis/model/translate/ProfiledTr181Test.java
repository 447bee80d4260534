package org.trellis.model.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trellis.model.ErrorCode;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.ParameterType;
import org.trellis.model.PathExpression;
import org.trellis.model.Quality;
import org.trellis.model.catalogue.Catalogue;
import org.trellis.model.profile.Adaptation;
import org.trellis.model.profile.ParameterRule;
import org.trellis.model.profile.Place;
import org.trellis.model.profile.ProfileException;
import org.trellis.model.profile.ValueRule;
import org.trellis.model.profile.WlanHabits;

/** A TR-181 device that keeps its name and its optics in parameters of its own. */
class ProfiledTr181Test {

    private static final String OWN_NAME = "Device.DeviceInfo.X_ACME_Name";
    private static final String NAME = "Device.DeviceInfo.FriendlyName";
    private static final String STATION = "Device.WiFi.AccessPoint.1.AssociatedDevice.2.";

    private final ModelTranslator translator = translator();

    private static ModelTranslator translator() {
        Catalogue canonical = Catalogue.canonical();
        List<ParameterRule> rules =
                List.of(
                        rule(OWN_NAME, NAME, new ValueRule.Copy()),
                        rule(
                                "Device.Optical.Interface.{i}.X_ACME_Power",
                                "Device.Optical.Interface.{i}.OpticalSignalLevel",
                                ValueRule.Function.OPTICAL_POWER),
                        rule(
                                "Device.WiFi.AccessPoint.{i}.AssociatedDevice.{i}.SignalStrength",
                                "Device.WiFi.AccessPoint.{i}.AssociatedDevice.{i}.SignalStrength",
                                new ValueRule.Scale(
                                        new BigDecimal("0.5"), new BigDecimal("-110"))));
        try {
            return new ProfiledTranslator(
                    new Tr181Translator(canonical),
                    new Adaptation(rules, WlanHabits.STANDARD),
                    new RuleCheck(canonical, canonical));
        } catch (ProfileException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void what_a_rule_names_is_read_from_the_devices_own_parameter() {
        assertThat(reads(NAME)).containsExactly(OWN_NAME);
        assertThat(reads("Device.Optical.Interface.*.OpticalSignalLevel"))
                .containsExactly("Device.Optical.Interface.*.X_ACME_Power");
        assertThat(reads("Device.DeviceInfo.")).containsExactly("Device.DeviceInfo.");
        assertThat(reads("Device.DeviceInfo.UpTime")).containsExactly("Device.DeviceInfo.UpTime");
    }

    @Test
    void what_a_rule_names_is_written_to_the_devices_own_parameter() {
        Map<ParameterPath, String> wanted = new LinkedHashMap<>();
        wanted.put(ParameterPath.of(NAME), "attic");
        wanted.put(ParameterPath.of("Device.Time.Enable"), "1");

        assertThat(translator.toNativeWrites(wanted, _ -> Optional.empty()))
                .isEqualTo(
                        new Translated.Ok<>(
                                List.of(
                                        new NativeValue(OWN_NAME, ParameterType.STRING, "attic"),
                                        new NativeValue(
                                                "Device.Time.Enable",
                                                ParameterType.BOOLEAN,
                                                "true"))));
    }

    @Test
    void what_only_reads_is_refused() {
        Map<ParameterPath, String> wanted =
                Map.of(ParameterPath.of("Device.Optical.Interface.1.OpticalSignalLevel"), "-20000");

        assertThat(translator.toNativeWrites(wanted, _ -> Optional.empty()))
                .isInstanceOfSatisfying(
                        Translated.Refused.class,
                        refused ->
                                assertThat(refused.errors().toString())
                                        .contains(ErrorCode.NOT_WRITABLE.toString()));
    }

    @Test
    void a_report_is_translated_and_the_rest_of_it_stays() {
        assertThat(
                        values(
                                OWN_NAME,
                                "attic",
                                "Device.DeviceInfo.UpTime",
                                "5",
                                "Device.Optical.Interface.2.X_ACME_Power",
                                "100"))
                .containsExactly(
                        "Device.DeviceInfo.UpTime=5",
                        NAME + "=attic",
                        "Device.Optical.Interface.2.OpticalSignalLevel=-20000");
    }

    @Test
    void what_the_device_says_itself_gives_way_to_the_rule() {
        assertThat(values(NAME, "standard", OWN_NAME, "attic")).containsExactly(NAME + "=attic");
    }

    @Test
    void a_rule_may_correct_a_standard_parameter() {
        assertThat(values(STATION + "SignalStrength", "120"))
                .containsExactly(STATION + "SignalStrength=-50");
    }

    @Test
    void what_cannot_be_converted_stays_under_its_own_path() {
        assertThat(values("Device.Optical.Interface.2.X_ACME_Power", "dark"))
                .containsExactly("Device.Optical.Interface.2.X_ACME_Power=dark");
    }

    @Test
    void what_the_canonical_parameter_cannot_have_stays_under_its_own_path() {
        assertThat(values("Device.Optical.Interface.2.X_ACME_Power", "-99"))
                .containsExactly("Device.Optical.Interface.2.X_ACME_Power=-99");
    }

    @Test
    void an_impossible_value_is_raw_and_never_passed_off_as_the_corrected_one() {
        // as it stands it would be a level; corrected it is below every level there is
        String impossible = "-190";
        List<ObservedValue> seen =
                translator.toCanonical(
                        List.of(
                                new NativeValue(
                                        STATION + "SignalStrength", ParameterType.INT, impossible),
                                new NativeValue(
                                        "Device.Optical.Interface.2.X_ACME_Power",
                                        ParameterType.STRING,
                                        "dark")),
                        _ -> true);

        assertThat(seen)
                .extracting(ObservedValue::text, ObservedValue::quality)
                .containsExactly(tuple(impossible, Quality.RAW), tuple("dark", Quality.RAW));
    }

    @Test
    void a_command_reaches_the_devices_own_parameters() throws ProfileException {
        Catalogue canonical = Catalogue.canonical();
        ModelTranslator own =
                new ProfiledTranslator(
                        new Tr181Translator(canonical),
                        new Adaptation(
                                List.of(
                                        rule(
                                                "Device.IP.Diagnostics.IPPing.X_ACME_Target",
                                                "Device.IP.Diagnostics.IPPing.Host",
                                                new ValueRule.Copy())),
                                WlanHabits.STANDARD),
                        new RuleCheck(canonical, canonical));

        assertThat(
                        own.toCommand(
                                ParameterPath.of("Device.IP.Diagnostics.IPPing()"),
                                Map.of(
                                        "Host", "192.0.2.1",
                                        "ProtocolVersion", "Any",
                                        "NumberOfRepetitions", "1",
                                        "Timeout", "1000",
                                        "DataBlockSize", "64")))
                .isInstanceOfSatisfying(
                        Translated.Ok.class,
                        plan ->
                                assertThat(plan.toString())
                                        .contains("Device.IP.Diagnostics.IPPing.X_ACME_Target")
                                        .doesNotContain("IPPing.Host"));
    }

    @Test
    void the_canonical_path_is_named_for_the_devices_own() {
        assertThat(translator.toCanonicalPaths(OWN_NAME)).containsExactly(ParameterPath.of(NAME));
    }

    private List<String> values(String... pairs) {
        List<NativeValue> report = new java.util.ArrayList<>();
        for (int i = 0; i < pairs.length; i += 2) {
            report.add(new NativeValue(pairs[i], ParameterType.STRING, pairs[i + 1]));
        }
        return translator.toCanonical(report, _ -> true).stream()
                .map(ProfiledTr181Test::shown)
                .toList();
    }

    private static String shown(ObservedValue value) {
        return value.path() + "=" + value.text();
    }

    private List<String> reads(String canonical) {
        return switch (translator.toNativeReads(PathExpression.of(canonical))) {
            case Translated.Ok<List<PathExpression>>(List<PathExpression> paths) ->
                    paths.stream().map(PathExpression::text).toList();
            case Translated.Refused<List<PathExpression>> refused ->
                    throw new AssertionError(refused.toString());
        };
    }

    private static ParameterRule rule(String nativePath, String canonical, ValueRule value) {
        return new ParameterRule(
                nativePath,
                canonical,
                ParameterType.STRING,
                false,
                value,
                "test",
                new Place("acme.yaml", 1));
    }
}
