package org.trellis.model.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.trellis.model.translate.ProfiledDevice.BANDS;
import static org.trellis.model.translate.ProfiledDevice.WLAN_1;
import static org.trellis.model.translate.ProfiledDevice.WLAN_5;
import static org.trellis.model.translate.ProfiledDevice.natives;
import static org.trellis.model.translate.ProfiledDevice.read;
import static org.trellis.model.translate.ProfiledDevice.with;
import static org.trellis.model.translate.ProfiledDevice.written;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trellis.model.ParameterType;
import org.trellis.model.profile.AccessPointUses;
import org.trellis.model.profile.ProfileException;
import org.trellis.model.profile.WlanHabits;
import org.trellis.model.profile.WlanHabits.MixedMode;
import org.trellis.model.profile.WlanHabits.OpenNetwork;

/** How devices use their WLANConfigurations, where a profile tells. */
class ProfiledWlanTest {

    private static final String CIPHERS = "Device.WiFi.AccessPoint.1.Security.EncryptionMode";
    private static final String MODE = "Device.WiFi.AccessPoint.1.Security.ModeEnabled";

    @Test
    void the_band_of_a_wlan_may_be_known_by_its_number() throws ProfileException {
        ModelTranslator acme = with(BANDS);

        assertThat(read(acme, WLAN_5 + "SSID", "home", WLAN_5 + "Channel", "0"))
                .containsEntry("Device.WiFi.SSID.5.LowerLayers", "Device.WiFi.Radio.2")
                .containsEntry("Device.WiFi.Radio.2.OperatingFrequencyBand", "5GHz");
    }

    @Test
    void an_open_network_is_written_as_the_device_knows_it() throws ProfileException {
        ModelTranslator acme =
                with(new WlanHabits(OpenNetwork.NONE, Map.of(), null, null, AccessPointUses.NONE));

        assertThat(written(acme, Map.of(MODE, "None"), Map.of(WLAN_1 + "BeaconType", "11i")))
                .containsExactly(
                        new NativeValue(WLAN_1 + "BeaconType", ParameterType.STRING, "None"));
    }

    @Test
    void wpa_and_wpa2_together_may_have_parameters_of_their_own() throws ProfileException {
        ModelTranslator acme =
                with(
                        new WlanHabits(
                                null,
                                Map.of(),
                                new MixedMode("X_ACME_Auth", "X_ACME_Cipher"),
                                null,
                                AccessPointUses.NONE));

        assertThat(
                        written(
                                acme,
                                Map.of(MODE, "WPA-WPA2-Personal"),
                                Map.of(WLAN_1 + "BeaconType", "11i")))
                .extracting(NativeValue::path, NativeValue::text)
                .containsExactly(
                        tuple(WLAN_1 + "BeaconType", "WPAand11i"),
                        tuple(WLAN_1 + "X_ACME_Auth", "PSKAuthentication"),
                        tuple(WLAN_1 + "X_ACME_Cipher", "TKIPandAESEncryption"));
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
                .containsEntry(CIPHERS, "AES");
        assertThat(natives(acme, MODE)).contains(WLAN_1 + "X_ACME_Auth", WLAN_1 + "X_ACME_Cipher");
        assertThat(written(acme, Map.of(CIPHERS, "AES"), Map.of(WLAN_1 + "BeaconType", "WPAWPA2")))
                .extracting(NativeValue::path, NativeValue::text)
                .containsExactly(tuple(WLAN_1 + "X_ACME_Cipher", "AESEncryption"));
    }

    @Test
    void wpa_and_wpa2_together_are_spelt_as_is_known_of_a_device_that_does_not_show_it()
            throws ProfileException {
        ModelTranslator acme =
                with(
                        new WlanHabits(
                                null,
                                Map.of(),
                                null,
                                WlanHabits.MixedBeacon.WPA_WPA2,
                                AccessPointUses.NONE));

        assertThat(beacon(acme, Map.of(WLAN_1 + "BeaconType", "11i"))).isEqualTo("WPAWPA2");
        assertThat(beacon(acme, Map.of(WLAN_1 + "BeaconType", "WPAand11i"))).isEqualTo("WPAand11i");
    }

    private static String beacon(ModelTranslator translator, Map<String, String> current) {
        return written(translator, Map.of(MODE, "WPA-WPA2-Personal"), current).getFirst().text();
    }
}
