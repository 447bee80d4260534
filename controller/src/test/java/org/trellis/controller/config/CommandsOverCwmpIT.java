package org.trellis.controller.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trellis.simulator.SimulatedDevices;
import org.trellis.simulator.http.WireClient;
import tools.jackson.databind.JsonNode;

/**
 * Commands of the canonical model on gateways of either root that speak CWMP: tests of the line and
 * transfers of files, from the API call to the end that the device tells.
 */
class CommandsOverCwmpIT {

    private static final String TR098 = "0014A5-HG98-C098";
    private static final String TR181 = "0014A5-HG181-C181";
    private static final String PING =
            "\"ProtocolVersion\":\"Any\",\"NumberOfRepetitions\":\"4\",\"Timeout\":\"1000\","
                    + "\"DataBlockSize\":\"56\"";

    private static final Teardown everything = new Teardown();

    private static ApiCaller api;
    private static FileShelf files;

    @BeforeAll
    static void start_the_controller_and_switch_the_devices_on() throws Exception {
        files = everything.add(new FileShelf());
        files.put("/image", "a firmware");
        files.put("/module", "a module");
        RunningNode node = everything.add(RunningNode.start(Map.of()));
        api = node.api();
        Optional<WireClient.Login> login =
                Optional.of(new WireClient.Login("trellis", node.enrollmentKey()));
        everything.add(SimulatedDevices.tr098Gateway("C098", node.acs(), login)).start(true);
        everything.add(SimulatedDevices.tr181Gateway("C181", node.acs(), login)).start(true);
        for (String device : List.of(TR098, TR181)) {
            api.awaitDevice(device);
        }
    }

    @AfterAll
    static void stop() {
        everything.close();
    }

    private static String operate(String command, String input) {
        return "{\"type\":\"operate\",\"path\":\"" + command + "\",\"input\":{" + input + "}}";
    }

    private static JsonNode output(String device, String command, String input) throws Exception {
        return api.done(device, operate(command, input)).path("result").path("output");
    }

    @ParameterizedTest
    @ValueSource(strings = {TR098, TR181})
    void a_ping_is_done_with_its_counts(String device) throws Exception {
        JsonNode output =
                output(
                        device,
                        "Device.IP.Diagnostics.IPPing()",
                        "\"Host\":\"198.51.100.7\"," + PING);
        assertThat(output.path("Status").asString()).isEqualTo("Complete");
        assertThat(output.path("SuccessCount").asString()).isEqualTo("4");
        assertThat(output.path("AverageResponseTime").asString()).isEqualTo("12");
        assertThat(output.has("Host")).isFalse();
        assertThat(api.eventTypes(device)).contains("operation.complete");
    }

    @ParameterizedTest
    @ValueSource(strings = {TR098, TR181})
    void a_ping_to_nowhere_fails_with_the_state_of_the_device(String device) throws Exception {
        JsonNode command =
                api.command(
                        device,
                        operate(
                                "Device.IP.Diagnostics.IPPing()",
                                "\"Host\":\"nowhere.invalid\"," + PING));
        assertThat(command.path("status").asString()).isEqualTo("failed");
        assertThat(command.path("errors").path(0).path("sourceCode").asString())
                .isEqualTo("Error_CannotResolveHostName");
    }

    @ParameterizedTest
    @ValueSource(strings = {TR098, TR181})
    void a_traceroute_is_done_with_its_hops(String device) throws Exception {
        JsonNode output =
                output(
                        device,
                        "Device.IP.Diagnostics.TraceRoute()",
                        "\"Host\":\"example.com\",\"ProtocolVersion\":\"IPv4\"");
        assertThat(output.path("RouteHops.1.Host").asString()).isEqualTo("hop1");
        assertThat(output.path("RouteHops.3.Host").asString()).isEqualTo("example.com");
        assertThat(output.path("RouteHops.3.RTTimes").asString()).isEqualTo("15,16");
    }

    @ParameterizedTest
    @ValueSource(strings = {TR098, TR181})
    void a_speed_test_is_complete_whatever_the_root_calls_it(String device) throws Exception {
        JsonNode output =
                output(
                        device,
                        "Device.IP.Diagnostics.DownloadDiagnostics()",
                        "\"DownloadURL\":\"http://files.example/1mb\"");
        assertThat(output.path("Status").asString()).isEqualTo("Complete");
        assertThat(output.path("TestBytesReceived").asString()).isEqualTo("1000000");
    }

    @Test
    void neighbours_are_found_over_tr181_and_refused_over_tr098() throws Exception {
        String scan = "Device.WiFi.NeighboringWiFiDiagnostic()";
        assertThat(output(TR181, scan, "").path("Result.2.BSSID").asString())
                .isEqualTo("02:00:00:00:01:02");
        HttpResponse<String> refused =
                api.post("/api/v1/devices/" + TR098 + "/commands", operate(scan, ""));
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
        assertThat(refused.body()).contains("no counterpart in TR-098");
    }

    @Test
    void what_a_command_needs_is_said_before_it_is_queued() throws Exception {
        HttpResponse<String> refused =
                api.post(
                        "/api/v1/devices/" + TR181 + "/commands",
                        operate("Device.IP.Diagnostics.IPPing()", "\"Timeout\":\"soon\""));
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
        assertThat(refused.body())
                .contains("IPPing().Input.Timeout", "IPPing().Input.ProtocolVersion");
    }

    @ParameterizedTest
    @ValueSource(strings = {TR098, TR181})
    void a_new_firmware_is_fetched_and_runs(String device) throws Exception {
        String version = "Device.DeviceInfo.SoftwareVersion";
        String before = api.value(device, version);
        output(
                device,
                "Device.DeviceInfo.FirmwareImage.1.Download()",
                "\"URL\":\"" + files.url("") + "/image\",\"AutoActivate\":\"true\"");
        assertThat(api.value(device, version)).isNotEqualTo(before);
        assertThat(api.eventTypes(device)).contains("transfer.complete");
    }

    @ParameterizedTest
    @ValueSource(strings = {TR098, TR181})
    void a_download_that_fails_says_why(String device) throws Exception {
        JsonNode command =
                api.command(
                        device,
                        operate(
                                "Device.DeviceInfo.VendorConfigFile.1.Restore()",
                                "\"URL\":\"" + files.url("") + "/missing\""));
        assertThat(command.path("status").asString()).isEqualTo("failed");
        assertThat(command.path("errors").path(0).path("code").asString())
                .isEqualTo("transfer-failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {TR098, TR181})
    void configuration_and_log_are_sent(String device) throws Exception {
        output(
                device,
                "Device.DeviceInfo.VendorConfigFile.1.Backup()",
                "\"URL\":\"" + files.url("") + "/" + device + ".cfg\"");
        output(
                device,
                "Device.DeviceInfo.VendorLogFile.1.Upload()",
                "\"URL\":\""
                        + files.url("")
                        + "/"
                        + device
                        + ".log\",\"Username\":\"me\",\"Password\":\"x\"");
        String serial = device.substring(device.lastIndexOf('-') + 1);
        assertThat(files.file("/" + device + ".cfg")).contains("configuration of " + serial + "\n");
        assertThat(files.file("/" + device + ".log")).contains("log of " + serial + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {TR098, TR181})
    void a_software_module_is_installed_updated_and_removed(String device) throws Exception {
        String units = "Device.SoftwareModules.DeploymentUnit.";
        JsonNode installed =
                output(
                        device,
                        "Device.SoftwareModules.InstallDU()",
                        "\"URL\":\""
                                + files.url("")
                                + "/module\",\"ExecutionEnvRef\":\"Device.SoftwareModules.ExecEnv.1\"");
        String uuid = installed.path("UUID").asString();
        assertThat(api.value(device, units + "1.UUID")).isEqualTo(uuid);
        assertThat(api.value(device, units + "1.ExecutionEnvRef"))
                .isEqualTo("Device.SoftwareModules.ExecEnv.1");

        output(device, units + "1.Update()", "");
        assertThat(api.value(device, units + "1.Version")).isEqualTo("1.1");

        output(device, units + "1.Uninstall()", "");
        assertThat(api.eventTypes(device)).contains("device.event");
        JsonNode again = api.command(device, operate(units + "1.Uninstall()", ""));
        assertThat(again.path("status").asString()).isEqualTo("failed");
    }

    @Test
    void a_module_that_is_not_where_it_is_said_to_be_fails_with_the_fault_of_the_device()
            throws Exception {
        JsonNode command =
                api.command(
                        TR181,
                        operate(
                                "Device.SoftwareModules.InstallDU()",
                                "\"URL\":\"" + files.url("") + "/missing\""));
        assertThat(command.path("status").asString()).isEqualTo("failed");
        assertThat(command.path("errors").path(0).path("sourceCode").asString()).isEqualTo("9016");
    }
}
