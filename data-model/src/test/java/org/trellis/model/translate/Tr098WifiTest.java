package org.trellis.model.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.trellis.model.translate.Tr098Probe.IGD;
import static org.trellis.model.translate.Tr098Probe.SECURITY;
import static org.trellis.model.translate.Tr098Probe.TRANSLATOR;
import static org.trellis.model.translate.Tr098Probe.WLAN;
import static org.trellis.model.translate.Tr098Probe.byPath;
import static org.trellis.model.translate.Tr098Probe.errors;
import static org.trellis.model.translate.Tr098Probe.reads;
import static org.trellis.model.translate.Tr098Probe.texts;
import static org.trellis.model.translate.Tr098Probe.writes;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trellis.model.ErrorCode;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathError;
import org.trellis.model.Quality;

/** One WLANConfiguration against SSID, AccessPoint and Radio, and the security of both. */
class Tr098WifiTest {

    @Test
    void reads_beside_a_radio_parameter_what_tells_its_band() {
        String any = IGD + "LANDevice.*.WLANConfiguration.*.";
        assertThat(reads("Device.WiFi.Radio.2.TransmitPower"))
                .contains(
                        any + "TransmitPower",
                        any + "Channel",
                        any + "Standard",
                        any + "PossibleChannels");
    }

    @Test
    void splits_a_wlan_configuration_into_ssid_access_point_and_radio() {
        Map<String, ObservedValue> values =
                byPath(
                        WLAN + "1.Enable=1",
                        WLAN + "1.Status=Up",
                        WLAN + "1.SSID=home",
                        WLAN + "1.BSSID=00:1A:2B:3C:4D:5E",
                        WLAN + "1.Channel=6",
                        WLAN + "1.AutoChannelEnable=0",
                        WLAN + "1.Standard=n",
                        WLAN + "1.PossibleChannels=1-13",
                        WLAN + "5.Enable=1",
                        WLAN + "5.SSID=home-5G",
                        WLAN + "5.Channel=44",
                        WLAN + "5.Standard=ac",
                        WLAN + "2.SSID=guest",
                        WLAN + "2.Channel=11");
        assertThat(texts(values))
                .contains(
                        entry("Device.WiFi.SSID.1.Enable", "true"),
                        entry("Device.WiFi.SSID.1.Status", "Up"),
                        entry("Device.WiFi.SSID.1.SSID", "home"),
                        entry("Device.WiFi.SSID.1.BSSID", "00:1a:2b:3c:4d:5e"),
                        entry("Device.WiFi.SSID.1.LowerLayers", "Device.WiFi.Radio.1"),
                        entry("Device.WiFi.SSID.5.LowerLayers", "Device.WiFi.Radio.2"),
                        entry("Device.WiFi.AccessPoint.1.Enable", "true"),
                        entry("Device.WiFi.AccessPoint.1.Status", "Enabled"),
                        entry("Device.WiFi.AccessPoint.1.SSIDReference", "Device.WiFi.SSID.1"),
                        entry("Device.WiFi.Radio.1.Channel", "6"),
                        entry("Device.WiFi.Radio.1.AutoChannelEnable", "false"),
                        entry("Device.WiFi.Radio.1.OperatingFrequencyBand", "2.4GHz"),
                        entry("Device.WiFi.Radio.1.OperatingStandards", "g,n"),
                        entry("Device.WiFi.Radio.1.Status", "Up"),
                        entry("Device.WiFi.Radio.2.Channel", "44"),
                        entry("Device.WiFi.Radio.2.OperatingFrequencyBand", "5GHz"),
                        entry("Device.WiFi.Radio.2.OperatingStandards", "a,n,ac"),
                        // the second one of the band does not speak for the radio, nor is it lost
                        entry(WLAN + "2.Channel", "11"));
        assertThat(values.get("Device.WiFi.SSID.1.SSID").sourcePath()).isEqualTo(WLAN + "1.SSID");
        assertThat(values.get("Device.WiFi.SSID.1.LowerLayers").quality())
                .isEqualTo(Quality.DERIVED);
        assertThat(values.get(WLAN + "2.Channel").quality()).isEqualTo(Quality.RAW);
    }

    @Test
    void does_not_guess_the_band_of_a_lone_radio_value() {
        assertThat(texts(byPath(WLAN + "5.RadioEnabled=1")))
                .containsExactly(entry(WLAN + "5.RadioEnabled", "1"));
    }

    @Test
    void takes_the_vendors_own_band_parameter_first() {
        assertThat(
                        texts(
                                byPath(
                                        WLAN + "3.X_ACME_OperatingFrequencyBand=5GHz",
                                        WLAN + "3.Channel=0",
                                        WLAN + "3.Standard=n",
                                        WLAN + "3.RadioEnabled=1")))
                .contains(
                        entry("Device.WiFi.Radio.2.Enable", "true"),
                        entry("Device.WiFi.Radio.2.OperatingStandards", "a,n"),
                        entry("Device.WiFi.SSID.3.X_ACME_OperatingFrequencyBand", "5GHz"))
                .doesNotContainKey("Device.WiFi.Radio.2.Channel")
                .containsEntry(WLAN + "3.Channel", "0");
    }

    @ParameterizedTest
    @CsvSource({
        "BeaconType=None, None, ",
        "BeaconType=Basic;BasicEncryptionModes=None, None, ",
        "BeaconType=Basic;BasicEncryptionModes=WEPEncryption, WEP-128, ",
        "BeaconType=WPA;WPAAuthenticationMode=PSKAuthentication;WPAEncryptionModes=TKIPEncryption,"
                + " WPA-Personal, TKIP",
        "BeaconType=11i;IEEE11iAuthenticationMode=PSKAuthentication;"
                + "IEEE11iEncryptionModes=AESEncryption, WPA2-Personal, AES",
        "BeaconType=11i;IEEE11iAuthenticationMode=EAPAuthentication;"
                + "IEEE11iEncryptionModes=AESEncryption, WPA2-Enterprise, AES",
        "BeaconType=WPAand11i;IEEE11iAuthenticationMode=PSKAuthentication;"
                + "WPAEncryptionModes=TKIPEncryption;IEEE11iEncryptionModes=AESEncryption,"
                + " WPA-WPA2-Personal, 'TKIP,AES'",
        "BeaconType=WPAWPA2;IEEE11iAuthenticationMode=PSKAuthentication;"
                + "WPAEncryptionModes=AESEncryption;IEEE11iEncryptionModes=AESEncryption,"
                + " WPA-WPA2-Personal, AES"
    })
    void reads_wifi_security(String report, String mode, String ciphers) {
        String[] values =
                Arrays.stream(report.split(";")).map(v -> WLAN + "1." + v).toArray(String[]::new);
        Map<String, String> texts = texts(byPath(values));
        assertThat(texts).containsEntry(SECURITY + "ModeEnabled", mode);
        assertThat(texts.get(SECURITY + "EncryptionMode")).isEqualTo(ciphers);
        assertThat(texts).containsKey(WLAN + "1.BeaconType");
    }

    @Test
    void does_not_call_a_lone_beacon_type_a_mode() {
        assertThat(texts(byPath(WLAN + "1.BeaconType=11i")))
                .containsExactly(entry(WLAN + "1.BeaconType", "11i"));
        assertThat(texts(byPath(WLAN + "1.BeaconType=WPA3")))
                .containsExactly(entry(WLAN + "1.BeaconType", "WPA3"));
    }

    @Test
    void writes_mode_and_key_together_with_the_key_last() {
        Map<ParameterPath, String> wanted = new LinkedHashMap<>();
        wanted.put(ParameterPath.of(SECURITY + "KeyPassphrase"), "correct horse");
        wanted.put(ParameterPath.of(SECURITY + "ModeEnabled"), "WPA2-Personal");
        wanted.put(ParameterPath.of("Device.WiFi.SSID.1.SSID"), "home");
        assertThat(writes(wanted, Map.of()))
                .containsExactly(
                        WLAN + "1.SSID=home",
                        WLAN + "1.BeaconType=11i",
                        WLAN + "1.IEEE11iAuthenticationMode=PSKAuthentication",
                        WLAN + "1.IEEE11iEncryptionModes=AESEncryption",
                        WLAN + "1.KeyPassphrase=correct horse");
    }

    @Test
    void writes_the_key_where_the_device_has_it() {
        String preShared = WLAN + "1.PreSharedKey.1.KeyPassphrase";
        assertThat(
                        writes(
                                Map.of(
                                        ParameterPath.of(SECURITY + "KeyPassphrase"),
                                        "correct horse"),
                                Map.of(preShared, "")))
                .containsExactly(preShared + "=correct horse");
    }

    @ParameterizedTest
    @ValueSource(strings = {"WPAand11i", "BasicandWPAand11i", "WPAWPA2"})
    void writes_new_ciphers_under_the_present_mode(String beacon) {
        assertThat(
                        writes(
                                Map.of(ParameterPath.of(SECURITY + "EncryptionMode"), "AES"),
                                Map.of(WLAN + "1.BeaconType", beacon)))
                .containsExactly(
                        WLAN + "1.WPAEncryptionModes=AESEncryption",
                        WLAN + "1.IEEE11iEncryptionModes=AESEncryption");
    }

    @ParameterizedTest
    @CsvSource({
        "1.BeaconType=WPAWPA2, WPAWPA2",
        "1.BeaconType=WPAand11i;2.BeaconType=WPAWPA2, WPAand11i",
        "1.BeaconType=BasicandWPAand11i, WPAand11i",
        "1.BeaconType=11i;5.BeaconType=WPAWPA2, WPAWPA2",
        "1.BeaconType=11i;2.BeaconType=Basic, WPAand11i"
    })
    void writes_wpa_and_wpa2_together_as_the_device_spells_it(String device, String spelling) {
        Map<String, String> current = new LinkedHashMap<>();
        for (String value : device.split(";")) {
            current.put(WLAN + value.split("=")[0], value.split("=")[1]);
        }
        assertThat(
                        writes(
                                Map.of(
                                        ParameterPath.of(SECURITY + "ModeEnabled"),
                                        "WPA-WPA2-Personal"),
                                current))
                .containsExactly(
                        WLAN + "1.BeaconType=" + spelling,
                        WLAN + "1.WPAAuthenticationMode=PSKAuthentication",
                        WLAN + "1.IEEE11iAuthenticationMode=PSKAuthentication",
                        WLAN + "1.WPAEncryptionModes=TKIPandAESEncryption",
                        WLAN + "1.IEEE11iEncryptionModes=TKIPandAESEncryption");
    }

    @Test
    void refuses_security_that_tr098_cannot_express() {
        assertThat(
                        errors(
                                TRANSLATOR.toNativeWrites(
                                        Map.of(
                                                ParameterPath.of(SECURITY + "ModeEnabled"),
                                                "WPA3-Personal"),
                                        _ -> Optional.empty())))
                .extracting(PathError::code)
                .containsExactly(ErrorCode.NOT_SUPPORTED);
    }

    @Test
    void writes_the_channel_of_a_band_to_its_first_configuration() {
        Map<String, String> device =
                Map.of(
                        WLAN + "1.Channel", "6",
                        WLAN + "2.Channel", "6",
                        WLAN + "5.Standard", "ac",
                        WLAN + "6.PossibleChannels", "36-64,100-140",
                        WLAN + "5.AutoChannelEnable", "true");
        assertThat(writes(Map.of(ParameterPath.of("Device.WiFi.Radio.2.Channel"), "44"), device))
                .containsExactly(WLAN + "5.AutoChannelEnable=false", WLAN + "5.Channel=44");
        assertThat(writes(Map.of(ParameterPath.of("Device.WiFi.Radio.2.Enable"), "0"), device))
                .containsExactly(WLAN + "5.RadioEnabled=false", WLAN + "6.RadioEnabled=false");
        assertThat(
                        errors(
                                TRANSLATOR.toNativeWrites(
                                        Map.of(
                                                ParameterPath.of("Device.WiFi.Radio.3.Channel"),
                                                "5"),
                                        p -> Optional.ofNullable(device.get(p)))))
                .extracting(PathError::code)
                .containsExactly(ErrorCode.NOT_SUPPORTED);
    }
}
