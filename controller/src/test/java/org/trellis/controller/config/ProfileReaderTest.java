package org.trellis.controller.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trellis.model.ParameterType;
import org.trellis.model.profile.AccessPointUses;
import org.trellis.model.profile.DeviceFacts;
import org.trellis.model.profile.ParameterRule;
import org.trellis.model.profile.ProfileException;
import org.trellis.model.profile.ValueRule;
import org.trellis.model.profile.VendorProfile;
import org.trellis.model.profile.VendorProfile.Origin;
import org.trellis.model.profile.WlanHabits.FrequencyBand;
import org.trellis.model.profile.WlanHabits.MixedBeacon;
import org.trellis.model.profile.WlanHabits.OpenNetwork;

class ProfileReaderTest {

    private static final String FULL =
            """
            match:
              manufacturer: [Acme*, "Acme Inc"]
              oui: 00AA11
              product-class: R1
              software-version: 2.*
            switches:
              passphrase: {value: PreSharedKey.1.KeyPassphrase, source: manual 1}
              open-network: {value: None, source: manual 2}
              band-of-number: {value: {1: 2.4GHz, 5: 5GHz}, source: manual 3}
              mixed-mode:
                value: {authentication: X_ACME_A, encryption: X_ACME_E}
                source: manual 4
              guests: {value: [3, 7], source: manual 7}
              backhauls: {value: [4], source: manual 8}
              mixed-beacon: {value: WPAWPA2, source: manual 9}
            parameters:
              - native: InternetGatewayDevice.LANDevice.{i}.WLANConfiguration.{i}.X_ACME_Width
                canonical: Device.WiFi.Radio.{i}.OperatingChannelBandwidth
                type: unsignedInt
                values: {0: Auto, 1: 20MHz}
                source: manual 5
              - native: InternetGatewayDevice.X_ACME_Laser.Power
                canonical: Device.Optical.Interface.1.TransmitOpticalLevel
                access: read-only
                scale: {factor: 1000, offset: -0.5}
                source: manual 6
            """;

    private static final String HEAD =
            """
            match:
              manufacturer: Acme
            """;

    @Test
    void reads_all_that_a_profile_can_say() throws ProfileException {
        VendorProfile profile = read(FULL);

        assertThat(profile.name()).isEqualTo("acme");
        assertThat(profile.match().fits(new DeviceFacts("ACME inc", "00aa11", "R1", "2.1")))
                .isTrue();
        assertThat(profile.match().fits(new DeviceFacts("Acme", "00AA11", "R1", "3.0"))).isFalse();
        assertThat(profile.adaptation().wlan().openNetwork()).isEqualTo(OpenNetwork.NONE);
        assertThat(profile.adaptation().wlan().bands())
                .isEqualTo(Map.of(1L, FrequencyBand.GHZ_2_4, 5L, FrequencyBand.GHZ_5));
        assertThat(profile.adaptation().wlan().mixedMode()).isNotNull();
        assertThat(profile.adaptation().wlan().uses())
                .isEqualTo(new AccessPointUses(Set.of(3L, 7L), Set.of(4L)));
        assertThat(profile.adaptation().wlan().mixedBeacon()).isEqualTo(MixedBeacon.WPA_WPA2);
        List<ParameterRule> rules = profile.adaptation().parameters();
        assertThat(rules)
                .extracting(ParameterRule::source)
                .containsExactly("manual 1", "manual 5", "manual 6");
        assertThat(rules.getFirst().nativePath())
                .isEqualTo(
                        "InternetGatewayDevice.LANDevice.{i}.WLANConfiguration.{i}"
                                + ".PreSharedKey.1.KeyPassphrase");
        assertThat(rules.get(1).type()).isEqualTo(ParameterType.UNSIGNED_INT);
        assertThat(rules.get(1).value())
                .isEqualTo(new ValueRule.Enumeration(Map.of("0", "Auto", "1", "20MHz")));
        assertThat(rules.get(1).place()).hasToString("acme.yaml:17");
        assertThat(rules.get(2).readOnly()).isTrue();
        assertThat(rules.get(2).value())
                .isEqualTo(new ValueRule.Scale(new BigDecimal("1000"), new BigDecimal("-0.5")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "matches: {} | acme.yaml:3: unknown key 'matches', not one of match, parameters,",
                "switches: {psk: {value: a, source: b}} | acme.yaml:3: unknown key 'psk'",
                "switches: {passphrase: {value: a}} | acme.yaml:3: 'source' is missing",
                "switches: {passphrase: {value: a..b, source: c}} | :3: 'a..b' is no parameter",
                "switches: {open-network: {value: WPA, source: c}} | :3: 'WPA' is not one of Basic",
                "switches: {mixed-beacon: {value: WPA2, source: c}} | :3: 'WPA2' is not one of WPA",
                "switches: {band-of-number: {value: {0: 5GHz}, source: c}} | :3: '0' is no number",
                "switches: {band-of-number: {value: {1: 5}, source: c}} | :3: '5' is not one of 2",
                "switches: {guests: {value: [a], source: c}} | :3: 'a' is no number of an access po",
                "switches: {guests: {value: 3, source: c}} | :3: a list is expected",
                "switches: {} | acme.yaml:3: no switch",
                "parameters: {} | acme.yaml:3: a list is expected",
                "parameters: [a] | acme.yaml:3: a mapping is expected",
                "parameters: [{native: Device.X, source: b}] | :3: 'canonical' is missing",
                "parameters: [{native: X_A, canonical: Device.B, source: b}] | :3: X_A is not below",
                "parameters: [{native: Device.A., canonical: Device.B, source: b}] | no path of a",
                "parameters: [{native: Device.A, canonical: InternetGatewayDevice.B, source: b}]"
                        + " | InternetGatewayDevice.B is not below Device.",
                "match: {oui: 00AA11} | acme.yaml:3: 'match' stands here twice",
                "x: *a | is no YAML: found undefined alias",
                "x: [ | acme.yaml:4: is no YAML:",
                "switches: &a {open-network: {value: None, source: c}} | :3: anchors and aliases",
            })
    void what_is_wrong_is_told_with_file_line_and_reason(String line, String message) {
        assertThatThrownBy(() -> read(HEAD + line + "\n"))
                .isInstanceOf(ProfileException.class)
                .hasMessageStartingWith("acme.yaml")
                .hasMessageContaining(message.strip());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type: text | acme.yaml:7: unknown type 'text', not one of string, int,",
                "access: none | acme.yaml:7: access is read-only or read-write",
                "values: {} | acme.yaml:7: 1 to 200 values are expected",
                "values: {1: a, 1: b} | acme.yaml:7: '1' stands here twice",
                "values: [a] | acme.yaml:7: a mapping is expected",
                "scale: {offset: 1} | acme.yaml:7: 'factor' is missing",
                "scale: {factor: 0} | acme.yaml:7: a factor of 0",
                "scale: {factor: 1e9} | acme.yaml:7: '1e9' is no decimal number",
                "function: sqrt | acme.yaml:7: unknown function 'sqrt', not one of optical-power",
                "script: rm | acme.yaml:7: unknown key 'script'",
                "values: {1: !!java.lang.Runtime {}} | acme.yaml:7: is no YAML: Global tag",
            })
    void a_wrong_rule_is_told_with_its_line(String line, String message) {
        String rule =
                """
                parameters:
                  - native: Device.X_ACME_A
                    canonical: Device.DeviceInfo.FriendlyName
                    source: manual
                """;

        assertThatThrownBy(() -> read(HEAD + rule + "    " + line + "\n"))
                .isInstanceOf(ProfileException.class)
                .hasMessageContaining(message.strip());
    }

    @Test
    void a_rule_has_one_conversion_and_one_rule_stands_for_a_parameter() {
        assertThatThrownBy(() ->
                        read(
                                HEAD
                                        + "parameters:\n"
                                        + "  - {native: Device.A, canonical: Device.B, source: c,\n"
                                        + "     scale: {factor: 1}, values: {a: b}}\n"))
                .hasMessage("acme.yaml:4: values, scale and function exclude each other");
        assertThatThrownBy(() ->
                        read(
                                HEAD
                                        + "parameters:\n"
                                        + "  - {native: Device.A, canonical: Device.B, source: c}\n"
                                        + "  - {native: Device.C, canonical: Device.B, source: c}\n"))
                .hasMessage("acme.yaml:5: line 4 speaks of Device.B already");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n", "match: {manufacturer: A}\n---\nmatch: {}\n"})
    void what_is_no_single_document_is_refused(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(ProfileException.class);
    }

    @Test
    void a_profile_has_to_say_whom_it_is_for_and_something_of_them() {
        assertThatThrownBy(() -> read("match: {product-class: R1}\nparameters: []\n"))
                .hasMessage("acme.yaml:1: 'manufacturer' or 'oui' is needed");
        assertThatThrownBy(() -> read("match: {manufacturer: []}\nparameters: []\n"))
                .hasMessage("acme.yaml:1: 1 to 100 patterns are expected");
        assertThatThrownBy(() -> read(HEAD))
                .hasMessage("acme.yaml:1: neither switches nor parameters");
    }

    @Test
    void what_is_deep_or_large_is_refused() {
        assertThatThrownBy(() -> read("a: ".repeat(1) + "[".repeat(50) + "]".repeat(50) + "\n"))
                .isInstanceOf(ProfileException.class)
                .hasMessageContaining("is no YAML");
        assertThatThrownBy(() -> read("#".repeat(1 << 19)))
                .hasMessage("acme.yaml: larger than 262144 characters");
    }

    private static VendorProfile read(String text) throws ProfileException {
        return ProfileReader.read("acme", "acme.yaml", Origin.OPERATOR, text);
    }
}
