package org.trellis.model.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.ParameterType;
import org.trellis.model.PathError;
import org.trellis.model.PathExpression;
import org.trellis.model.Quality;
import org.trellis.model.profile.Adaptation;
import org.trellis.model.profile.DeviceFacts;
import org.trellis.model.profile.Glob;
import org.trellis.model.profile.Match;
import org.trellis.model.profile.ParameterRule;
import org.trellis.model.profile.Place;
import org.trellis.model.profile.ProfileException;
import org.trellis.model.profile.ProfileSet;
import org.trellis.model.profile.ValueRule;
import org.trellis.model.profile.VendorProfile;
import org.trellis.model.profile.WlanHabits;
import org.trellis.model.profile.WlanHabits.FrequencyBand;
import org.trellis.model.profile.WlanHabits.MixedMode;
import org.trellis.model.profile.WlanHabits.OpenNetwork;

/** A TR-098 device of which profiles know more, by rules as their files have them. */
class ProfiledTr098Test {

    private static final String WLAN = "InternetGatewayDevice.LANDevice.{i}.WLANConfiguration.{i}.";
    private static final String WLAN_1 = "InternetGatewayDevice.LANDevice.1.WLANConfiguration.1.";
    private static final String WLAN_5 = "InternetGatewayDevice.LANDevice.1.WLANConfiguration.5.";
    private static final String PON = "InternetGatewayDevice.WANDevice.{i}.X_ACME_PON.";
    private static final String SIGNAL = "Device.Optical.Interface.{i}.OpticalSignalLevel";
    private static final String BANDWIDTH = "Device.WiFi.Radio.{i}.OperatingChannelBandwidth";
    private static final String PASSPHRASE = "Device.WiFi.AccessPoint.{i}.Security.KeyPassphrase";
    private static final String MODE = "Device.WiFi.AccessPoint.1.Security.ModeEnabled";

    private static final ParameterRule WIDTH =
            rule(
                    WLAN + "X_ACME_Width",
                    BANDWIDTH,
                    ParameterType.UNSIGNED_INT,
                    enumeration("0", "Auto", "1", "20MHz", "2", "40MHz", "3", "40MHz"));
    private static final WlanHabits BANDS =
            new WlanHabits(null, Map.of(1L, FrequencyBand.GHZ_2_4, 5L, FrequencyBand.GHZ_5), null);

    @Test
    void a_vendors_parameter_of_a_wlan_becomes_one_of_its_radio() throws ProfileException {
        ModelTranslator acme = with(BANDS, WIDTH);

        assertThat(read(acme, WLAN_1 + "X_ACME_Width", "1", WLAN_5 + "X_ACME_Width", "2"))
                .containsEntry("Device.WiFi.Radio.1.OperatingChannelBandwidth", "20MHz")
                .containsEntry("Device.WiFi.Radio.2.OperatingChannelBandwidth", "40MHz")
                .hasSize(2);
    }

    @Test
    void what_the_rule_does_not_know_of_stays_raw_under_its_own_path() throws ProfileException {
        List<ObservedValue> values =
                with(BANDS, WIDTH).toCanonical(report(WLAN_1 + "X_ACME_Width", "7"), _ -> true);

        assertThat(values)
                .singleElement()
                .satisfies(value -> {
                    assertThat(value.path().text()).isEqualTo(WLAN_1 + "X_ACME_Width");
                    assertThat(value.quality()).isEqualTo(Quality.RAW);
                });
    }

    @Test
    void a_canonical_write_goes_to_the_vendors_parameter_in_its_type() throws ProfileException {
        ModelTranslator acme = with(BANDS, WIDTH);

        List<NativeValue> writes =
                written(
                        acme,
                        Map.of("Device.WiFi.Radio.2.OperatingChannelBandwidth", "40MHz"),
                        Map.of(WLAN_1 + "SSID", "a", WLAN_5 + "Channel", "36"));

        assertThat(writes)
                .containsExactly(
                        new NativeValue(WLAN_5 + "X_ACME_Width", ParameterType.UNSIGNED_INT, "2"));
    }

    @Test
    void a_value_that_the_device_has_no_word_for_is_refused() throws ProfileException {
        assertThat(
                        refused(
                                with(BANDS, WIDTH),
                                Map.of("Device.WiFi.Radio.2.OperatingChannelBandwidth", "160MHz"),
                                Map.of(WLAN_5 + "Channel", "36")))
                .singleElement()
                .satisfies(error ->
                        assertThat(error.message()).contains("no counterpart").contains("profile"));
    }

    @Test
    void without_the_profile_the_bandwidth_is_refused_with_the_reason() {
        ModelTranslator standard = Translators.shipped().of(DataModelRoot.TR_098);

        assertThat(
                        standard.toNativeReads(
                                PathExpression.of("Device.WiFi.Radio.1.OperatingChannelBandwidth")))
                .isInstanceOf(Translated.Refused.class);
    }

    @Test
    void a_canonical_read_asks_for_the_vendors_parameter() throws ProfileException {
        ModelTranslator acme = with(BANDS, WIDTH, power());

        assertThat(natives(acme, "Device.WiFi.Radio.2.OperatingChannelBandwidth"))
                .contains("InternetGatewayDevice.LANDevice.*.WLANConfiguration.*.X_ACME_Width");
        assertThat(natives(acme, "Device.Optical.Interface.1.OpticalSignalLevel"))
                .containsExactly("InternetGatewayDevice.WANDevice.1.X_ACME_PON.RXPower");
        assertThat(natives(acme, "Device.Optical."))
                .containsExactly("InternetGatewayDevice.WANDevice.*.X_ACME_PON.");
    }

    @Test
    void a_device_has_a_canonical_parameter_if_it_has_the_vendors() throws ProfileException {
        String bandwidth = "Device.WiFi.Radio.2.OperatingChannelBandwidth";

        assertThat(with(BANDS, WIDTH).toNativeHolders(PathExpression.of(bandwidth)))
                .isEqualTo(
                        new Translated.Ok<>(
                                List.of(
                                        PathExpression.of(
                                                "InternetGatewayDevice.LANDevice.*"
                                                        + ".WLANConfiguration.*.X_ACME_Width"))));
    }

    @Test
    void the_paths_that_a_vendors_parameter_feeds_are_named_in_errors() throws ProfileException {
        ModelTranslator acme = with(BANDS, WIDTH, power());

        assertThat(acme.toCanonicalPaths("InternetGatewayDevice.WANDevice.1.X_ACME_PON.RXPower"))
                .containsExactly(ParameterPath.of("Device.Optical.Interface.1.OpticalSignalLevel"));
    }

    @Test
    void optical_power_becomes_thousandths_of_a_dbm() throws ProfileException {
        ModelTranslator acme = with(WlanHabits.STANDARD, power());
        String native1 = "InternetGatewayDevice.WANDevice.1.X_ACME_PON.RXPower";
        String canonical1 = "Device.Optical.Interface.1.OpticalSignalLevel";

        assertThat(read(acme, native1, "233")).containsEntry(canonical1, "-16326");
        assertThat(read(acme, native1, "30")).containsEntry(canonical1, "-25228");
        assertThat(read(acme, native1, "-21.5")).containsEntry(canonical1, "-21500");
        assertThat(read(acme, native1, "0")).containsEntry(native1, "0");
        assertThat(read(acme, native1, "1e99")).containsEntry(native1, "1e99");
    }

    @Test
    void a_scale_is_exact_both_ways() {
        Conversion conversion =
                RuleConversions.of(
                        new ValueRule.Scale(new BigDecimal("0.1"), new BigDecimal("-40")));

        assertThat(conversion.toCanonical().apply("205")).contains("-19.5");
        assertThat(conversion.toNative().apply("-19.5")).contains("205");
        Conversion thirds =
                RuleConversions.of(new ValueRule.Scale(new BigDecimal("3"), BigDecimal.ZERO));
        assertThat(thirds.toNative().apply("1")).isEmpty();
    }

    @Test
    void what_a_rule_says_replaces_what_the_table_says_of_both_parameters()
            throws ProfileException {
        ModelTranslator acme =
                with(
                        WlanHabits.STANDARD,
                        rule(
                                WLAN + "PreSharedKey.1.PreSharedKey",
                                PASSPHRASE,
                                ParameterType.STRING,
                                new ValueRule.Copy()));

        assertThat(
                        written(
                                acme,
                                Map.of(
                                        "Device.WiFi.AccessPoint.1.Security.KeyPassphrase",
                                        "correct horse"),
                                Map.of(WLAN_1 + "KeyPassphrase", "")))
                .containsExactly(
                        new NativeValue(
                                WLAN_1 + "PreSharedKey.1.PreSharedKey",
                                ParameterType.STRING,
                                "correct horse"));
        assertThat(
                        acme.toCanonical(
                                report(
                                        WLAN_1 + "PreSharedKey.1.PreSharedKey", "correct horse",
                                        WLAN_1 + "PreSharedKey.2.PreSharedKey", "other",
                                        WLAN_1 + "KeyPassphrase", ""),
                                _ -> true))
                .satisfiesOnlyOnce(value -> {
                    assertThat(value.path().text())
                            .isEqualTo("Device.WiFi.AccessPoint.1.Security.KeyPassphrase");
                    assertThat(value.text()).isEqualTo("correct horse");
                    assertThat(value.secret()).isTrue();
                })
                .allSatisfy(value -> assertThat(value.secret()).isTrue())
                .hasSize(3);
    }

    @Test
    void a_rule_for_one_kind_of_rows_leaves_the_others_of_the_table() throws ProfileException {
        String wan = "InternetGatewayDevice.WANDevice.{i}.WANConnectionDevice.{i}.";
        ModelTranslator acme =
                with(
                        WlanHabits.STANDARD,
                        rule(
                                wan + "WANIPConnection.{i}.X_ACME_Name",
                                "Device.IP.Interface.{i}.Name",
                                ParameterType.STRING,
                                new ValueRule.Copy()));
        String first = "InternetGatewayDevice.WANDevice.1.WANConnectionDevice.1.";

        assertThat(
                        read(
                                acme,
                                first + "WANIPConnection.1.X_ACME_Name",
                                "mine",
                                first + "WANPPPConnection.1.Name",
                                "ppp"))
                .containsEntry("Device.IP.Interface.101001001.Name", "mine")
                .containsEntry("Device.PPP.Interface.201001001.Name", "ppp");
    }

    @Test
    void rows_around_a_parameter_are_numbered_as_the_table_numbers_them() throws ProfileException {
        ModelTranslator acme =
                with(
                        WlanHabits.STANDARD,
                        rule(
                                WLAN + "AssociatedDevice.{i}.X_ACME_RSSI",
                                "Device.WiFi.AccessPoint.{i}.AssociatedDevice.{i}.SignalStrength",
                                ParameterType.STRING,
                                new ValueRule.Copy()),
                        rule(
                                "InternetGatewayDevice.X_ACME_Laser.Power",
                                "Device.Optical.Interface.1.TransmitOpticalLevel",
                                ParameterType.STRING,
                                new ValueRule.Scale(new BigDecimal("1000"), BigDecimal.ZERO)));

        assertThat(
                        read(
                                acme,
                                WLAN_5 + "AssociatedDevice.3.X_ACME_RSSI",
                                "-55",
                                "InternetGatewayDevice.X_ACME_Laser.Power",
                                "2.5"))
                .containsEntry("Device.WiFi.AccessPoint.5.AssociatedDevice.3.SignalStrength", "-55")
                .containsEntry("Device.Optical.Interface.1.TransmitOpticalLevel", "2500");
    }

    @Test
    void the_band_of_a_wlan_may_be_known_by_its_number() throws ProfileException {
        ModelTranslator acme = with(BANDS);

        assertThat(read(acme, WLAN_5 + "SSID", "home", WLAN_5 + "Channel", "0"))
                .containsEntry("Device.WiFi.SSID.5.LowerLayers", "Device.WiFi.Radio.2")
                .containsEntry("Device.WiFi.Radio.2.OperatingFrequencyBand", "5GHz");
    }

    @Test
    void an_open_network_is_written_as_the_device_knows_it() throws ProfileException {
        ModelTranslator acme = with(new WlanHabits(OpenNetwork.NONE, Map.of(), null));

        assertThat(written(acme, Map.of(MODE, "None"), Map.of(WLAN_1 + "BeaconType", "11i")))
                .containsExactly(
                        new NativeValue(WLAN_1 + "BeaconType", ParameterType.STRING, "None"));
    }

    @Test
    void wpa_and_wpa2_together_may_have_parameters_of_their_own() throws ProfileException {
        ModelTranslator acme =
                with(new WlanHabits(null, Map.of(), new MixedMode("X_ACME_Auth", "X_ACME_Cipher")));

        assertThat(
                        written(
                                acme,
                                Map.of(MODE, "WPA-WPA2-Personal"),
                                Map.of(WLAN_1 + "BeaconType", "11i")))
                .extracting(NativeValue::path, NativeValue::text)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(WLAN_1 + "BeaconType", "WPAand11i"),
                        org.assertj.core.groups.Tuple.tuple(
                                WLAN_1 + "X_ACME_Auth", "PSKAuthentication"),
                        org.assertj.core.groups.Tuple.tuple(
                                WLAN_1 + "X_ACME_Cipher", "TKIPandAESEncryption"));
        assertThat(
                        read(
                                acme,
                                WLAN_1 + "BeaconType",
                                "WPAand11i",
                                WLAN_1 + "X_ACME_Auth",
                                "PSKAuthentication",
                                WLAN_1 + "X_ACME_Cipher",
                                "AESEncryption"))
                .containsEntry(MODE, "WPA-WPA2-Personal")
                .containsEntry("Device.WiFi.AccessPoint.1.Security.EncryptionMode", "AES");
        assertThat(natives(acme, MODE)).contains(WLAN_1 + "X_ACME_Auth", WLAN_1 + "X_ACME_Cipher");
    }

    @Test
    void a_rule_that_does_not_fit_the_models_is_refused_with_its_line() {
        assertThatThrownBy(() ->
                        with(
                                WlanHabits.STANDARD,
                                rule(
                                        PON + "RXPower",
                                        "Device.Optical.Interface.{i}.Signal",
                                        ParameterType.STRING,
                                        new ValueRule.Copy())))
                .isInstanceOf(ProfileException.class)
                .hasMessage(
                        "acme.yaml:7: Device.Optical.Interface.{i}.Signal is no parameter of the"
                                + " canonical model");
        assertThatThrownBy(() ->
                        with(
                                WlanHabits.STANDARD,
                                rule(
                                        "InternetGatewayDevice.X_ACME_Laser.{i}.Power",
                                        "Device.Optical.Interface.1.OpticalSignalLevel",
                                        ParameterType.STRING,
                                        new ValueRule.Copy())))
                .hasMessageContaining("acme.yaml:7: the instances of");
        assertThatThrownBy(() ->
                        with(
                                WlanHabits.STANDARD,
                                rule(
                                        PON + "Up",
                                        "Device.Optical.Interface.{i}.Enable",
                                        ParameterType.INT,
                                        new ValueRule.Copy())))
                .hasMessage("acme.yaml:7: a value of type int is none of type boolean");
        assertThatThrownBy(() ->
                        with(
                                WlanHabits.STANDARD,
                                rule(
                                        PON + "State",
                                        "Device.Optical.Interface.{i}.Status",
                                        ParameterType.STRING,
                                        enumeration("1", "Online"))))
                .hasMessageContaining("the value Online of")
                .hasMessageContaining("not one of Up, Down");
        assertThatThrownBy(() ->
                        with(
                                WlanHabits.STANDARD,
                                rule(
                                        PON + "State",
                                        "Device.Optical.Interface.{i}.Status",
                                        ParameterType.STRING,
                                        new ValueRule.Scale(BigDecimal.TEN, BigDecimal.ZERO))))
                .hasMessageContaining("is no number");
    }

    @Test
    void devices_that_the_same_profiles_fit_share_a_translator() throws ProfileException {
        Translators translators = Translators.shipped().with(profiles(BANDS, WIDTH));
        DeviceFacts one = new DeviceFacts("Acme", "00AA11", "R1", "1");
        DeviceFacts another = new DeviceFacts("ACME Inc", "00AA12", "R2", "2");
        DeviceFacts stranger = new DeviceFacts("Umbrella", "", "", "");

        assertThat(translators.of(DataModelRoot.TR_098, one))
                .isSameAs(translators.of(DataModelRoot.TR_098, another));
        assertThat(translators.of(DataModelRoot.TR_098, stranger))
                .isSameAs(Translators.shipped().of(DataModelRoot.TR_098));
    }

    private static ParameterRule power() {
        return rule(
                PON + "RXPower", SIGNAL, ParameterType.STRING, ValueRule.Function.OPTICAL_POWER);
    }

    private static ModelTranslator with(WlanHabits habits, ParameterRule... rules)
            throws ProfileException {
        return Translators.shipped()
                .with(profiles(habits, rules))
                .of(DataModelRoot.TR_098, new DeviceFacts("Acme", "", "", ""));
    }

    private static ProfileSet profiles(WlanHabits habits, ParameterRule... rules) {
        return new ProfileSet(
                List.of(
                        new VendorProfile(
                                "acme",
                                VendorProfile.Origin.SHIPPED,
                                new Match(
                                        List.of(new Glob("acme*")),
                                        List.of(),
                                        List.of(),
                                        List.of()),
                                new Adaptation(Arrays.asList(rules), habits),
                                new Place("acme.yaml", 1))));
    }

    private static ParameterRule rule(
            String nativePath, String canonical, ParameterType type, ValueRule value) {
        return new ParameterRule(
                nativePath, canonical, type, false, value, "test", new Place("acme.yaml", 7));
    }

    private static ValueRule enumeration(String... pairs) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(pairs[i], pairs[i + 1]);
        }
        return new ValueRule.Enumeration(values);
    }

    private static List<NativeValue> report(String... pairs) {
        List<NativeValue> values = new java.util.ArrayList<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.add(new NativeValue(pairs[i], ParameterType.STRING, pairs[i + 1]));
        }
        return values;
    }

    private static Map<String, String> read(ModelTranslator translator, String... pairs) {
        return translator.toCanonical(report(pairs), _ -> true).stream()
                .collect(Collectors.toMap(v -> v.path().text(), ObservedValue::text));
    }

    private static List<String> natives(ModelTranslator translator, String canonical) {
        return switch (translator.toNativeReads(PathExpression.of(canonical))) {
            case Translated.Ok<List<PathExpression>>(List<PathExpression> paths) ->
                    paths.stream().map(PathExpression::text).toList();
            case Translated.Refused<List<PathExpression>>(List<PathError> errors) ->
                    throw new AssertionError(errors.toString());
        };
    }

    private static List<NativeValue> written(
            ModelTranslator translator, Map<String, String> canonical, Map<String, String> now) {
        return switch (writes(translator, canonical, now)) {
            case Translated.Ok<List<NativeValue>>(List<NativeValue> writes) -> writes;
            case Translated.Refused<List<NativeValue>>(List<PathError> errors) ->
                    throw new AssertionError(errors.toString());
        };
    }

    private static List<PathError> refused(
            ModelTranslator translator, Map<String, String> canonical, Map<String, String> now) {
        return switch (writes(translator, canonical, now)) {
            case Translated.Ok<List<NativeValue>>(List<NativeValue> writes) ->
                    throw new AssertionError(writes.toString());
            case Translated.Refused<List<NativeValue>>(List<PathError> errors) -> errors;
        };
    }

    private static Translated<List<NativeValue>> writes(
            ModelTranslator translator, Map<String, String> canonical, Map<String, String> now) {
        Map<ParameterPath, String> wanted = new LinkedHashMap<>();
        canonical.forEach((path, text) -> wanted.put(ParameterPath.of(path), text));
        Function<String, Optional<String>> current = path -> Optional.ofNullable(at(now, path));
        return translator.toNativeWrites(wanted, current);
    }

    private static @Nullable String at(Map<String, String> now, String path) {
        return now.get(path);
    }
}
