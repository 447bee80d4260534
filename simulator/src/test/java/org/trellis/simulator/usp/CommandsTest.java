package org.trellis.simulator.usp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trellis.protobuf.msg.GetSupportedDM;
import org.trellis.protobuf.msg.GetSupportedDMResp.SupportedObjectResult;
import org.trellis.protobuf.msg.Operate;
import org.trellis.simulator.state.DeviceState;

/** What a USP gateway can be asked to do. */
class CommandsTest {

    private static final String IMAGE = "Device.DeviceInfo.FirmwareImage.2.";

    private final DeviceState state =
            DeviceState.load("gateway-usp.tsv", Map.of("firmware", "1.0.0"));
    private final Commands commands = new Commands(state, state::set);

    @ParameterizedTest
    @CsvSource({
        "Device.IP.Diagnostics.IPPing(), Host, example.com",
        "Device.IP.Diagnostics.TraceRoute(), Host, example.com",
        "Device.IP.Diagnostics.DownloadDiagnostics(), DownloadURL, http://example.com/25M",
        "Device.DNS.Diagnostics.NSLookupDiagnostics(), HostName, example.com",
        "Device.WiFi.NeighboringWiFiDiagnostic(), Nothing, at all"
    })
    void a_diagnostic_ends_with_the_outputs_that_the_model_names(
            String command, String input, String value) {
        Operate request = operate(command, Map.of(input, value));
        assertThat(commands.refusal(request)).isEmpty();
        assertThat(commands.carryOut(request))
                .isInstanceOfSatisfying(
                        Outcome.Done.class,
                        done ->
                                assertThat(done.outputs())
                                        .containsEntry("Status", "Complete")
                                        .allSatisfy((name, _) ->
                                                assertThat(state.commands().get(command).outputs())
                                                        .contains(template(name))));
    }

    @Test
    void an_upload_is_as_long_as_it_was_asked_to_be() {
        Operate request =
                operate(
                        "Device.IP.Diagnostics.UploadDiagnostics()",
                        Map.of("UploadURL", "http://example.com/", "TestFileLength", "5000000"));
        assertThat(commands.carryOut(request))
                .isInstanceOfSatisfying(
                        Outcome.Done.class,
                        done ->
                                assertThat(done.outputs())
                                        .containsEntry("TestBytesSent", "5000000"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Device.IP.Diagnostics.IPPing()",
                "Device.DeviceInfo.FirmwareImage.2.Download()",
                "Device.DeviceInfo.VendorLogFile.1.Upload()"
            })
    void refuses_a_command_without_its_mandatory_input(String command) {
        assertThat(commands.refusal(operate(command, Map.of())))
                .hasValueSatisfying(failure -> assertThat(failure.getErrCode()).isEqualTo(7027));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Device.Fly()", "Device.DeviceInfo.FirmwareImage.7.Activate()"})
    void refuses_a_command_that_it_does_not_have(String command) {
        assertThat(commands.refusal(operate(command, Map.of())))
                .hasValueSatisfying(failure -> assertThat(failure.getErrCode()).isEqualTo(7026));
    }

    @Test
    void firmware_is_fetched_and_runs_after_the_restart() throws IOException {
        HttpServer server = server(new CopyOnWriteArrayList<>());
        try {
            Operate request =
                    operate(
                            IMAGE + "Download()",
                            Map.of("URL", url(server, "fw-2.4.1.bin"), "AutoActivate", "true"));
            Outcome outcome = commands.carryOut(request);
            assertThat(outcome).isInstanceOf(Outcome.Done.class);
            assertThat(Commands.restarts(request, outcome)).isTrue();
            assertThat(state.text("Device.DeviceInfo.SoftwareVersion")).isEqualTo("2.4.1");
            assertThat(state.text(IMAGE + "Status")).isEqualTo("Active");
            assertThat(state.text("Device.DeviceInfo.ActiveFirmwareImage"))
                    .isEqualTo("Device.DeviceInfo.FirmwareImage.2");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void firmware_that_is_not_there_changes_nothing_but_the_status() throws IOException {
        HttpServer server = server(new CopyOnWriteArrayList<>());
        try {
            Operate request =
                    operate(
                            IMAGE + "Download()",
                            Map.of("URL", url(server, "missing"), "AutoActivate", "true"));
            Outcome outcome = commands.carryOut(request);
            assertThat(outcome).isEqualTo(new Outcome.Failed(7022, "status 404"));
            assertThat(Commands.restarts(request, outcome)).isFalse();
            assertThat(Commands.transfer(request, outcome)).containsEntry("FaultCode", "7022");
            assertThat(state.text(IMAGE + "Status")).isEqualTo("DownloadFailed");
            assertThat(state.text("Device.DeviceInfo.SoftwareVersion")).isEqualTo("1.0.0");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_backup_holds_what_can_be_written() throws IOException {
        List<String> received = new CopyOnWriteArrayList<>();
        HttpServer server = server(received);
        try {
            Operate request =
                    operate(
                            "Device.DeviceInfo.VendorConfigFile.1.Backup()",
                            Map.of("URL", url(server, "backup")));
            assertThat(commands.carryOut(request)).isInstanceOf(Outcome.Done.class);
            assertThat(received)
                    .singleElement()
                    .asString()
                    .contains("Device.WiFi.SSID.1.SSID=home\n")
                    .doesNotContain("UpTime");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void the_supported_model_lists_commands_and_the_columns_of_empty_tables() {
        List<SupportedObjectResult> objects =
                SupportedModelReply.of(
                                state,
                                GetSupportedDM.newBuilder()
                                        .addObjPaths("Device.")
                                        .setReturnCommands(true)
                                        .setReturnEvents(true)
                                        .setReturnParams(true)
                                        .build())
                        .getReqObjResults(0)
                        .getSupportedObjsList();
        assertThat(objects)
                .filteredOn(o -> o.getSupportedObjPath().equals("Device.DNS.Diagnostics."))
                .singleElement()
                .satisfies(o ->
                        assertThat(o.getSupportedCommands(0).getInputArgNamesList())
                                .contains("HostName", "DNSServer"));
        assertThat(objects)
                .filteredOn(o -> o.getSupportedObjPath().equals("Device.NAT.PortMapping.{i}."))
                .singleElement()
                .satisfies(o -> assertThat(o.getSupportedParamsCount()).isEqualTo(10));
    }

    private static Operate operate(String command, Map<String, String> inputs) {
        return Operate.newBuilder().setCommand(command).putAllInputArgs(inputs).build();
    }

    private static String template(String output) {
        return output.replaceAll("\\.[0-9]+\\.", ".{i}.");
    }

    private static String url(HttpServer server, String file) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + file;
    }

    /** Has every file but the missing one, and takes what it is given. */
    private static HttpServer server(List<String> received) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    if (body.length > 0) {
                        received.add(new String(body, StandardCharsets.UTF_8));
                    }
                    boolean missing = exchange.getRequestURI().getPath().endsWith("missing");
                    exchange.sendResponseHeaders(missing ? 404 : 200, -1);
                    exchange.close();
                });
        server.start();
        return server;
    }
}
