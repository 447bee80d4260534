package org.trellis.model.capability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trellis.model.capability.Patches.flag;
import static org.trellis.model.capability.Patches.nothing;
import static org.trellis.model.capability.Patches.number;
import static org.trellis.model.capability.Patches.text;
import static org.trellis.model.capability.Patches.tree;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.trellis.model.ErrorCode;
import org.trellis.model.ParameterPath;
import org.trellis.model.capability.change.Change;
import org.trellis.model.capability.change.Changes;
import org.trellis.model.capability.change.PatchResult;
import org.trellis.model.capability.change.PatchResult.Refusal;
import org.trellis.model.capability.change.PatchValue;
import org.trellis.model.capability.resolve.Snapshot;
import org.trellis.model.capability.support.Capability;
import org.trellis.model.profile.AccessPointUses;

class ChangeTest {

    private static final String SET_SSID = "Device.WiFi.DataElements.Network.SetSSID()";

    private static Change accepted(Snapshot device, Capability capability, PatchValue patch) {
        PatchResult result = Changes.of(device, capability, patch);
        assertThat(result).isInstanceOf(PatchResult.Accepted.class);
        return ((PatchResult.Accepted) result).change();
    }

    private static Refusal refused(Snapshot device, Capability capability, PatchValue patch) {
        PatchResult result = Changes.of(device, capability, patch);
        assertThat(result).isInstanceOf(PatchResult.Refused.class);
        return ((PatchResult.Refused) result).refusals().getFirst();
    }

    private static Change.Set set(String... pathsAndTexts) {
        Map<ParameterPath, String> values = new java.util.LinkedHashMap<>();
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            values.put(ParameterPath.of(pathsAndTexts[i]), pathsAndTexts[i + 1]);
        }
        return new Change.Set(values);
    }

    @Test
    void the_5_ghz_name_is_set_where_it_is() {
        assertThat(
                        accepted(
                                Homes.dualBand().usp(),
                                Capability.WIFI,
                                tree("bands", tree("5GHz", tree("ssid", text("new"))))))
                .isEqualTo(set("Device.WiFi.SSID.2.SSID", "new"));
    }

    @Test
    void a_network_is_changed_on_all_its_bands_by_one_operation() {
        PatchValue patch =
                tree("networks", tree("home", tree("passphrase", text("correct horse"))));
        assertThat(accepted(Homes.dualBand().usp(), Capability.WIFI, patch))
                .isEqualTo(
                        set(
                                "Device.WiFi.AccessPoint.1.Security.KeyPassphrase",
                                "correct horse",
                                "Device.WiFi.AccessPoint.2.Security.KeyPassphrase",
                                "correct horse"));
    }

    @Test
    void a_passphrase_goes_where_the_mode_that_comes_with_it_looks() {
        PatchValue patch =
                tree(
                        "bands",
                        tree(
                                "5GHz",
                                tree(
                                        "security",
                                        text("WPA3-Personal"),
                                        "passphrase",
                                        text("correct horse"))));
        assertThat(accepted(Homes.dualBand().usp(), Capability.WIFI, patch))
                .isEqualTo(
                        set(
                                "Device.WiFi.AccessPoint.2.Security.ModeEnabled",
                                "WPA3-Personal",
                                "Device.WiFi.AccessPoint.2.Security.SAEPassphrase",
                                "correct horse"));
    }

    @Test
    void a_band_with_two_radios_of_different_names_is_refused_with_the_candidates() {
        TwinBuilder b = Homes.dualBand();
        b.value("Device.WiFi.Radio.3.OperatingFrequencyBand", "5GHz");
        Homes.ssid(b, 7, "upstairs", 3, "02:00:5e:10:00:77");
        Refusal refusal =
                refused(
                        b.usp(),
                        Capability.WIFI,
                        tree("bands", tree("5GHz", tree("ssid", text("new")))));
        assertThat(refusal.code()).isEqualTo(ErrorCode.AMBIGUOUS);
        assertThat(refusal.member()).isEqualTo("bands.5GHz");
        assertThat(refusal.candidates())
                .containsExactlyInAnyOrder(
                        "Device.WiFi.AccessPoint.2. \"home\" 5GHz",
                        "Device.WiFi.AccessPoint.7. \"upstairs\" 5GHz");
    }

    @Test
    void the_guest_network_is_known_by_the_profile_of_the_model() {
        PatchValue patch = tree("guest", tree("enabled", flag(false)));
        assertThat(refused(Homes.dualBand().usp(), Capability.WIFI, patch).code())
                .isEqualTo(ErrorCode.NOT_SUPPORTED);
        Snapshot device = Homes.dualBand().uses(new AccessPointUses(Set.of(3L), Set.of())).usp();
        assertThat(accepted(device, Capability.WIFI, patch))
                .isEqualTo(
                        set(
                                "Device.WiFi.SSID.3.Enable",
                                "false",
                                "Device.WiFi.AccessPoint.3.Enable",
                                "false"));
    }

    @Test
    void a_channel_ends_the_automatic_choice_first() {
        PatchValue patch = tree("radios", tree("2.4GHz", tree("channel", number("11"))));
        Change change = accepted(Homes.dualBand().usp(), Capability.WIFI, patch);
        assertThat(((Change.Set) change).values().keySet())
                .extracting(ParameterPath::name)
                .containsExactly("AutoChannelEnable", "Channel");
        assertThat(
                        refused(
                                        Homes.dualBand().usp(),
                                        Capability.WIFI,
                                        tree("radios", tree("1", tree("channel", number("3")))))
                                .code())
                .isEqualTo(ErrorCode.INVALID_VALUE);
    }

    @Test
    void a_mesh_controller_sets_the_network_for_all_its_nodes() {
        Snapshot device = Meshes.mesh().supports(SET_SSID).usp();
        PatchValue patch = tree("bands", tree("5GHz", tree("passphrase", text("correct horse"))));
        assertThat(accepted(device, Capability.WIFI, patch))
                .isEqualTo(
                        new Change.Operate(
                                ParameterPath.of(SET_SSID),
                                Map.of(
                                        "SSID",
                                        "home",
                                        "AddRemoveChange",
                                        "Change",
                                        "Band",
                                        "5",
                                        "HaulType",
                                        "Fronthaul",
                                        "PassPhrase",
                                        "correct horse")));
    }

    @Test
    void a_port_mapping_is_added_over_the_wan_connection() {
        PatchValue mapping =
                tree(
                        "externalPort",
                        number("8080"),
                        "protocol",
                        text("TCP"),
                        "internalClient",
                        text("192.168.1.60"));
        Change change =
                accepted(
                        Connections.pppoe().supports("Device.NAT.PortMapping.").usp(),
                        Capability.NAT,
                        tree("add", new PatchValue.Items(List.of(mapping))));
        assertThat(change)
                .isEqualTo(
                        new Change.Add(
                                List.of(
                                        new Change.Row(
                                                ParameterPath.of("Device.NAT.PortMapping."),
                                                Map.of(
                                                        "ExternalPort",
                                                        "8080",
                                                        "Protocol",
                                                        "TCP",
                                                        "InternalClient",
                                                        "192.168.1.60",
                                                        "InternalPort",
                                                        "8080",
                                                        "Enable",
                                                        "true",
                                                        "Interface",
                                                        "Device.IP.Interface.2")))));
    }

    @Test
    void null_deletes_a_port_mapping_and_does_not_go_with_a_change() {
        Snapshot device =
                new TwinBuilder()
                        .value("Device.NAT.PortMapping.3.ExternalPort", "1")
                        .value("Device.NAT.PortMapping.4.Description", "old")
                        .usp();
        assertThat(accepted(device, Capability.NAT, tree("portMappings", tree("3", nothing()))))
                .isEqualTo(
                        new Change.Delete(List.of(ParameterPath.of("Device.NAT.PortMapping.3."))));
        Refusal mixed =
                refused(
                        device,
                        Capability.NAT,
                        tree(
                                "portMappings",
                                tree("3", nothing(), "4", tree("description", text("new")))));
        assertThat(mixed.member()).isEmpty();
        assertThat(mixed.message()).contains("several operations");
    }

    @Test
    void a_static_lease_is_found_by_its_mac_address_or_added() {
        Snapshot device = Connections.pppoe().usp();
        PatchValue lease = tree("ipAddress", text("192.168.1.61"));
        assertThat(
                        accepted(
                                device,
                                Capability.LAN,
                                tree("staticLeases", tree("00-00-5E-00-53-03", lease))))
                .isEqualTo(
                        set("Device.DHCPv4.Server.Pool.1.StaticAddress.4.Yiaddr", "192.168.1.61"));
        Change added =
                accepted(device, Capability.LAN, tree("staticLeases", tree(Homes.LAPTOP, lease)));
        assertThat(((Change.Add) added).rows().getFirst().values())
                .containsEntry("Chaddr", Homes.LAPTOP)
                .containsEntry("Yiaddr", "192.168.1.61");
    }

    @Test
    void the_ppp_user_is_that_of_the_primary_connection() {
        Change change =
                accepted(
                        Connections.pppoe().usp(),
                        Capability.WAN,
                        tree("ppp", tree("username", text("jane"), "password", text("hush"))));
        assertThat(change)
                .isEqualTo(
                        set(
                                "Device.PPP.Interface.1.Username",
                                "jane",
                                "Device.PPP.Interface.1.Password",
                                "hush"));
        assertThat(change.toString()).doesNotContain("hush");
        assertThat(
                        refused(
                                        Connections.ipoe().usp(),
                                        Capability.WAN,
                                        tree("ppp", tree("username", text("jane"))))
                                .code())
                .isEqualTo(ErrorCode.NOT_SUPPORTED);
    }

    @Test
    void clock_firmware_voice_and_plug_are_set() {
        assertThat(
                        accepted(
                                Homes.dualBand().usp(),
                                Capability.SYSTEM,
                                tree(
                                        "time",
                                        tree(
                                                "servers",
                                                new PatchValue.Items(
                                                        List.of(
                                                                text("ntp1.example"),
                                                                text("ntp2.example")))))))
                .isEqualTo(set("Device.Time.Client.1.Servers", "ntp1.example,ntp2.example"));
        assertThat(accepted(Homes.dualBand().usp(), Capability.FIRMWARE, tree("boot", number("1"))))
                .isEqualTo(
                        set(
                                "Device.DeviceInfo.BootFirmwareImage",
                                "Device.DeviceInfo.FirmwareImage.1"));
        assertThat(
                        accepted(
                                Homes.voice().usp(),
                                Capability.VOICE,
                                tree("accounts", tree("1", tree("authUserName", text("x"))))))
                .isEqualTo(set("Device.Services.VoiceService.1.SIP.Client.1.AuthUserName", "x"));
        assertThat(
                        accepted(
                                Homes.plug().usp(),
                                Capability.IOT,
                                tree(
                                        "devices",
                                        tree(
                                                "1",
                                                tree(
                                                        "functions",
                                                        tree("1", tree("value", flag(true))))))))
                .isEqualTo(
                        set("Device.ProxiedDevice.1.IoTCapability.1.BinaryControl.Value", "true"));
    }

    @Test
    void every_reason_names_its_member() {
        TwinBuilder b = Homes.dualBand().value("Device.WiFi.SSID.1.SSID", "home", false);
        PatchResult result =
                Changes.of(
                        b.usp(),
                        Capability.WIFI,
                        tree(
                                "bands",
                                tree(
                                        "2.4GHz",
                                        tree("ssid", text("new"), "colour", text("red")),
                                        "60GHz",
                                        tree("ssid", text("x"))),
                                "radios",
                                tree("1", tree("transmitPower", text("loud")))));
        assertThat(((PatchResult.Refused) result).refusals())
                .extracting(Refusal::member, Refusal::code)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "bands.2.4GHz.ssid", ErrorCode.NOT_WRITABLE),
                        org.assertj.core.groups.Tuple.tuple(
                                "bands.2.4GHz.colour", ErrorCode.INVALID_PATH),
                        org.assertj.core.groups.Tuple.tuple("bands.60GHz", ErrorCode.INVALID_PATH),
                        org.assertj.core.groups.Tuple.tuple(
                                "radios.1.transmitPower", ErrorCode.INVALID_TYPE));
    }

    @Test
    void nothing_of_diagnostics_is_written_and_an_empty_patch_changes_nothing() {
        assertThat(
                        refused(
                                        Homes.dualBand().usp(),
                                        Capability.DIAGNOSTICS,
                                        tree("IPPing", text("x")))
                                .code())
                .isEqualTo(ErrorCode.NOT_WRITABLE);
        assertThat(refused(Homes.dualBand().usp(), Capability.WIFI, tree()).message())
                .isEqualTo("nothing is to be changed");
    }
}
