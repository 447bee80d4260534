package org.trellis.model.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ErrorCode;
import org.trellis.model.ParameterPath;
import org.trellis.model.ParameterType;
import org.trellis.model.PathError;
import org.trellis.model.SupportedNode;

class CatalogueTest {

    private final Catalogue tr181 = Catalogue.canonical();

    @Test
    void holds_the_published_models() {
        assertThat(tr181.nodes()).hasSizeGreaterThan(9_771);
        assertThat(Catalogue.of(DataModelRoot.TR_098).nodes()).hasSizeGreaterThan(1_992);
        assertThat(Catalogue.standard().nodes())
                .hasSize(tr181.nodes().size() + Catalogue.of(DataModelRoot.TR_098).nodes().size());
    }

    @Test
    void tells_objects_parameters_commands_and_events_apart() {
        assertThat(kind("Device.WiFi.SSID.{i}.")).isEqualTo(SupportedNode.Kind.OBJECT);
        assertThat(kind("Device.WiFi.SSID.{i}.SSID")).isEqualTo(SupportedNode.Kind.PARAMETER);
        assertThat(kind("Device.Reboot()")).isEqualTo(SupportedNode.Kind.COMMAND);
        assertThat(kind("Device.Boot!")).isEqualTo(SupportedNode.Kind.EVENT);
        assertThat(tr181.node("Device.Nothing")).isEmpty();
    }

    @Test
    void knows_types_access_and_secrets() {
        CatalogueNode ssid = tr181.node("Device.WiFi.SSID.{i}.SSID").orElseThrow();
        assertThat(ssid.type()).contains(ParameterType.STRING);
        assertThat(ssid.access()).isEqualTo(Access.READ_WRITE);
        assertThat(ssid.valueSyntax().orElseThrow().limits().sizes())
                .containsExactly(new Interval(Long.MIN_VALUE, 32, 1));
        assertThat(
                        tr181.isSecret(
                                ParameterPath.of(
                                        "Device.WiFi.AccessPoint.3.Security.KeyPassphrase")))
                .isTrue();
        assertThat(tr181.isSecret(ParameterPath.of("Device.WiFi.SSID.1.SSID"))).isFalse();
        assertThat(tr181.node("Device.DeviceInfo.UpTime").orElseThrow().access())
                .isEqualTo(Access.READ_ONLY);
        assertThat(
                        tr181.node("Device.DeviceInfo.UpTime")
                                .flatMap(CatalogueNode::valueSyntax)
                                .orElseThrow()
                                .units())
                .isEqualTo("seconds");
    }

    @Test
    void prefers_the_usp_form_of_a_node_that_differs() {
        assertThat(tr181.node("Device.WiFi.SSID.{i}.Alias").orElseThrow().access())
                .isEqualTo(Access.WRITE_ONCE);
    }

    @Test
    void knows_commands_with_their_arguments() {
        assertThat(tr181.node("Device.IP.Diagnostics.IPPing()").orElseThrow().flags())
                .contains(CatalogueNode.Flag.ASYNC);
        assertThat(tr181.node("Device.IP.Diagnostics.IPPing().Input.Host").flatMap(n -> n.type()))
                .contains(ParameterType.STRING);
    }

    @Test
    void knows_the_unique_keys_of_a_table() {
        TableFacts facts = tr181.table("Device.NAT.PortMapping.").orElseThrow().table();
        assertThat(facts.countParameter()).isEqualTo("PortMappingNumberOfEntries");
        assertThat(facts.uniqueKeys().getFirst())
                .isEqualTo(
                        new TableFacts.UniqueKey(
                                List.of("RemoteHost", "ExternalPort", "Protocol"), true));
    }

    @Test
    void finds_iot_capabilities_below_every_mount_point() {
        for (String mount : List.of("", "ProxiedDevice.3.", "ProxiedDevice.3.Node.2.", "Node.7.")) {
            ParameterPath value =
                    ParameterPath.of("Device." + mount + "IoTCapability.1.LevelSensor.Value");
            assertThat(tr181.node(value).flatMap(CatalogueNode::type))
                    .as(value.text())
                    .contains(ParameterType.DECIMAL);
        }
        assertThat(tr181.node("Device.ProxiedDevice.{i}.Nothing")).isEmpty();
        assertThat(tr181.node("Device.Node.{i}.Node.{i}.IoTCapability.{i}.Name")).isEmpty();
    }

    @Test
    void roots_service_models_below_services() {
        assertThat(tr181.node("Device.Services.VoiceService.{i}.SIP.Client.{i}.Enable"))
                .isPresent();
        assertThat(
                        Catalogue.of(DataModelRoot.TR_098)
                                .node(
                                        "InternetGatewayDevice.Services.VoiceService.{i}.VoiceProfile.{i}.Enable"))
                .isPresent();
    }

    @Test
    void has_the_femtocell_service_below_both_roots() {
        assertThat(tr181.node("Device.Services.FAPService.{i}.DeviceType")).isPresent();
        assertThat(
                        Catalogue.of(DataModelRoot.TR_098)
                                .node("InternetGatewayDevice.Services.FAPService.{i}.DeviceType"))
                .isPresent();
    }

    @Test
    void remembers_what_the_model_has_retired() {
        assertThat(tr181.node("Device.Hosts.Host.{i}.LeaseTimeRemaining")).isEmpty();
        assertThat(tr181.retired("Device.Hosts.Host.{i}.LeaseTimeRemaining"))
                .flatMap(CatalogueNode::type)
                .contains(ParameterType.INT);
        assertThat(tr181.retired("Device.WiFi.SSID.{i}.SSID")).isEmpty();
    }

    @Test
    void lists_what_lies_directly_below_an_object() {
        assertThat(tr181.children("Device.WiFi.SSID.{i}.Stats."))
                .extracting(CatalogueNode::template)
                .contains("Device.WiFi.SSID.{i}.Stats.BytesSent")
                .allMatch(t -> t.startsWith("Device.WiFi.SSID.{i}.Stats."));
        assertThat(tr181.children("Device.WiFi."))
                .extracting(CatalogueNode::template)
                .contains("Device.WiFi.SSID.{i}.", "Device.WiFi.RadioNumberOfEntries")
                .doesNotContain("Device.WiFi.SSID.{i}.SSID");
    }

    @ParameterizedTest
    @CsvSource({
        "Device.WiFi.SSID.1.Enable, true, ",
        "Device.WiFi.SSID.1.Enable, maybe, INVALID_TYPE",
        "Device.WiFi.SSID.1.SSID, home, ",
        "Device.WiFi.SSID.1.SSID, 123456789012345678901234567890123, INVALID_VALUE",
        "Device.WiFi.Radio.1.Channel, 36, ",
        "Device.WiFi.Radio.1.Channel, 256, INVALID_VALUE",
        "Device.WiFi.Radio.1.Channel, many, INVALID_TYPE",
        "Device.WiFi.Radio.1.OperatingFrequencyBand, 5GHz, ",
        "Device.WiFi.Radio.1.OperatingFrequencyBand, 7GHz, INVALID_VALUE",
        "Device.WiFi.Radio.1.OperatingStandards, 'a,n,ac', ",
        "Device.WiFi.Radio.1.OperatingStandards, 'a,zz', INVALID_VALUE",
        "Device.Bridging.Bridge.1.Port.1.PriorityRegeneration, '0,1,2,3,4,5,6,7', ",
        "Device.Bridging.Bridge.1.Port.1.PriorityRegeneration, '1,2', INVALID_VALUE",
        "Device.Bridging.Bridge.1.Port.1.PriorityRegeneration, '', INVALID_VALUE",
        "Device.Bridging.Bridge.1.Port.1.PriorityRegeneration, '0,1,2,3,4,5,6,8', INVALID_VALUE",
        "Device.DHCPv4.Server.Pool.1.DNSServers, '', ",
        "Device.DHCPv4.Server.Pool.1.DNSServers, '192.0.2.1,192.0.2.2', ",
        "Device.DHCPv4.Server.Pool.1.DNSServers, '1.1.1.1,2.2.2.2,3.3.3.3,4.4.4.4,5.5.5.5',"
                + " INVALID_VALUE",
        "Device.Ghn.Interface.1.PSM, '[1,2],[3,4]', ",
        "Device.Ghn.Interface.1.PSM, '[1,2]', INVALID_VALUE",
        "Device.Ghn.Interface.1.PSM, '[1,2],[3,4,5]', INVALID_VALUE",
        "Device.Ghn.Interface.1.PSM, '[1,2],[3,x]', INVALID_TYPE",
        "Device.Ghn.Interface.1.PSM, '1,2', INVALID_VALUE",
        "Device.NAT.PortMapping.1.Protocol, X_0014A5_GRE, ",
        "Device.NAT.PortMapping.1.RemoteHost, 192.0.2.1, ",
        "Device.WiFi.SSID.1.X_VENDOR_Anything, whatever, ",
        "Device.Unknown.Thing, whatever, "
    })
    void checks_values_against_the_model(String path, String value, ErrorCode expected) {
        assertThat(tr181.check(ParameterPath.of(path), value).map(PathError::code).orElse(null))
                .isEqualTo(expected);
    }

    @Test
    void a_list_may_be_as_long_as_the_model_says() {
        ParameterPath layers = ParameterPath.of("Device.Ethernet.Link.1.LowerLayers");
        String one = "Device.Ethernet.Interface.1";
        assertThat(tr181.check(layers, one)).isEmpty();
        assertThat(tr181.check(layers, String.join(",", Collections.nCopies(40, one))))
                .map(PathError::message)
                .contains("length of the list is not in ..1024");
    }

    @Test
    void says_how_many_items_a_list_may_have() {
        assertThat(
                        tr181.check(
                                ParameterPath.of(
                                        "Device.Bridging.Bridge.1.Port.1.PriorityRegeneration"),
                                "1,2"))
                .map(PathError::message)
                .contains("a list of 2 items, which may have 8..8");
    }

    private SupportedNode.Kind kind(String template) {
        return tr181.node(template).orElseThrow().kind();
    }
}
