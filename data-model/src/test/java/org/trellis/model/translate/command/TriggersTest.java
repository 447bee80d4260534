package org.trellis.model.translate.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ParameterPath;
import org.trellis.model.ParameterType;
import org.trellis.model.catalogue.Catalogue;
import org.trellis.model.catalogue.CatalogueNode;
import org.trellis.model.translate.ModelTranslator;
import org.trellis.model.translate.NativeValue;
import org.trellis.model.translate.Translated;
import org.trellis.model.translate.Translators;

class TriggersTest {

    private static final String WAN = "InternetGatewayDevice.WANDevice.1.WANConnectionDevice.2.";

    private final ModelTranslator tr181 = Translators.shipped().of(DataModelRoot.TR_181);
    private final ModelTranslator tr098 = Translators.shipped().of(DataModelRoot.TR_098);

    private static Translated<CommandPlan> writes(String path) {
        return new Translated.Ok<>(
                new CommandPlan.Trigger(
                        List.of(new NativeValue(path, ParameterType.BOOLEAN, "true"))));
    }

    private static Translated<CommandPlan> plan(ModelTranslator translator, String command) {
        return translator.toCommand(ParameterPath.of(command), Map.of());
    }

    @Test
    void what_is_known_of_arguments_is_shared_by_both_roots() {
        assertThat(tr098.commands().arguments()).isSameAs(tr181.commands().arguments());
    }

    @Test
    void a_command_that_cwmp_knows_as_a_parameter_is_done_by_writing_true() {
        assertThat(plan(tr181, "Device.IP.Interface.1.Reset()"))
                .isEqualTo(writes("Device.IP.Interface.1.Reset"));
        assertThat(plan(tr181, "Device.DHCPv4.Client.2.Renew()"))
                .isEqualTo(writes("Device.DHCPv4.Client.2.Renew"));
    }

    @Test
    void a_connection_of_tr098_is_reset_by_its_own_parameter() {
        ParameterPath row =
                tr098.toCanonicalObject(ParameterPath.of(WAN + "WANIPConnection.3."))
                        .filter(p -> p.text().startsWith("Device.IP.Interface."))
                        .orElseThrow();
        assertThat(plan(tr098, row.text() + "Reset()"))
                .isEqualTo(writes(WAN + "WANIPConnection.3.Reset"));
    }

    @Test
    void true_is_never_written_to_a_trigger_that_carries_a_value() {
        for (CatalogueNode node : Catalogue.canonical().nodes()) {
            if (node.isTrigger()
                    && node.valueSyntax().orElseThrow().type() != ParameterType.BOOLEAN) {
                String command = node.template().replace("{i}", "1") + "()";
                assertThat(plan(tr181, command)).as(command).isInstanceOf(Translated.Refused.class);
            }
        }
    }

    @Test
    void an_address_of_tr098_is_renewed_by_a_reset_of_the_connection() {
        assertThat(plan(tr098, "Device.DHCPv4.Client.101002003.Renew()"))
                .isEqualTo(writes(WAN + "WANIPConnection.3.Reset"));
        assertThat(plan(tr098, "Device.DHCPv4.Client.201002003.Renew()"))
                .isInstanceOf(Translated.Refused.class);
        assertThat(plan(tr098, "Device.DHCPv4.Client.7.Renew()"))
                .isInstanceOf(Translated.Refused.class);
    }

    @Test
    void an_argument_is_written_to_the_parameter_beside_it() {
        for (ModelTranslator translator : List.of(tr181, tr098)) {
            String unit =
                    translator.root().prefix() + "SoftwareModules.ExecutionUnit.4.RequestedState";
            assertThat(
                            translator.toCommand(
                                    ParameterPath.of(
                                            "Device.SoftwareModules.ExecutionUnit.4"
                                                    + ".SetRequestedState()"),
                                    Map.of("RequestedState", "Idle")))
                    .isEqualTo(
                            new Translated.Ok<>(
                                    new CommandPlan.Trigger(
                                            List.of(
                                                    new NativeValue(
                                                            unit, ParameterType.STRING, "Idle")))));
        }
        assertThat(
                        tr181.toCommand(
                                ParameterPath.of("Device.Ethernet.WoL.SendMagicPacket()"),
                                Map.of("MACAddress", "00:11:22:33:44:55")))
                .isEqualTo(
                        new Translated.Ok<>(
                                new CommandPlan.Trigger(
                                        List.of(
                                                new NativeValue(
                                                        "Device.Ethernet.WoL.MACAddress",
                                                        ParameterType.STRING,
                                                        "00:11:22:33:44:55"),
                                                new NativeValue(
                                                        "Device.Ethernet.WoL.SendMagicPacket",
                                                        ParameterType.BOOLEAN,
                                                        "true")))));
    }

    @Test
    void a_wrong_argument_is_refused_before_anything_is_written() {
        ParameterPath command =
                ParameterPath.of("Device.SoftwareModules.ExecutionUnit.4.SetRequestedState()");
        assertThat(errors(tr181.toCommand(command, Map.of())))
                .containsExactly(command + ".Input.RequestedState INVALID_VALUE");
        assertThat(errors(tr181.toCommand(command, Map.of("RequestedState", "Dancing"))))
                .containsExactly(command + ".Input.RequestedState INVALID_VALUE");
        assertThat(
                        errors(
                                tr181.toCommand(
                                        ParameterPath.of("Device.IP.Interface.1.Reset()"),
                                        Map.of("Hard", "true"))))
                .containsExactly("Device.IP.Interface.1.Reset().Input.Hard INVALID_PATH");
    }

    @Test
    void anything_else_is_refused() {
        for (ModelTranslator translator : List.of(tr181, tr098)) {
            for (String command :
                    List.of(
                            "Device.WiFi.AccessPoint.1.WPS.InitiateWPSPBC()",
                            "Device.WiFi.AccessPoint.1.WPS.InitiateWPSPBC()",
                            "Device.IP.Interface.1.Enable()")) {
                assertThat(errors(plan(translator, command)))
                        .containsExactly(command + " NOT_SUPPORTED");
            }
        }
        assertThat(plan(tr181, "Device.IP.Interface.1.Reset"))
                .isInstanceOf(Translated.Refused.class);
    }

    static List<String> errors(Translated<CommandPlan> answer) {
        return switch (answer) {
            case Translated.Ok<CommandPlan> _ -> List.of();
            case Translated.Refused<CommandPlan>(var errors) ->
                    errors.stream().map(e -> e.path() + " " + e.code()).toList();
        };
    }
}
