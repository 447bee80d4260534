package org.trellis.controller.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.trellis.controller.store.memory.MemoryStores;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathExpression;
import org.trellis.model.SupportedModel;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.Lease;
import org.trellis.southbound.Operation;

/** What is left to the device: values that no model knows, and RPCs that a CPE does not tell of. */
class WarningsTest {

    private static final String UPGRADE = "Device.DeviceInfo.FirmwareImage.1.Download()";
    private static final String BACKUP = "Device.DeviceInfo.VendorConfigFile.1.Backup()";

    private final Node node =
            new Node("a", MemoryStores.create(), new SettableClock(), new LocalNodeBus()).withKey();

    @AfterEach
    void close() {
        node.close();
    }

    private static CommandResult discovered(Set<String> rpcs) {
        CommandResult found = Session.discovered();
        SupportedModel model = found.model().orElseThrow();
        return new CommandResult(
                found.status(),
                found.values(),
                found.covered(),
                found.instances(),
                found.output(),
                found.errors(),
                Optional.of(new SupportedModel(model.key(), model.root(), model.nodes(), rpcs)));
    }

    private Session told(Set<String> rpcs) {
        Session device = node.cwmp("S1");
        device.port.complete(device.pull(), discovered(rpcs));
        return device;
    }

    private List<Warning> check(Session device, String command) {
        Map<String, String> input =
                command.equals(UPGRADE)
                        ? Map.of("URL", "http://files.example/a", "AutoActivate", "true")
                        : command.equals(BACKUP)
                                ? Map.of("URL", "http://files.example/a")
                                : Map.of();
        CommandRequest request =
                Node.request(
                        device.device(), new Operation.Operate(PathExpression.of(command), input));
        assertThat(node.north.commands().validate(Node.OPERATOR, request)).isEmpty();
        return node.north.commands().warnings(Node.OPERATOR, request);
    }

    @Test
    void a_command_whose_rpc_the_device_does_not_tell_of_is_let_through_with_a_warning() {
        Session device = told(Set.of("GetRPCMethods", "Reboot", "Download"));
        assertThat(check(device, "Device.Reboot()")).isEmpty();
        assertThat(check(device, UPGRADE)).isEmpty();
        assertThat(check(device, BACKUP))
                .singleElement()
                .satisfies(e -> assertThat(e.path()).isEqualTo(BACKUP))
                .satisfies(e -> assertThat(e.message()).contains("RPC Upload", "GetRPCMethods"));
        assertThat(check(device, "Device.FactoryReset()")).hasSize(1);
    }

    @Test
    void of_a_device_that_did_not_tell_nothing_is_doubted() {
        Session device = told(Set.of());
        for (String command : List.of("Device.FactoryReset()", UPGRADE, BACKUP)) {
            assertThat(check(device, command)).as(command).isEmpty();
        }
    }

    @Test
    void what_one_device_says_of_its_rpcs_holds_for_its_like_and_is_asked_once() {
        told(Set.of("GetRPCMethods", "Reboot"));
        Session second = node.cwmp("S2");
        assertThat(check(second, BACKUP)).hasSize(1);
        for (Optional<Lease> lease = second.next(); lease.isPresent(); lease = second.next()) {
            assertThat(lease.get().command().operation()).isNotInstanceOf(Operation.Discover.class);
            second.port.complete(lease.get(), CommandResult.done());
        }
    }

    @Test
    void a_discovery_of_a_part_leaves_them_as_they_were() {
        Session device = told(Set.of("GetRPCMethods", "Reboot"));
        device.drained();
        node.submit(device.device(), new Operation.Discover(ParameterPath.of("Device.WiFi.")));
        device.port.complete(device.pull(), Session.discovered());
        assertThat(check(device, BACKUP)).hasSize(1);
    }

    private List<String> warned(Session device, Operation operation) {
        CommandRequest request = Node.request(device.device(), operation);
        assertThat(node.north.commands().validate(Node.OPERATOR, request)).isEmpty();
        return node.north.commands().warnings(Node.OPERATOR, request).stream()
                .map(w -> w.path() + " " + w.message())
                .toList();
    }

    @Test
    void a_value_that_no_model_knows_is_let_through_with_a_warning() {
        Session device = told(Set.of());
        assertThat(
                        warned(
                                device,
                                new Operation.Set(
                                        Map.of(
                                                PathExpression.of("Device.WiFi.X_ACME_Mode"), "7",
                                                PathExpression.of("Device.WiFi.SSID.1.SSID"), "x"),
                                        false)))
                .containsExactly(
                        "Device.WiFi.X_ACME_Mode"
                                + " a parameter of the vendor: its value is not checked");
        assertThat(
                        warned(
                                device,
                                new Operation.Set(
                                        Map.of(PathExpression.of("Device.IP.X"), "7"), false)))
                .containsExactly(
                        "Device.IP.X not in the data models in use: its value is not checked");
        assertThat(
                        warned(
                                device,
                                new Operation.Add(
                                        List.of(
                                                new Operation.NewObject(
                                                        ParameterPath.of("Device.NAT.PortMapping."),
                                                        Map.of(
                                                                "Description", "web",
                                                                "X_ACME_Zone", "dmz"))),
                                        false)))
                .containsExactly(
                        "Device.NAT.PortMapping.X_ACME_Zone"
                                + " a parameter of the vendor: its value is not checked");
    }

    @Test
    void a_command_that_no_model_knows_is_let_through_with_a_warning() {
        assertThat(
                        warned(
                                node.usp("U1"),
                                new Operation.Operate(
                                        PathExpression.of("Device.X_ACME_Blink()"), Map.of())))
                .containsExactly(
                        "Device.X_ACME_Blink() a command of the vendor: its arguments are not"
                                + " checked");
    }
}
