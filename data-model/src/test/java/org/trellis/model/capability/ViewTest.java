package org.trellis.model.capability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trellis.model.capability.TwinBuilder.present;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trellis.model.ParameterPath;
import org.trellis.model.Quality;
import org.trellis.model.capability.resolve.Snapshot;
import org.trellis.model.capability.support.Capability;
import org.trellis.model.capability.support.Support;
import org.trellis.model.capability.twin.Reading;
import org.trellis.model.capability.view.DiagnosticsView;
import org.trellis.model.capability.view.FirmwareView;
import org.trellis.model.capability.view.IotView;
import org.trellis.model.capability.view.LanView;
import org.trellis.model.capability.view.Summary;
import org.trellis.model.capability.view.SystemView;
import org.trellis.model.capability.view.VoiceView;
import org.trellis.model.capability.view.WanView;
import org.trellis.model.capability.view.WifiView;
import org.trellis.model.profile.AccessPointUses;

class ViewTest {

    private static SystemView system(Snapshot s) {
        return (SystemView) Capabilities.view(s, Capability.SYSTEM);
    }

    private static WanView wan(Snapshot s) {
        return (WanView) Capabilities.view(s, Capability.WAN);
    }

    private static WifiView wifi(Snapshot s) {
        return (WifiView) Capabilities.view(s, Capability.WIFI);
    }

    private static LanView lan(Snapshot s) {
        return (LanView) Capabilities.view(s, Capability.LAN);
    }

    @Test
    void a_member_tells_its_value_its_path_its_age_and_its_quality() {
        SystemView view = system(Homes.dualBand().usp());
        Reading<Long> upTime = present(view.health().upTime());
        assertThat(upTime.value()).isEqualTo(86400);
        assertThat(upTime.path()).isEqualTo(ParameterPath.of("Device.DeviceInfo.UpTime"));
        assertThat(upTime.observedAt()).isEqualTo(TwinBuilder.NOON);
        assertThat(upTime.quality()).isEqualTo(Quality.REPORTED);
        assertThat(upTime.writable()).isFalse();
        assertThat(present(view.time().localTimeZone()).writable()).isTrue();
        assertThat(present(view.time().clients().getFirst().servers()).value())
                .containsExactly("0.pool.example", "1.pool.example");
        assertThat(present(view.health().temperatures().getFirst().value()).value()).isEqualTo(61);
    }

    @Test
    void what_is_not_known_is_absent() {
        SystemView view = system(new TwinBuilder().undiscovered());
        assertThat(view.identity().manufacturer()).isEmpty();
        assertThat(view.health().temperatures()).isEmpty();
        assertThat(view.summary().support().support()).isEqualTo(new Support.Undiscovered());
        assertThat(view.summary().actions()).isEmpty();
    }

    @Test
    void firmware_images_say_which_one_runs_and_which_one_is_next() {
        FirmwareView view =
                (FirmwareView) Capabilities.view(Homes.dualBand().usp(), Capability.FIRMWARE);
        assertThat(view.images())
                .extracting(
                        FirmwareView.Image::number, FirmwareView.Image::isActive, i -> i.isBoot())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1L, true, false),
                        org.assertj.core.groups.Tuple.tuple(2L, false, true));
    }

    @Test
    void pppoe_is_found_through_vlan_ptm_and_dsl() {
        WanView.Connection primary = present(wan(Connections.pppoe().usp()).primary());
        assertThat(primary.ipInterface().text()).isEqualTo("Device.IP.Interface.2.");
        assertThat(primary.evidence()).isEqualTo(WanView.Evidence.IPV4_DEFAULT_ROUTE);
        assertThat(primary.stack())
                .containsExactly(
                        "Device.PPP.Interface.1",
                        "Device.Ethernet.VLANTermination.1",
                        "Device.Ethernet.Link.1",
                        "Device.PTM.Link.1",
                        "Device.DSL.Channel.1",
                        "Device.DSL.Line.1");
        WanView.Ppp ppp = present(primary.ppp());
        assertThat(present(ppp.username()).value()).isEqualTo("joe@isp.example");
        assertThat(ppp.password()).isPresent();
        assertThat(present(primary.gateways().getFirst().address()).value()).isEqualTo("192.0.2.1");
        assertThat(present(primary.traffic().bytesSent()).value())
                .isEqualTo(new BigDecimal("18446744073709551615"));
        WanView view = wan(Connections.pppoe().usp());
        assertThat(present(view.physical().dslLines().getFirst().linkStatus()).value())
                .isEqualTo("Up");
    }

    @Test
    void ipoe_is_found_by_its_upstream_port_when_there_is_no_route() {
        WanView.Connection primary = present(wan(Connections.ipoe().usp()).primary());
        assertThat(primary.evidence()).isEqualTo(WanView.Evidence.UPSTREAM_INTERFACE);
        assertThat(present(present(primary.dhcp()).status()).value()).isEqualTo("Bound");
    }

    @Test
    void without_route_and_stack_the_lowest_public_address_is_the_connection() {
        TwinBuilder b = Homes.lan(new TwinBuilder());
        b.value("Device.IP.Interface.3.IPv4Address.1.IPAddress", "203.0.113.5");
        b.value("Device.IP.Interface.4.IPv4Address.1.IPAddress", "203.0.113.6");
        WanView view = wan(b.usp());
        assertThat(view.connections())
                .extracting(c -> c.ipInterface().text())
                .containsExactly("Device.IP.Interface.3.", "Device.IP.Interface.4.");
        assertThat(present(view.primary()).evidence()).isEqualTo(WanView.Evidence.PUBLIC_ADDRESS);
    }

    @Test
    void the_route_with_the_lowest_metric_is_primary_and_a_disabled_one_does_not_count() {
        TwinBuilder b = Connections.pppoe();
        b.value("Device.IP.Interface.5.Status", "Up");
        b.row(
                "Device.Routing.Router.1.IPv4Forwarding.7.",
                "Enable",
                "true",
                "Interface",
                "Device.IP.Interface.5",
                "ForwardingMetric",
                "10");
        b.value("Device.IP.Interface.6.Status", "Up");
        b.row(
                "Device.Routing.Router.1.IPv4Forwarding.8.",
                "Enable",
                "false",
                "Interface",
                "Device.IP.Interface.6");
        assertThat(wan(b.usp()).connections())
                .extracting(c -> c.ipInterface().text())
                .containsExactly("Device.IP.Interface.2.", "Device.IP.Interface.5.");
    }

    @Test
    void of_two_routes_as_good_the_one_over_an_interface_that_is_up_is_primary() {
        TwinBuilder b = new TwinBuilder();
        for (int i = 1; i <= 4; i++) {
            b.value(
                    "Device.Routing.Router.1.IPv4Forwarding." + i + ".Interface",
                    "Device.IP.Interface." + i);
        }
        b.row("Device.IP.Interface.1.", "Enable", "false", "Status", "Up");
        b.row("Device.IP.Interface.2.", "Enable", "true", "Status", "Down");
        b.row("Device.IP.Interface.3.", "Enable", "true");
        b.row("Device.IP.Interface.4.", "Enable", "true", "Status", "Up");
        assertThat(wan(b.usp()).connections())
                .extracting(c -> c.ipInterface().text())
                .containsExactly(
                        "Device.IP.Interface.4.",
                        "Device.IP.Interface.3.",
                        "Device.IP.Interface.1.",
                        "Device.IP.Interface.2.");
    }

    @Test
    void wifi_networks_are_grouped_by_name_over_the_bands() {
        WifiView view =
                wifi(
                        Homes.dualBand()
                                .uses(new AccessPointUses(java.util.Set.of(3L), java.util.Set.of()))
                                .usp());
        assertThat(view.networks())
                .extracting(WifiView.Network::ssid)
                .containsExactly(Optional.of("home"), Optional.of("visitors"));
        List<WifiView.Bss> home = view.networks().getFirst().members();
        assertThat(home).extracting(b -> present(b.band())).containsExactly("2.4GHz", "5GHz");
        assertThat(home).allMatch(WifiView.Bss::primary);
        WifiView.Bss visitors = view.networks().get(1).members().getFirst();
        assertThat(visitors.use()).isEqualTo(WifiView.Use.GUEST);
        assertThat(visitors.primary()).isFalse();
    }

    @Test
    void a_disabled_access_point_is_not_the_one_that_a_band_means() {
        TwinBuilder b = Homes.dualBand().value("Device.WiFi.AccessPoint.1.Enable", "false");
        List<WifiView.Bss> primary =
                wifi(b.usp()).networks().stream()
                        .flatMap(n -> n.members().stream())
                        .filter(WifiView.Bss::primary)
                        .toList();
        assertThat(primary)
                .extracting(p -> p.ssidPath().text())
                .containsExactly("Device.WiFi.SSID.2.", "Device.WiFi.SSID.3.");
    }

    @Test
    void a_host_is_where_its_station_is() {
        TwinBuilder b = Homes.lan(Homes.dualBand());
        b.row("Device.Hosts.Host.2.", "PhysAddress", "00-00-5E-00-53-01", "HostName", "phone");
        List<LanView.Host> hosts = lan(b.usp()).hosts();
        assertThat(hosts).hasSize(2);
        LanView.Host phone = hosts.getFirst();
        assertThat(phone.macAddress()).isEqualTo(Homes.PHONE);
        assertThat(present(phone.hostName()).value()).isEqualTo("phone");
        LanView.Attachment.Wifi wifi = (LanView.Attachment.Wifi) present(phone.attachment());
        assertThat(wifi.ssid()).contains("home");
        assertThat(wifi.band()).contains("5GHz");
        assertThat(present(wifi.signalStrength()).value()).isEqualTo(-51);
        assertThat(present(hosts.get(1).attachment()))
                .isEqualTo(new LanView.Attachment.Wired("Device.Ethernet.Interface.1"));
    }

    @Test
    void the_lan_is_the_interface_that_owns_an_enabled_pool() {
        LanView view = lan(Connections.pppoe().usp());
        assertThat(view.networks()).hasSize(1);
        LanView.Network network = view.networks().getFirst();
        assertThat(network.ipInterface()).contains(ParameterPath.of("Device.IP.Interface.1."));
        assertThat(network.served()).isTrue();
        assertThat(network.pools().getFirst().staticLeases()).hasSize(1);
    }

    @Test
    void a_voice_line_has_an_account_whose_password_is_not_shown() {
        VoiceView view = (VoiceView) Capabilities.view(Homes.voice().usp(), Capability.VOICE);
        VoiceView.Service service = view.services().getFirst();
        assertThat(present(service.lines().getFirst().directoryNumber()).value())
                .isEqualTo("+4930123456");
        assertThat(service.accounts().getFirst().authPassword()).isPresent();
        assertThat(view.summary().support().support()).isEqualTo(new Support.Supported());
    }

    @Test
    void a_plug_switches_measures_and_can_be_toggled() {
        IotView view = (IotView) Capabilities.view(Homes.plug().usp(), Capability.IOT);
        IotView.Thing plug = view.devices().getFirst();
        assertThat(present(plug.name()).value()).isEqualTo("desk lamp");
        assertThat(plug.functions()).hasSize(2);
        assertThat(plug.functions().getFirst().value())
                .isInstanceOfSatisfying(
                        IotView.Value.Binary.class,
                        b -> assertThat(present(b.value()).value()).isFalse());
        assertThat(plug.functions().get(1).value())
                .isInstanceOfSatisfying(
                        IotView.Value.Level.class,
                        l ->
                                assertThat(present(l.value()).value())
                                        .isEqualTo(new BigDecimal("123.4560000000000001")));
        assertThat(view.summary().actions())
                .containsExactly(
                        new Summary.Action(
                                "toggle",
                                ParameterPath.of(
                                        "Device.ProxiedDevice.1.IoTCapability.1"
                                                + ".BinaryControl.Toggle()")));
    }

    @Test
    void diagnostics_say_which_tests_there_are_and_what_they_take() {
        DiagnosticsView view =
                (DiagnosticsView)
                        Capabilities.view(
                                new TwinBuilder().supports("Device.IP.Diagnostics.IPPing()").usp(),
                                Capability.DIAGNOSTICS);
        DiagnosticsView.Test ping = view.tests().getFirst();
        assertThat(ping.support()).isEqualTo(new Support.Supported());
        assertThat(ping.inputs()).contains("Host", "NumberOfRepetitions");
        assertThat(view.tests().get(1).support()).isEqualTo(new Support.Unsupported());
        assertThat(view.summary().support().support()).isInstanceOf(Support.Partial.class);
        assertThat(view.summary().actions())
                .extracting(a -> a.command().text())
                .containsExactly("Device.IP.Diagnostics.IPPing()");
    }
}
