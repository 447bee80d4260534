package org.trellis.controller.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.trellis.controller.store.memory.MemoryStores;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathError;
import org.trellis.model.PathExpression;
import org.trellis.model.SupportedModel;
import org.trellis.model.SupportedNode;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.Operation;

/** What is said of a write before it is queued, by what the device told of its own model. */
class WriteCheckTest {

    private static final String WLAN = "InternetGatewayDevice.LANDevice.{i}.WLANConfiguration.{i}.";
    private static final String MAPPING =
            "InternetGatewayDevice.WANDevice.{i}.WANConnectionDevice.{i}.WANIPConnection.{i}"
                    + ".PortMapping.{i}.";
    private static final String SECURITY = "Device.WiFi.AccessPoint.1.Security.";

    private final Node node =
            new Node("a", MemoryStores.create(), new SettableClock(), new LocalNodeBus()).withKey();

    @AfterEach
    void close() {
        node.close();
    }

    private Session tr098(SupportedNode... nodes) {
        Session igd = node.open(Node.tr098(Node.cwmp(node.login(Node.KEY), "S1")));
        CommandResult found = Session.discovered(CommandResult.Status.DONE, List.of(), nodes);
        igd.port.complete(
                igd.pull(),
                new CommandResult(
                        found.status(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Map.of(),
                        List.of(),
                        found.model()
                                .map(m ->
                                        new SupportedModel(
                                                m.key(), DataModelRoot.TR_098, m.nodes()))));
        return igd;
    }

    private List<String> refused(Session device, Operation operation) {
        return node
                .north
                .commands()
                .validate(Node.OPERATOR, Node.request(device.device(), operation))
                .stream()
                .map(WriteCheckTest::shown)
                .toList();
    }

    private static String shown(PathError error) {
        return error.path() + " " + error.code();
    }

    private static Operation.Set set(String... pairs) {
        Map<PathExpression, String> values = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(PathExpression.of(pairs[i]), pairs[i + 1]);
        }
        return new Operation.Set(values, false);
    }

    private static Operation.Add mapping(Map<String, String> values) {
        return new Operation.Add(
                List.of(
                        new Operation.NewObject(
                                ParameterPath.of("Device.NAT.PortMapping."), values)),
                false);
    }

    @Test
    void what_is_set_together_is_judged_together() {
        Session igd =
                tr098(
                        Session.parameter(WLAN + "SSID", true),
                        Session.parameter(WLAN + "Enable", true),
                        Session.parameter(WLAN + "BeaconType", true),
                        Session.parameter(WLAN + "BasicEncryptionModes", true),
                        Session.parameter(WLAN + "IEEE11iAuthenticationMode", true),
                        Session.parameter(WLAN + "IEEE11iEncryptionModes", true));

        assertThat(
                        refused(
                                igd,
                                set(
                                        SECURITY + "ModeEnabled",
                                        "WPA2-Personal",
                                        SECURITY + "EncryptionMode",
                                        "AES")))
                .as("a mode tells what the ciphers are of")
                .isEmpty();
        assertThat(
                        refused(
                                igd,
                                set(
                                        "Device.WiFi.SSID.1.Enable",
                                        "true",
                                        "Device.WiFi.AccessPoint.1.Enable",
                                        "false")))
                .as("both are one parameter of the device")
                .isNotEmpty();
    }

    @Test
    void every_path_of_a_set_has_its_own_error() {
        Session igd =
                tr098(
                        Session.parameter(WLAN + "SSID", true),
                        Session.parameter(WLAN + "Enable", true),
                        Session.parameter("InternetGatewayDevice.DeviceInfo.SerialNumber", false));

        assertThat(
                        refused(
                                igd,
                                set(
                                        "Device.WiFi.SSID.1.Enable", "perhaps",
                                        "Device.WiFi.SSID.1.SSID", "x".repeat(40),
                                        "Device.No.Such", "1",
                                        "Device.NAT.PortMapping.1.ExternalPort", "80",
                                        "Device.NAT.PortMapping.1.ExternalPortEndRange", "x",
                                        "Device.DeviceInfo.SerialNumber", "1")))
                .containsExactlyInAnyOrder(
                        "Device.WiFi.SSID.1.Enable INVALID_TYPE",
                        "Device.WiFi.SSID.1.SSID INVALID_VALUE",
                        "Device.No.Such NOT_SUPPORTED",
                        "Device.NAT.PortMapping.1.ExternalPort NOT_SUPPORTED",
                        "Device.NAT.PortMapping.1.ExternalPortEndRange INVALID_TYPE",
                        "Device.DeviceInfo.SerialNumber NOT_WRITABLE");
    }

    @Test
    void what_a_device_says_that_it_cannot_write_is_refused_on_either_root() {
        Session igd =
                tr098(
                        Session.parameter(WLAN + "SSID", true),
                        Session.parameter(WLAN + "Enable", false));
        assertThat(refused(igd, set("Device.WiFi.SSID.1.SSID", "home"))).isEmpty();
        assertThat(refused(igd, set("Device.WiFi.SSID.1.Enable", "true")))
                .containsExactly("Device.WiFi.SSID.1.Enable NOT_WRITABLE");

        Session agent = node.usp("S2");
        agent.port.complete(
                agent.pull(),
                Session.discovered(
                        CommandResult.Status.DONE,
                        List.of(),
                        Session.parameter("Device.WiFi.SSID.{i}.SSID", false)));
        assertThat(refused(agent, set("Device.WiFi.SSID.1.SSID", "home")))
                .containsExactly("Device.WiFi.SSID.1.SSID NOT_WRITABLE");
    }

    @Test
    void the_values_of_a_new_row_are_judged_before_there_is_one() {
        Session igd =
                tr098(
                        Session.parameter(MAPPING + "ExternalPort", true),
                        Session.parameter(MAPPING + "InternalPort", true),
                        Session.parameter(MAPPING + "PortMappingDescription", true),
                        Session.parameter(MAPPING + "RemoteHost", false));

        assertThat(
                        refused(
                                igd,
                                mapping(
                                        Map.of(
                                                "Interface", "Device.IP.Interface.101001001",
                                                "ExternalPort", "8080",
                                                "Description", "web",
                                                "X_ACME_Zone", "dmz"))))
                .isEmpty();
        assertThat(
                        refused(
                                igd,
                                mapping(
                                        Map.of(
                                                "Interface", "Device.IP.Interface.101001001",
                                                "RemoteHost", "192.0.2.1"))))
                .containsExactly("Device.NAT.PortMapping.RemoteHost NOT_WRITABLE");
        assertThat(
                        refused(
                                igd,
                                mapping(
                                        Map.of(
                                                "Interface", "Device.IP.Interface.101001001",
                                                "Nonsense", "1",
                                                "LeaseDuration", "60"))))
                .containsExactly("Device.NAT.PortMapping.Nonsense NOT_SUPPORTED");
    }

    @Test
    void a_new_row_of_an_agent_gets_nothing_that_the_agent_does_not_have() {
        Session agent = node.usp("S2");
        agent.port.complete(
                agent.pull(),
                Session.discovered(
                        CommandResult.Status.DONE,
                        List.of(),
                        Session.parameter("Device.NAT.PortMapping.{i}.ExternalPort", true),
                        Session.parameter("Device.NAT.PortMapping.{i}.Status", false)));

        assertThat(refused(agent, mapping(Map.of("ExternalPort", "80", "X_ACME_Zone", "dmz"))))
                .isEmpty();
        assertThat(refused(agent, mapping(Map.of("ExternalPort", "80", "Nonsense", "1"))))
                .containsExactly("Device.NAT.PortMapping.Nonsense INVALID_PATH");
    }
}
