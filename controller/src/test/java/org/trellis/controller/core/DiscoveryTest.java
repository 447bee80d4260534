package org.trellis.controller.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trellis.controller.store.Stores;
import org.trellis.controller.store.memory.MemoryStores;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathExpression;
import org.trellis.model.SupportedModel;
import org.trellis.model.SupportedNode;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.DeviceKind;
import org.trellis.southbound.Hello;
import org.trellis.southbound.Lease;
import org.trellis.southbound.Operation;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.TenantId;
import org.trellis.southbound.UnavailableException;

/** Who is asked for the data model, when again, and of whom it is believed. */
class DiscoveryTest {

    private final SettableClock clock = new SettableClock();
    private final Stores stores = MemoryStores.create();
    private final Node node = new Node("a", stores, clock, new LocalNodeBus()).withKey();

    @AfterEach
    void close() {
        node.close();
    }

    private static void answer(Session device, CommandResult result) {
        Lease lease = device.pull();
        assertThat(lease.command().operation()).isInstanceOf(Operation.Discover.class);
        device.port.complete(lease, result);
    }

    private static CommandResult failed() {
        return CommandResult.failed(List.of());
    }

    @Test
    void asks_again_with_a_growing_pause_after_a_discovery_that_failed() {
        Session device = node.cwmp("S1");
        answer(device, failed());
        device.close();
        assertThat(node.cwmp("S1").next()).isEmpty();
        clock.advance(ModelDiscovery.PAUSE.plusSeconds(1));
        device = node.cwmp("S1");
        answer(device, failed());
        device.close();
        clock.advance(ModelDiscovery.PAUSE.plusSeconds(1));
        assertThat(node.cwmp("S1").next()).isEmpty();
        clock.advance(ModelDiscovery.PAUSE.multipliedBy(4));
        answer(node.cwmp("S1"), Session.discovered());
    }

    @Test
    void asks_at_the_next_contact_if_the_store_was_away_when_the_question_was_to_be_kept() {
        TrickyStores tricky = new TrickyStores(stores);
        Hello hello = Node.cwmp(node.login(Node.KEY), "S1");
        try (Node other =
                new Node(
                        "b",
                        new Stores(
                                stores.devices(),
                                stores.twins(),
                                tricky.stores().commands(),
                                stores.events(),
                                stores.credentials(),
                                stores.models(),
                                stores.ownership(),
                                stores.watches()),
                        clock,
                        new LocalNodeBus())) {
            tricky.away(true);
            assertThatThrownBy(() -> other.port.admit(hello))
                    .isInstanceOf(UnavailableException.class);
            tricky.away(false);
            assertThat(other.open(hello).pull().command().operation())
                    .isEqualTo(Session.discover());
        }
    }

    @Test
    void learns_no_model_from_a_discovery_that_failed() {
        Session device = node.cwmp("S1");
        answer(
                device,
                Session.discovered(
                        CommandResult.Status.FAILED,
                        List.of(),
                        Session.parameter("Device.IP.X", true)));
        assertThat(node.port.context(device.endpoint).model().isKnown()).isFalse();
    }

    @Test
    void a_model_is_its_tenants_own() {
        node.cwmp("S1").drained();
        String key =
                stores.devices()
                        .find(Node.TENANT, Node.identity("S1").deviceId())
                        .orElseThrow()
                        .modelKey();
        assertThat(stores.models().find(Node.TENANT, key)).isPresent();
        assertThat(stores.models().find(new TenantId("another"), key)).isEmpty();
    }

    @Test
    void reads_the_second_endpoint_of_a_device_whose_model_is_known() {
        Session first = node.usp("S1");
        answer(first, covered());
        node.announce("S2");
        Session cwmp = node.cwmp("S2");
        answer(cwmp, covered());
        assertThat(node.usp("S2").pull().command().operation())
                .as("its CWMP side was discovered, its USP side was never read")
                .isInstanceOf(Operation.Get.class);
    }

    @Test
    void reads_an_endpoint_once_and_again_after_a_pause_if_nothing_came() {
        answer(node.cwmp("S1"), covered());
        Session device = node.cwmp("S2");
        node.port.complete(device.pull(), CommandResult.done());
        device.close();
        assertThat(node.cwmp("S2").next()).isEmpty();
        clock.advance(ModelDiscovery.PAUSE.plusSeconds(1));
        device = node.cwmp("S2");
        node.port.complete(
                device.pull(),
                CommandResult.read(
                        List.of(Session.value("Device.DeviceInfo.SoftwareVersion", "1.0")),
                        List.of(ParameterPath.of("Device.DeviceInfo."))));
        device.close();
        clock.advance(Duration.ofDays(2));
        assertThat(node.cwmp("S2").next()).isEmpty();
    }

    @Test
    void tells_what_a_usp_agent_is_by_what_it_has() {
        Hello agent =
                Node.usp(node.login(Node.KEY), "websocket", "S1", Optional.of(Node.identity("S1")));
        Session device = node.open(Node.as(agent, DeviceKind.OTHER, DataModelRoot.TR_181, false));
        answer(device, Session.discovered());
        assertThat(
                        node.north
                                .devices()
                                .find(Node.OPERATOR, device.device().value())
                                .orElseThrow()
                                .device()
                                .kind())
                .isEqualTo(DeviceKind.GATEWAY);
    }

    @Test
    void a_cpe_is_a_gateway_until_its_model_shows_a_set_top_box() {
        Session device = node.cwmp("S1");
        assertThat(kind(device)).isEqualTo(DeviceKind.GATEWAY);
        answer(
                device,
                Session.discovered(
                        CommandResult.Status.DONE,
                        List.of(),
                        Session.parameter("Device.Services.STBService.{i}.Enable", false)));
        assertThat(kind(device)).isEqualTo(DeviceKind.STB);
    }

    @Test
    void reads_an_agent_that_came_while_another_of_its_model_was_being_asked() {
        Session first = agent("S1");
        Session second = agent("S2");
        assertThat(second.next()).isEmpty();
        answer(first, Session.discovered());
        tickLater();
        assertThat(second.pull().command().operation()).isInstanceOf(Operation.Get.class);
        assertThat(kind(second)).isEqualTo(DeviceKind.GATEWAY);
        await().until(() -> node.adapters.get(Protocol.USP).woken().contains(second.endpoint));
    }

    @Test
    void asks_an_agent_for_the_model_that_the_first_one_never_told() {
        agent("S1");
        Session second = agent("S2");
        clock.advance(ModelDiscovery.PAUSE.plusSeconds(1));
        node.core.tick();
        assertThat(second.pull().command().operation()).isEqualTo(Session.discover());
    }

    private void tickLater() {
        clock.advance(Duration.ofSeconds(6));
        node.core.tick();
    }

    private Session agent(String serial) {
        return node.open(
                Node.as(
                        Node.usp(
                                node.login(Node.KEY),
                                "websocket",
                                serial,
                                Optional.of(Node.identity(serial))),
                        DeviceKind.OTHER,
                        DataModelRoot.TR_181,
                        false));
    }

    private DeviceKind kind(Session device) {
        return node.north
                .devices()
                .find(Node.OPERATOR, device.device().value())
                .orElseThrow()
                .device()
                .kind();
    }

    @ParameterizedTest
    @CsvSource({
        "Device.NAT.PortMapping.{i}.Enable, GATEWAY",
        "Device.DHCPv4.Server.Enable, GATEWAY",
        "Device.WiFi.AccessPoint.{i}.Enable, EXTENDER",
        "Device.Services.STBService.{i}.Enable, STB",
        "Device.DeviceInfo.SoftwareVersion, OTHER"
    })
    void has_a_kind_for_what_a_model_has(String template, DeviceKind kind) {
        CommandResult found =
                Session.discovered(
                        CommandResult.Status.DONE, List.of(), Session.parameter(template, false));
        assertThat(KindRule.of(found.model().orElseThrow())).isEqualTo(kind);
    }

    private static CommandResult covered() {
        CommandResult found = Session.discovered();
        return new CommandResult(
                found.status(),
                found.values(),
                List.of(ParameterPath.of("Device.")),
                found.instances(),
                found.output(),
                found.errors(),
                found.model());
    }

    @Test
    void reads_of_a_further_tr098_gateway_what_its_model_has_under_other_names() {
        Session first = node.open(Node.tr098(Node.cwmp(node.login(Node.KEY), "S1")));
        String wlan = "InternetGatewayDevice.LANDevice.{i}.WLANConfiguration.{i}.";
        CommandResult found = Session.discovered();
        SupportedNode channel = Session.parameter(wlan + "Channel", true);
        answer(
                first,
                new CommandResult(
                        found.status(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Map.of(),
                        List.of(),
                        Optional.of(
                                new SupportedModel(
                                        "found",
                                        DataModelRoot.TR_098,
                                        Map.of(channel.template(), channel)))));
        Session second = node.open(Node.tr098(Node.cwmp(node.login(Node.KEY), "S2")));
        assertThat(second.pull().command().operation())
                .isInstanceOfSatisfying(
                        Operation.Get.class,
                        get ->
                                assertThat(get.paths())
                                        .extracting(PathExpression::text)
                                        .contains("Device.WiFi.Radio.")
                                        .doesNotContain("Device.NAT.PortMapping."));
    }

    @Test
    void refuses_what_the_device_does_not_have() {
        Session usp = node.usp("S1").drained();
        assertThat(refused(usp, Session.get("Device.No.Such"))).containsExactly("Device.No.Such");
        assertThat(refused(usp, Session.get("Device.WiFi.SSID.*.Nonsense"))).hasSize(1);
        assertThat(refused(usp, Session.set("Device.WiFi.SSID.1.Colour", "red"))).hasSize(1);
        assertThat(refused(usp, Session.add("Device.Nowhere."))).hasSize(1);
        assertThat(refused(usp, Session.delete("Device.Nowhere.1."))).hasSize(1);
        assertThat(refused(usp, Session.operate("Device.Nonsense()")))
                .containsExactly("Device.Nonsense()");
        for (Operation known :
                List.of(
                        Session.get("Device.", "Device.WiFi.", "Device.WiFi.SSID.*.SSID"),
                        Session.get("Device.X_ACME_Own.Thing", "Device.WiFi.SSID.1.X_ACME_Colour"),
                        Session.set("Device.WiFi.SSID.1.SSID", "home"),
                        Session.add("Device.NAT.PortMapping."),
                        Session.delete("Device.NAT.PortMapping.1."),
                        Session.operate("Device.X_ACME_Blink()"),
                        Session.operate("Device.IP.Diagnostics.IPPing()"))) {
            assertThat(refused(usp, known)).as(known.toString()).isEmpty();
        }
    }

    @Test
    void judges_no_parameter_of_a_table_that_an_agent_does_not_describe() {
        Session usp = node.usp("S1");
        answer(
                usp,
                Session.discovered(
                        CommandResult.Status.DONE,
                        List.of(),
                        Session.parameter("Device.NAT.PortMappingNumberOfEntries", false),
                        new SupportedNode(
                                "Device.NAT.PortMapping.{i}.",
                                SupportedNode.Kind.OBJECT,
                                true,
                                null)));
        assertThat(refused(usp, Session.set("Device.NAT.PortMapping.1.Description", "a")))
                .isEmpty();
        assertThat(refused(usp, Session.get("Device.NAT.PortMapping.*.ExternalPort"))).isEmpty();
        assertThat(refused(usp, Session.get("Device.NAT.Nonsense"))).hasSize(1);
    }

    @Test
    void lets_through_over_cwmp_a_command_that_the_device_has_as_a_parameter() {
        Session cwmp = node.cwmp("S1");
        answer(
                cwmp,
                Session.discovered(
                        CommandResult.Status.DONE,
                        List.of(),
                        Session.parameter("Device.IP.Interface.{i}.Reset", true),
                        Session.parameter("Device.DHCPv4.Client.{i}.Enable", true)));
        assertThat(refused(cwmp, Session.operate("Device.IP.Interface.1.Reset()"))).isEmpty();
        assertThat(refused(cwmp, Session.operate("Device.IP.Interface.*.Reset()"))).hasSize(1);
        assertThat(refused(cwmp, Session.operate("Device.DHCPv4.Client.1.Renew()"))).hasSize(1);
    }

    @Test
    void refuses_over_cwmp_a_command_without_an_rpc_and_judges_no_row_of_an_empty_table() {
        Session cwmp = node.cwmp("S1");
        assertThat(refused(cwmp, Session.operate("Device.Nonsense()"))).hasSize(1);
        assertThat(refused(cwmp, Session.get("Device.No.Such")))
                .as("nothing is known of it yet")
                .isEmpty();
        answer(
                cwmp,
                Session.discovered(
                        CommandResult.Status.DONE,
                        List.of(),
                        Session.parameter("Device.NAT.PortMappingNumberOfEntries", false),
                        new SupportedNode(
                                "Device.NAT.PortMapping.", SupportedNode.Kind.OBJECT, true, null)));
        assertThat(refused(cwmp, Session.operate("Device.IP.Diagnostics.IPPing()"))).hasSize(1);
        assertThat(refused(cwmp, Session.operate("Device.Reboot()"))).isEmpty();
        assertThat(refused(cwmp, Session.get("Device.No.Such"))).hasSize(1);
        assertThat(refused(cwmp, Session.set("Device.NAT.PortMapping.1.Description", "a")))
                .isEmpty();
    }

    @Test
    void refuses_what_cannot_be_translated_for_a_tr098_device() {
        Session igd = node.open(Node.tr098(Node.cwmp(node.login(Node.KEY), "S1")));
        assertThat(refused(igd, Session.set("Device.No.Such", "1"))).hasSize(1);
        assertThat(refused(igd, Session.get("Device.Thread."))).hasSize(1);
        assertThat(refused(igd, Session.set("Device.WiFi.SSID.1.SSID", "home"))).isEmpty();
        assertThat(refused(igd, Session.get("Device.WiFi.SSID.*.SSID"))).isEmpty();
    }

    private List<String> refused(Session device, Operation operation) {
        CommandRequest request = Node.request(device.device(), operation);
        return node.north.commands().validate(Node.OPERATOR, request).stream()
                .map(e -> e.path())
                .toList();
    }
}
