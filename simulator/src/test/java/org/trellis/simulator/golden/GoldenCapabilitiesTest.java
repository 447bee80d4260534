package org.trellis.simulator.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trellis.simulator.golden.GoldenDevice.TR098_GATEWAY;
import static org.trellis.simulator.golden.GoldenDevice.TR098_WIMAX;
import static org.trellis.simulator.golden.GoldenDevice.TR181_GATEWAY;
import static org.trellis.simulator.golden.GoldenDevice.TR181_PRPL;
import static org.trellis.simulator.golden.GoldenDevice.TR181_ROUTER;
import static org.trellis.simulator.golden.GoldenDevice.TR181_SET_TOP_BOX;
import static org.trellis.simulator.golden.GoldenDevice.USP_EXTENDER;
import static org.trellis.simulator.golden.GoldenDevice.USP_GATEWAY;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.trellis.model.capability.Capabilities;
import org.trellis.model.capability.support.Capability;
import org.trellis.model.capability.twin.Reading;
import org.trellis.model.capability.view.FirmwareView;
import org.trellis.model.capability.view.LanView;
import org.trellis.model.capability.view.MeshView;
import org.trellis.model.capability.view.SystemView;
import org.trellis.model.capability.view.Topology;
import org.trellis.model.capability.view.VoiceView;
import org.trellis.model.capability.view.WanView;
import org.trellis.model.capability.view.WifiView;

/** What operators ask of a device, answered for each of the golden ones. */
class GoldenCapabilitiesTest {

    @ParameterizedTest
    @EnumSource
    void every_view_can_be_shown(GoldenDevice device) {
        for (Capability capability : Capability.values()) {
            assertThat(Capabilities.view(device.snapshot(), capability)).isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void it_says_who_it_is_and_what_it_runs(GoldenDevice device) {
        SystemView.Identity identity = device.view(Capability.SYSTEM, SystemView.class).identity();
        assertThat(text(identity.manufacturer())).isEqualTo("Acme");
        assertThat(text(identity.serialNumber())).isEqualTo("SN1");
        assertThat(text(device.view(Capability.FIRMWARE, FirmwareView.class).softwareVersion()))
                .isEqualTo("1.0.0");
    }

    @Test
    void the_way_to_the_internet_is_found() {
        assertThat(wan())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                TR098_GATEWAY,
                                "Device.IP.Interface.101001001. IPV4_DEFAULT_ROUTE Up 203.0.113.7"
                                        + " via 203.0.113.1",
                                TR098_WIMAX,
                                "Device.IP.Interface.101001001. IPV4_DEFAULT_ROUTE Up"
                                        + " 172.3.89.139 via 172.3.0.1",
                                TR181_GATEWAY,
                                "Device.IP.Interface.1. IPV4_DEFAULT_ROUTE Up 203.0.113.7 via"
                                        + " 203.0.113.1",
                                TR181_PRPL,
                                "Device.IP.Interface.2. IPV4_DEFAULT_ROUTE Up 198.51.100.45 via"
                                        + " 198.51.100.254",
                                TR181_ROUTER,
                                "Device.IP.Interface.2. IPV4_DEFAULT_ROUTE Up 203.0.113.114 via"
                                        + " 203.0.113.1",
                                TR181_SET_TOP_BOX,
                                "Device.IP.Interface.1. UPSTREAM_INTERFACE Up 192.168.1.60",
                                USP_GATEWAY,
                                "Device.IP.Interface.1. IPV4_DEFAULT_ROUTE Up 203.0.113.7 via"
                                        + " 203.0.113.1",
                                USP_EXTENDER,
                                "none"));
    }

    @Test
    void the_stack_below_a_dial_up_connection_is_followed_to_the_line() {
        WanView.Connection primary =
                USP_GATEWAY.view(Capability.WAN, WanView.class).primary().orElseThrow();
        assertThat(text(primary.ppp().orElseThrow().username())).isEqualTo("user@isp.example");
        assertThat(primary.stack())
                .containsSubsequence(
                        "Device.PPP.Interface.1",
                        "Device.Ethernet.Link.1",
                        "Device.PTM.Link.1",
                        "Device.DSL.Channel.1",
                        "Device.DSL.Line.1");
        WanView prpl = TR181_PRPL.view(Capability.WAN, WanView.class);
        assertThat(prpl.primary().orElseThrow().stack())
                .containsSubsequence(
                        "Device.PPP.Interface.1",
                        "Device.Ethernet.VLANTermination.1",
                        "Device.Ethernet.Link.2",
                        "Device.Ethernet.Interface.1");
    }

    @Test
    void networks_are_found_on_their_bands() {
        assertThat(networks(TR098_GATEWAY))
                .containsExactly("guest 2.4GHz off", "home 2.4GHz", "home-5G 5GHz");
        assertThat(networks(TR098_WIMAX)).containsExactly("not found 2.4GHz");
        assertThat(networks(TR181_GATEWAY))
                .containsExactly("guest 2.4GHz off", "home 2.4GHz", "home-5G 5GHz");
        assertThat(networks(TR181_PRPL))
                .containsExactly("BH-a98my 5GHz", "prpl-guest 5GHz off", "prpl-home 5GHz,2.4GHz");
        assertThat(networks(TR181_ROUTER)).containsExactly("router 2.4GHz");
        assertThat(networks(USP_GATEWAY))
                .containsExactly("guest 2.4GHz off", "home 2.4GHz", "home-5G 5GHz");
        assertThat(networks(USP_EXTENDER))
                .containsExactly("backhaul 5GHz", "home 2.4GHz", "home-5G 5GHz");
        assertThat(networks(TR181_SET_TOP_BOX)).isEmpty();
    }

    @Test
    void the_security_of_a_network_is_told_by_every_model() {
        assertThat(security(TR098_GATEWAY)).isEqualTo("WPA2-Personal");
        assertThat(security(TR098_WIMAX)).isEqualTo("WPA-WPA2-Personal");
        assertThat(security(TR181_PRPL)).isEqualTo("WPA2-Personal");
        assertThat(security(TR181_ROUTER)).isEqualTo("WPA2-Personal");
        assertThat(security(USP_GATEWAY)).isEqualTo("WPA2-Personal");
    }

    @Test
    void hosts_are_found_where_they_hang() {
        assertThat(hosts(TR098_GATEWAY))
                .containsExactly(
                        "02:00:00:00:00:11 laptop 192.168.1.101 home-5G",
                        "02:00:00:00:00:12 phone 192.168.1.102 home");
        assertThat(hosts(TR098_WIMAX))
                .containsExactly(
                        "02:14:3d:00:cf:93 desk 192.168.1.5 Device.Ethernet.Interface.1",
                        "02:68:3f:00:88:20  192.168.1.4 not found",
                        "02:9f:42:00:33:df tablet 192.168.1.7 off",
                        "02:b0:fa:00:4a:50 android-1 192.168.1.2 not found");
        assertThat(hosts(TR181_PRPL))
                .containsExactly(
                        "02:0e:c6:00:f8:f8 printer 192.168.1.111 Device.Ethernet.Interface.3",
                        "02:19:88:00:11:36 DESKTOP-1 192.168.1.110 prpl-home",
                        "02:dd:e9:00:b7:1c PC-ID-3 192.168.2.112 off");
        assertThat(hosts(TR181_ROUTER))
                .containsExactly(
                        "02:27:eb:00:cc:2d raspberry 192.168.88.100 router",
                        "02:66:5f:00:2f:96  192.168.88.101 router");
        assertThat(hosts(TR181_GATEWAY)).isEqualTo(hosts(TR098_GATEWAY));
        assertThat(hosts(USP_GATEWAY)).containsAll(hosts(TR098_GATEWAY));
    }

    @Test
    void pools_belong_to_the_network_that_they_serve() {
        for (GoldenDevice device :
                List.of(TR098_GATEWAY, TR181_GATEWAY, TR181_PRPL, TR181_ROUTER, USP_GATEWAY)) {
            LanView.Network network =
                    device.view(Capability.LAN, LanView.class).networks().getFirst();
            assertThat(network.ipInterface()).as(device.name()).isPresent();
            assertThat(network.served()).as(device.name()).isTrue();
            assertThat(network.addresses()).as(device.name()).isNotEmpty();
        }
    }

    @Test
    void image_banks_tell_which_of_them_runs() {
        for (GoldenDevice device : List.of(TR098_GATEWAY, TR181_GATEWAY, TR181_PRPL, USP_GATEWAY)) {
            FirmwareView firmware = device.view(Capability.FIRMWARE, FirmwareView.class);
            assertThat(firmware.images().stream().filter(FirmwareView.Image::isActive))
                    .as(device.name())
                    .singleElement()
                    .satisfies(image -> assertThat(text(image.version())).isEqualTo("1.0.0"));
        }
    }

    @Test
    void a_telephone_line_has_its_account() {
        VoiceView.Service service =
                TR098_WIMAX.view(Capability.VOICE, VoiceView.class).services().getFirst();
        VoiceView.Line line = service.lines().getFirst();
        assertThat(text(line.directoryNumber())).isEqualTo("5550100");
        assertThat(text(line.status())).isEqualTo("Up");
        assertThat(text(service.accounts().getFirst().authUserName())).isEqualTo("5550100");
        assertThat(text(service.networks().getFirst().registrarServer())).isEqualTo("sip.example");
    }

    @Test
    void the_mesh_has_its_extender_below_the_gateway() {
        Topology mesh = USP_GATEWAY.view(Capability.MESH, MeshView.class).topology();
        assertThat(mesh.nodes()).hasSize(2);
        assertThat(mesh.root()).contains("00:14:a5:00:00:01");
        assertThat(mesh.edges())
                .singleElement()
                .satisfies(edge -> {
                    assertThat(edge.child()).isEqualTo("02:14:a5:00:09:00");
                    assertThat(edge.parent()).isEqualTo("00:14:a5:00:00:01");
                    assertThat(edge.evidence()).isEqualTo(Topology.Evidence.BACKHAUL_AL_ID);
                    assertThat(edge.phyRate()).contains(1201L);
                });
        assertThat(mesh.clients())
                .extracting(c -> c.macAddress() + " " + c.node().orElse(""))
                .contains("02:00:00:00:00:13 02:14:a5:00:09:00")
                .noneMatch(c -> c.startsWith("02:14:a5:00:09:99"));
    }

    private static Map<GoldenDevice, String> wan() {
        Map<GoldenDevice, String> found = new TreeMap<>();
        for (GoldenDevice device : GoldenDevice.values()) {
            Optional<WanView.Connection> primary =
                    device.view(Capability.WAN, WanView.class).primary();
            found.put(device, primary.map(GoldenCapabilitiesTest::connection).orElse("none"));
        }
        return found;
    }

    private static String connection(WanView.Connection connection) {
        String address =
                connection.addresses().isEmpty()
                        ? ""
                        : " " + text(connection.addresses().getFirst().ipAddress());
        String gateway =
                connection.gateways().isEmpty()
                        ? ""
                        : " via " + text(connection.gateways().getFirst().address());
        return connection.ipInterface()
                + " "
                + connection.evidence()
                + " "
                + text(connection.link().status())
                + address
                + gateway;
    }

    /** Name and bands, in the order of the names. */
    private static List<String> networks(GoldenDevice device) {
        return device.view(Capability.WIFI, WifiView.class).networks().stream()
                .map(n ->
                        n.ssid().orElse("?")
                                + " "
                                + String.join(
                                        ",",
                                        n.members().stream()
                                                .map(m -> m.band().orElse("?"))
                                                .toList())
                                + (n.members().stream().anyMatch(WifiView.Bss::isEnabled)
                                        ? ""
                                        : " off"))
                .sorted()
                .toList();
    }

    /** Of the first enabled access point. */
    private static String security(GoldenDevice device) {
        return device.view(Capability.WIFI, WifiView.class).networks().stream()
                .flatMap(n -> n.members().stream())
                .filter(WifiView.Bss::isEnabled)
                .map(m -> text(m.security().modeEnabled()))
                .findFirst()
                .orElse("none");
    }

    /** MAC address, name, address and where it hangs. */
    private static List<String> hosts(GoldenDevice device) {
        return device.view(Capability.LAN, LanView.class).hosts().stream()
                .map(h ->
                        String.join(
                                " ",
                                h.macAddress(),
                                text(h.hostName()),
                                text(h.ipAddress()),
                                h.active().map(Reading::value).orElse(true)
                                        ? h.attachment()
                                                .map(GoldenCapabilitiesTest::attachment)
                                                .orElse("?")
                                        : "off"))
                .sorted()
                .toList();
    }

    private static String attachment(LanView.Attachment attachment) {
        return switch (attachment) {
            case LanView.Attachment.Wired(String port) -> port;
            case LanView.Attachment.Wifi wifi -> wifi.ssid().orElse("?");
            case LanView.Attachment.Radio(String radio, Optional<String> _) -> radio;
        };
    }

    private static String text(Optional<? extends Reading<?>> reading) {
        return reading.map(r -> r.value().toString()).orElse("");
    }
}
