package org.trellis.model.translate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trellis.model.translate.command.TriggersTest.errors;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ParameterPath;
import org.trellis.model.ParameterType;
import org.trellis.model.catalogue.Catalogue;
import org.trellis.model.catalogue.CatalogueNode;
import org.trellis.model.translate.ModelTranslator;
import org.trellis.model.translate.NativeValue;
import org.trellis.model.translate.Translated;
import org.trellis.model.translate.Translators;

class DiagnosticsTest {

    private static final ParameterPath PING = ParameterPath.of("Device.IP.Diagnostics.IPPing()");

    private static final Map<String, String> PING_INPUT =
            Map.of(
                    "ProtocolVersion", "Any",
                    "Host", "192.0.2.1",
                    "NumberOfRepetitions", "04",
                    "Timeout", "1000",
                    "DataBlockSize", "56");

    private final ModelTranslator tr181 = Translators.shipped().of(DataModelRoot.TR_181);
    private final ModelTranslator tr098 = Translators.shipped().of(DataModelRoot.TR_098);

    private static CommandPlan.Diagnostic diagnostic(Translated<CommandPlan> answer) {
        if (answer instanceof Translated.Ok<CommandPlan>(CommandPlan.Diagnostic plan)) {
            return plan;
        }
        throw new AssertionError(answer);
    }

    private static Map<String, String> texts(CommandPlan.Diagnostic plan) {
        Map<String, String> texts = new LinkedHashMap<>();
        plan.writes().forEach(w -> texts.put(w.path(), w.text()));
        return texts;
    }

    private static Map<String, String> with(String name, String text) {
        Map<String, String> input = new LinkedHashMap<>(PING_INPUT);
        input.put(name, text);
        return input;
    }

    @Test
    void a_ping_is_set_up_by_one_write_with_the_state_last() {
        CommandPlan.Diagnostic plan = diagnostic(tr181.toCommand(PING, PING_INPUT));
        assertThat(texts(plan))
                .containsEntry("Device.IP.Diagnostics.IPPing.Host", "192.0.2.1")
                .containsEntry("Device.IP.Diagnostics.IPPing.NumberOfRepetitions", "4")
                .hasSize(6);
        assertThat(plan.writes().getLast())
                .isEqualTo(
                        new NativeValue(
                                "Device.IP.Diagnostics.IPPing.DiagnosticsState",
                                ParameterType.STRING,
                                "Requested"));
        assertThat(plan.test().kind()).isEqualTo("IP.Diagnostics.IPPing");
        assertThat(DiagnosticTest.command(plan.test().kind())).isEqualTo(PING.text());
    }

    @Test
    void what_holds_anyway_is_left_out_where_a_device_does_not_have_it() {
        CommandPlan.Diagnostic plan = diagnostic(tr181.toCommand(PING, PING_INPUT));
        assertThat(plan.spare()).containsExactly("Device.IP.Diagnostics.IPPing.ProtocolVersion");
        assertThat(plan.needed()).hasSize(5);
        assertThat(diagnostic(tr181.toCommand(PING, with("ProtocolVersion", "IPv4"))).spare())
                .isEmpty();
    }

    @Test
    void tr098_pings_by_ipv4_over_a_connection_of_its_own() {
        Map<String, String> input = with("Interface", "Device.IP.Interface.101002003.");
        input.put("ProtocolVersion", "IPv4");
        assertThat(texts(diagnostic(tr098.toCommand(PING, input))))
                .containsEntry("InternetGatewayDevice.IPPingDiagnostics.Host", "192.0.2.1")
                .containsEntry(
                        "InternetGatewayDevice.IPPingDiagnostics.Interface",
                        "InternetGatewayDevice.WANDevice.1.WANConnectionDevice.2.WANIPConnection.3")
                .doesNotContainKey("InternetGatewayDevice.IPPingDiagnostics.ProtocolVersion")
                .hasSize(6);
        assertThat(errors(tr098.toCommand(PING, with("ProtocolVersion", "IPv6"))))
                .containsExactly(PING + ".Input.ProtocolVersion NOT_SUPPORTED");
        assertThat(texts(diagnostic(tr098.toCommand(PING, with("Interface", "")))))
                .containsEntry("InternetGatewayDevice.IPPingDiagnostics.Interface", "");
    }

    @ParameterizedTest
    @CsvSource({
        "Timeout, soon, INVALID_TYPE",
        "DataBlockSize, 70000, INVALID_VALUE",
        "ProtocolVersion, IPv9, INVALID_VALUE",
        "Hosts, 192.0.2.1, INVALID_PATH"
    })
    void wrong_arguments_are_named(String argument, String text, String code) {
        for (ModelTranslator translator : List.of(tr181, tr098)) {
            assertThat(errors(translator.toCommand(PING, with(argument, text))))
                    .containsExactly(PING + ".Input." + argument + " " + code);
        }
    }

    @Test
    void every_mandatory_argument_that_is_missing_is_named() {
        assertThat(errors(tr181.toCommand(PING, Map.of("Host", "192.0.2.1"))))
                .containsExactlyInAnyOrder(
                        PING + ".Input.ProtocolVersion INVALID_VALUE",
                        PING + ".Input.NumberOfRepetitions INVALID_VALUE",
                        PING + ".Input.Timeout INVALID_VALUE",
                        PING + ".Input.DataBlockSize INVALID_VALUE");
    }

    @Test
    void the_test_of_a_capacity_has_another_name_in_cwmp() {
        assertThat(
                        diagnostic(
                                        tr181.toCommand(
                                                ParameterPath.of(
                                                        "Device.IP.Diagnostics.IPLayerCapacity()"),
                                                Map.of(
                                                        "Role", "Receiver",
                                                        "ServerList", "192.0.2.7")))
                                .test()
                                .object())
                .isEqualTo(ParameterPath.of("Device.IP.Diagnostics.IPLayerCapacityMetrics."));
    }

    @Test
    void a_scan_takes_no_argument_and_tr098_has_none() {
        ParameterPath scan = ParameterPath.of("Device.WiFi.NeighboringWiFiDiagnostic()");
        assertThat(texts(diagnostic(tr181.toCommand(scan, Map.of()))))
                .containsExactly(
                        Map.entry(
                                "Device.WiFi.NeighboringWiFiDiagnostic.DiagnosticsState",
                                "Requested"));
        assertThat(errors(tr098.toCommand(scan, Map.of())))
                .containsExactly(scan + " NOT_SUPPORTED");
    }

    @Test
    void a_test_of_which_cwmp_knows_only_the_state_cannot_be_given_arguments() {
        ParameterPath ghn = ParameterPath.of("Device.Ghn.Diagnostics.PHYThroughput()");
        assertThat(
                        errors(
                                tr181.toCommand(
                                        ghn,
                                        Map.of(
                                                "Interface", "Device.Ghn.Interface.1.",
                                                "DiagnoseMACAddress", "00:11:22:33:44:55"))))
                .containsExactlyInAnyOrder(
                        ghn + ".Input.Interface NOT_SUPPORTED",
                        ghn + ".Input.DiagnoseMACAddress NOT_SUPPORTED");
    }

    @Test
    void tr098_tests_the_line_that_the_test_belongs_to() {
        ParameterPath line = ParameterPath.of("Device.DSL.Diagnostics.ADSLLineTest()");
        assertThat(
                        texts(
                                diagnostic(
                                        tr098.toCommand(
                                                line, Map.of("Interface", "Device.DSL.Line.1.")))))
                .containsExactly(
                        Map.entry(
                                "InternetGatewayDevice.WANDevice.1.WANDSLDiagnostics"
                                        + ".LoopDiagnosticsState",
                                "Requested"));
        assertThat(errors(tr098.toCommand(line, Map.of("Interface", "Device.DSL.Line.2."))))
                .containsExactly(line + ".Input.Interface NOT_SUPPORTED");
    }

    /** The rule by which the planner finds them holds for all of the model. */
    @Test
    void every_object_with_a_diagnostics_state_is_a_command_but_three() {
        List<String> none = new ArrayList<>();
        for (CatalogueNode node : Catalogue.canonical().nodes()) {
            String template = node.template();
            if (template.startsWith("Device.Services.")
                    || !template.endsWith("." + DiagnosticTest.STATE)) {
                continue;
            }
            String object = template.substring(0, template.lastIndexOf('.'));
            String command =
                    object.endsWith(".IPLayerCapacityMetrics")
                            ? "Device.IP.Diagnostics.IPLayerCapacity()"
                            : object.replace("{i}", "1") + "()";
            if (tr181.commands().diagnostic(ParameterPath.of(command)).isEmpty()) {
                none.add(object);
            }
        }
        assertThat(none)
                .containsExactlyInAnyOrder(
                        "Device.MoCA.Interface.{i}.Aca",
                        "Device.WiFi.RemoteMeasurementDiagnostic",
                        "Device.WiFi.CCAMeasurementDiagnostic");
    }

    @Test
    void the_output_is_what_the_command_gives_back_and_no_input() {
        DiagnosticTest test =
                tr098.commands()
                        .diagnostic(ParameterPath.of("Device.IP.Diagnostics.TraceRoute()"))
                        .orElseThrow();
        String object = "InternetGatewayDevice.TraceRouteDiagnostics.";
        List<NativeValue> report =
                List.of(
                        value(object + "DiagnosticsState", "Complete"),
                        value(object + "Host", "example.com"),
                        value(object + "ResponseTime", "17"),
                        value(object + "RouteHopsNumberOfEntries", "1"),
                        value(object + "RouteHops.1.HopHost", "a.example"),
                        value(object + "RouteHops.1.HopRTTimes", "1,2"),
                        value(object + "X_00E0FC_Load", "3"));
        assertThat(test.output("Complete", tr098.toCanonical(report, _ -> false)))
                .containsExactly(
                        Map.entry("ResponseTime", "17"),
                        Map.entry("RouteHops.1.Host", "a.example"),
                        Map.entry("RouteHops.1.RTTimes", "1,2"),
                        Map.entry("Status", "Complete"),
                        Map.entry("X_00E0FC_Load", "3"));
    }

    private static NativeValue value(String path, String text) {
        return new NativeValue(path, ParameterType.STRING, text);
    }

    @Test
    void a_state_says_how_far_it_is() {
        assertThat(DiagnosticsState.of("Requested")).isEqualTo(new DiagnosticsState.Running());
        assertThat(DiagnosticsState.of("Completed"))
                .isEqualTo(new DiagnosticsState.Complete("Complete"));
        assertThat(DiagnosticsState.of("None")).isEqualTo(new DiagnosticsState.Lost());
        assertThat(
                        new DiagnosticsState.Failed("Error_CannotResolveHostName")
                                .error(PING.text())
                                .sourceCode())
                .isEqualTo("Error_CannotResolveHostName");
    }

    @Test
    void what_a_device_must_have_is_told_without_arguments() {
        assertThat(tr098.commands().parameters(PING))
                .isEqualTo(
                        new Translated.Ok<>(
                                List.of(
                                        ParameterPath.of(
                                                "InternetGatewayDevice.IPPingDiagnostics"
                                                        + ".DiagnosticsState"))));
        assertThat(tr098.commands().parameters(ParameterPath.of("Device.Reboot()")))
                .isEqualTo(new Translated.Ok<>(List.of()));
    }
}
