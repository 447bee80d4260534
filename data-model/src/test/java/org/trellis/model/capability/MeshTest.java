package org.trellis.model.capability;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trellis.model.Quality;
import org.trellis.model.capability.mesh.SiteMember;
import org.trellis.model.capability.mesh.SiteTopology;
import org.trellis.model.capability.support.Capability;
import org.trellis.model.capability.view.MeshView;
import org.trellis.model.capability.view.Topology;
import org.trellis.model.capability.view.Topology.Edge;
import org.trellis.model.capability.view.Topology.Evidence;

class MeshTest {

    private static final String NODES = "Device.WiFi.DataElements.Network.Device.";

    private static Topology site(TwinBuilder gateway, TwinBuilder... extenders) {
        List<SiteMember> members = new java.util.ArrayList<>();
        members.add(new SiteMember("gateway", true, gateway.twin()));
        for (TwinBuilder extender : extenders) {
            members.add(new SiteMember("extender" + members.size(), false, extender.twin()));
        }
        return SiteTopology.of(members);
    }

    private static Edge edge(Topology topology, String child) {
        return topology.edges().stream()
                .filter(e -> e.child().equals(child))
                .findFirst()
                .orElseThrow();
    }

    private static Topology.Client client(Topology topology, String mac) {
        return topology.clients().stream()
                .filter(c -> c.macAddress().equals(mac))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_controller_knows_its_wireless_and_its_wired_extender() {
        Topology topology =
                ((MeshView) Capabilities.view(Meshes.mesh().usp(), Capability.MESH)).topology();
        assertThat(topology.root()).contains(Meshes.GATEWAY_AL);
        assertThat(topology.nodes())
                .extracting(Topology.Node::id)
                .containsExactly(Meshes.GATEWAY_AL, Meshes.WIRELESS_AL, Meshes.WIRED_AL);
        Edge wireless = edge(topology, Meshes.WIRELESS_AL);
        assertThat(wireless.evidence()).isEqualTo(Evidence.BACKHAUL_AL_ID);
        assertThat(wireless.phyRate()).contains(1201L);
        Edge wired = edge(topology, Meshes.WIRED_AL);
        assertThat(wired.evidence()).isEqualTo(Evidence.IEEE1905_NEIGHBOR);
        assertThat(wired.media()).contains("IEEE 802.3ab");
    }

    @Test
    void the_backhaul_station_of_an_extender_is_no_client() {
        Topology topology = site(Meshes.mesh());
        assertThat(topology.clients())
                .extracting(Topology.Client::macAddress)
                .containsExactly(Homes.PHONE, Homes.LAPTOP, Homes.PRINTER);
        assertThat(client(topology, Homes.LAPTOP).node()).contains(Meshes.WIRELESS_AL);
        // 140 as RCPI
        assertThat(client(topology, Homes.LAPTOP).signalStrength()).contains(-40L);
        assertThat(client(topology, Homes.PRINTER).wireless()).isFalse();
        assertThat(client(topology, Homes.PRINTER).node()).contains(Meshes.GATEWAY_AL);
    }

    @Test
    void a_managed_extender_and_its_row_in_data_elements_are_one_node() {
        Topology topology = site(Meshes.mesh(), Meshes.wiredExtender());
        assertThat(topology.nodes()).hasSize(3);
        Topology.Node wired =
                topology.nodes().stream()
                        .filter(n -> n.id().equals(Meshes.WIRED_AL))
                        .findFirst()
                        .orElseThrow();
        assertThat(wired.device()).contains("extender1");
        assertThat(wired.serialNumber()).contains("EXT2");
        assertThat(wired.macAddresses())
                .containsExactly(Meshes.WIRED_ETH, Meshes.WIRED_AL, Meshes.WIRED_5);
    }

    @Test
    void a_serial_number_with_its_oui_joins_what_no_address_joins() {
        TwinBuilder gateway = Homes.dualBand();
        gateway.row(
                NODES + "1.",
                "ID",
                "02:00:5e:40:00:01",
                "SerialNumber",
                "EXT2",
                "MultiAPDevice.ManufacturerOUI",
                "00005e");
        Topology topology = site(gateway, Meshes.wiredExtender());
        assertThat(topology.nodes())
                .extracting(Topology.Node::device)
                .containsExactlyInAnyOrder(Optional.of("gateway"), Optional.of("extender1"));
    }

    @Test
    void a_client_seen_at_two_access_points_is_at_the_one_it_came_to_last() {
        TwinBuilder extender = Meshes.wiredExtender();
        extender.row(
                "Device.WiFi.AccessPoint.1.AssociatedDevice.1.",
                "MACAddress",
                Homes.LAPTOP,
                "Active",
                "true",
                "AssociationTime",
                "2026-05-01T12:04:00Z",
                "SignalStrength",
                "-70");
        Topology topology = site(Meshes.mesh(), extender);
        assertThat(client(topology, Homes.LAPTOP).node()).contains(Meshes.WIRED_AL);
        extender.value("Device.WiFi.AccessPoint.1.AssociatedDevice.1.Active", "false");
        assertThat(client(site(Meshes.mesh(), extender), Homes.LAPTOP).node())
                .contains(Meshes.WIRELESS_AL);
    }

    @Test
    void without_data_elements_the_hosts_of_the_gateway_tell() {
        TwinBuilder gateway = Homes.lan(Homes.dualBand());
        gateway.row(
                "Device.Hosts.Host.9.",
                "PhysAddress",
                Meshes.WIRED_ETH,
                "Layer1Interface",
                "Device.Ethernet.Interface.1");
        Topology topology = site(gateway, Meshes.wiredExtender());
        Edge edge = topology.edges().getFirst();
        assertThat(edge.evidence()).isEqualTo(Evidence.HOST);
        assertThat(edge.media()).contains("Ethernet");
    }

    @Test
    void an_extender_of_which_nothing_tells_hangs_at_the_gateway_by_assumption() {
        Edge edge = site(Homes.dualBand(), Meshes.wiredExtender()).edges().getFirst();
        assertThat(edge.evidence()).isEqualTo(Evidence.ASSUMED);
        assertThat(edge.quality()).isEqualTo(Quality.ASSUMED);
        assertThat(edge.source()).isEmpty();
    }

    @Test
    void of_two_edges_that_make_a_cycle_the_newer_one_stays() {
        TwinBuilder gateway =
                Homes.dualBand().value("Device.IEEE1905.AL.IEEE1905Id", Meshes.GATEWAY_AL);
        gateway.row(NODES + "2.", "ID", Meshes.WIRELESS_AL, "BackhaulALID", Meshes.WIRED_AL);
        gateway.at(Instant.parse("2026-05-01T13:00:00Z"));
        gateway.row(NODES + "3.", "ID", Meshes.WIRED_AL, "BackhaulALID", Meshes.WIRELESS_AL);
        Topology topology = site(gateway);
        assertThat(edge(topology, Meshes.WIRED_AL).parent()).isEqualTo(Meshes.WIRELESS_AL);
        assertThat(edge(topology, Meshes.WIRELESS_AL).parent()).isEqualTo(Meshes.GATEWAY_AL);
        assertThat(edge(topology, Meshes.WIRELESS_AL).evidence()).isEqualTo(Evidence.ASSUMED);
    }

    @Test
    void a_multi_link_client_is_one_client_with_its_links_below() {
        TwinBuilder gateway = Meshes.mesh();
        String mld = NODES + "1.APMLD.1.";
        gateway.row(
                mld,
                "MLDMACAddress",
                "02:00:5e:10:00:77",
                "STAMLD.1.MLDMACAddress",
                "02:aa:00:00:00:01",
                "STAMLD.1.AffiliatedSTA.1.MACAddress",
                "02:aa:00:00:00:02",
                "STAMLD.1.AffiliatedSTA.2.MACAddress",
                "02:aa:00:00:00:03");
        gateway.value(NODES + "1.Radio.1.BSS.1.STA.3.MACAddress", "02:aa:00:00:00:03");
        Topology topology = site(gateway);
        Topology.Client client = client(topology, "02:aa:00:00:00:01");
        assertThat(client.links()).containsExactly("02:aa:00:00:00:02", "02:aa:00:00:00:03");
        assertThat(topology.clients()).hasSize(4);
    }

    @Test
    void two_managed_devices_with_one_address_stay_two() {
        TwinBuilder one =
                new TwinBuilder().value("Device.Ethernet.Link.1.MACAddress", Meshes.WIRED_ETH);
        TwinBuilder two =
                new TwinBuilder().value("Device.Ethernet.Link.1.MACAddress", Meshes.WIRED_ETH);
        assertThat(site(one, two).nodes()).hasSize(2);
    }

    @Test
    void an_empty_site_has_nothing() {
        assertThat(SiteTopology.of(List.of())).isEqualTo(Topology.EMPTY);
    }
}
