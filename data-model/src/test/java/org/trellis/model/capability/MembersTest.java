package org.trellis.model.capability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.trellis.model.DataModelRoot;
import org.trellis.model.SupportedModel;
import org.trellis.model.SupportedNode;
import org.trellis.model.capability.resolve.Snapshot;
import org.trellis.model.capability.support.Capability;
import org.trellis.model.capability.support.CapabilitySupport;
import org.trellis.model.capability.support.EndpointSupport;
import org.trellis.model.capability.support.Member;
import org.trellis.model.capability.support.Members;
import org.trellis.model.capability.support.Support;
import org.trellis.model.capability.twin.Twin;
import org.trellis.model.catalogue.Catalogue;
import org.trellis.model.translate.Translators;

class MembersTest {

    @Test
    void every_member_is_made_of_nodes_of_the_catalogue() {
        List<String> unknown = new ArrayList<>();
        int count = 0;
        for (Capability capability : Capability.values()) {
            assertThat(Members.of(capability)).isNotEmpty();
            for (Member member : Members.of(capability)) {
                for (String template : member.templates()) {
                    count++;
                    boolean right =
                            Catalogue.canonical()
                                    .node(template)
                                    .map(n -> n.kind() == kind(member.kind()))
                                    .orElse(false);
                    if (!right) {
                        unknown.add(template);
                    }
                }
            }
        }
        assertThat(unknown).isEmpty();
        assertThat(count).isEqualTo(164);
    }

    private static SupportedNode.Kind kind(Member.Kind kind) {
        return switch (kind) {
            case ATTRIBUTE -> SupportedNode.Kind.PARAMETER;
            case OPERATION -> SupportedNode.Kind.COMMAND;
            case EVENT -> SupportedNode.Kind.EVENT;
        };
    }

    @Test
    void there_are_thirteen_capabilities_with_these_members() {
        assertThat(names(Capability.SYSTEM))
                .containsExactly("identity", "health", "reboot", "factoryReset", "booted", "time");
        assertThat(names(Capability.FIRMWARE)).containsExactly("version", "upgrade", "done");
        assertThat(names(Capability.CONFIG)).containsExactly("backup", "restore");
        assertThat(names(Capability.LOG)).containsExactly("upload");
        assertThat(names(Capability.WAN))
                .containsExactly(
                        "link",
                        "address",
                        "gateway",
                        "dns",
                        "ppp",
                        "dhcp",
                        "traffic",
                        "renew",
                        "reconnect",
                        "dsl",
                        "optical",
                        "cellular");
        assertThat(names(Capability.NAT)).containsExactly("portForward");
        assertThat(names(Capability.LAN))
                .containsExactly("address", "hosts", "ports", "staticLease");
        assertThat(names(Capability.WIFI))
                .containsExactly(
                        "radio",
                        "network",
                        "ap",
                        "security",
                        "clients",
                        "scan",
                        "wps",
                        "clientEvent");
        assertThat(names(Capability.MESH)).containsExactly("nodes", "clients", "steer", "l2");
        assertThat(names(Capability.DIAGNOSTICS)).hasSize(10);
        assertThat(names(Capability.VOICE)).containsExactly("lines");
        assertThat(names(Capability.SOFTWARE))
                .containsExactly("units", "install", "update", "uninstall", "startStop", "changed");
        assertThat(names(Capability.IOT)).hasSize(10);
        assertThat(Capability.values()).hasSize(13);
    }

    private static List<String> names(Capability capability) {
        return Members.of(capability).stream().map(Member::name).toList();
    }

    @Test
    void a_member_of_which_the_device_has_a_part_says_what_is_missing() {
        Snapshot device =
                new TwinBuilder()
                        .supports(
                                "Device.DHCPv4.Server.Pool.{i}.StaticAddress.{i}.Chaddr",
                                "Device.Ethernet.Interface.{i}.Status")
                        .usp();
        CapabilitySupport lan = device.support().of(Capability.LAN);
        assertThat(support(lan, "staticLease"))
                .isEqualTo(
                        new Support.Partial(
                                List.of("Device.DHCPv4.Server.Pool.{i}.StaticAddress.{i}.Yiaddr")));
        assertThat(support(lan, "hosts")).isEqualTo(new Support.Unsupported());
        assertThat(lan.support())
                .isEqualTo(
                        new Support.Partial(List.of("address", "hosts", "ports", "staticLease")));
    }

    @Test
    void an_empty_table_that_is_there_counts_as_supported() {
        Snapshot device = new TwinBuilder().supports("Device.NAT.PortMapping.").usp();
        assertThat(device.support().of(Capability.NAT).support())
                .isEqualTo(new Support.Supported());
    }

    @Test
    void a_tr_098_gateway_is_judged_by_what_its_own_parameters_mean() {
        String wlan = "InternetGatewayDevice.LANDevice.{i}.WLANConfiguration.{i}.";
        SupportedModel model =
                new SupportedModel(
                        "m",
                        DataModelRoot.TR_098,
                        java.util.Map.of(
                                wlan + "SSID",
                                new SupportedNode(
                                        wlan + "SSID", SupportedNode.Kind.PARAMETER, true, null)));
        Snapshot device =
                Snapshot.of(
                        Twin.EMPTY,
                        List.of(
                                EndpointSupport.cwmp(
                                        model, Translators.shipped().of(model.root()))),
                        Catalogue.canonical());
        CapabilitySupport wifi = device.support().of(Capability.WIFI);
        assertThat(support(wifi, "network")).isInstanceOf(Support.Partial.class);
        assertThat(support(wifi, "scan")).isEqualTo(new Support.Unsupported());
        CapabilitySupport system = device.support().of(Capability.SYSTEM);
        assertThat(support(system, "reboot")).isEqualTo(new Support.Supported());
        assertThat(support(system, "booted")).isEqualTo(new Support.Supported());
        assertThat(support(system, "time")).isEqualTo(new Support.Unsupported());
    }

    @Test
    void over_cwmp_firmware_backup_and_logs_are_the_rpcs_that_the_device_has() {
        String version = "InternetGatewayDevice.DeviceInfo.SoftwareVersion";
        SupportedModel model =
                new SupportedModel(
                        "m",
                        DataModelRoot.TR_098,
                        java.util.Map.of(
                                version,
                                new SupportedNode(
                                        version, SupportedNode.Kind.PARAMETER, false, null)),
                        java.util.Set.of("Reboot", "Download"));
        Snapshot device =
                Snapshot.of(
                        Twin.EMPTY,
                        List.of(
                                EndpointSupport.cwmp(
                                        model, Translators.shipped().of(model.root()))),
                        Catalogue.canonical());
        CapabilitySupport config = device.support().of(Capability.CONFIG);
        assertThat(support(config, "restore")).isEqualTo(new Support.Supported());
        assertThat(support(config, "backup")).isEqualTo(new Support.Unsupported());
        assertThat(device.support().of(Capability.LOG).support())
                .isEqualTo(new Support.Unsupported());
        assertThat(support(device.support().of(Capability.FIRMWARE), "upgrade"))
                .isEqualTo(new Support.Supported());
        assertThat(support(device.support().of(Capability.SYSTEM), "factoryReset"))
                .isEqualTo(new Support.Unsupported());
    }

    @Test
    void over_cwmp_a_command_may_be_a_parameter_that_triggers_it() {
        String reset =
                "InternetGatewayDevice.WANDevice.{i}.WANConnectionDevice.{i}.WANPPPConnection.{i}.Reset";
        for (String node :
                List.of(
                        reset,
                        "Device.PPP.Interface.{i}.Reset",
                        "Device.PPP.Interface.{i}.Status")) {
            DataModelRoot root = DataModelRoot.of(node).orElseThrow();
            SupportedModel model =
                    new SupportedModel(
                            "m",
                            root,
                            java.util.Map.of(
                                    node,
                                    new SupportedNode(
                                            node, SupportedNode.Kind.PARAMETER, true, null)));
            Snapshot device =
                    Snapshot.of(
                            Twin.EMPTY,
                            List.of(
                                    EndpointSupport.cwmp(
                                            model, Translators.shipped().of(model.root()))),
                            Catalogue.canonical());
            Support reconnect = support(device.support().of(Capability.WAN), "reconnect");
            assertThat(reconnect instanceof Support.Unsupported)
                    .as(node)
                    .isEqualTo(!node.endsWith("Reset"));
        }
    }

    private static Support support(CapabilitySupport capability, String member) {
        return capability.members().stream()
                .filter(m -> m.name().equals(member))
                .findFirst()
                .orElseThrow()
                .support();
    }
}
