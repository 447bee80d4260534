package org.trellis.controller.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.trellis.simulator.cwmp.Cpe;
import org.trellis.simulator.cwmp.CpeIdentity;
import org.trellis.simulator.http.WireClient;
import org.trellis.simulator.state.DeviceState;
import tools.jackson.databind.JsonNode;

/**
 * Vendor profiles in the running controller: a gateway of a vendor, and a file put in the folder.
 */
class ProfilesIT {

    private static final String OUI = "00E0FC";
    private static final String PRODUCT_CLASS = "EG8145X6";
    private static final String DEVICE = OUI + "-" + PRODUCT_CLASS + "-HW1";
    private static final String WLAN_5 = "InternetGatewayDevice.LANDevice.1.WLANConfiguration.5.";
    private static final String BANDWIDTH = "Device.WiFi.Radio.2.OperatingChannelBandwidth";
    private static final String NAME = "Device.DeviceInfo.FriendlyName";

    private static final Teardown everything = new Teardown();

    private static RunningNode node;
    private static ApiCaller api;
    private static Cpe gateway;

    @BeforeAll
    static void start_the_controller_and_switch_the_gateway_on() throws Exception {
        node = everything.add(RunningNode.start(Map.of()));
        api = node.api();
        gateway = everything.add(huawei(node.acs()));
        gateway.start(true);
        api.awaitDevice(DEVICE);
        await("the gateway's model")
                .atMost(Duration.ofSeconds(30))
                .until(() -> validated(BANDWIDTH, "40MHz"));
    }

    private static Cpe huawei(URI acs) {
        Map<String, String> variables =
                Map.of(
                        "manufacturer", "Huawei Technologies Co., Ltd",
                        "oui", OUI,
                        "class", PRODUCT_CLASS,
                        "serial", "HW1",
                        "firmware", "V5R020C00S060");
        return new Cpe(
                new CpeIdentity(variables.get("manufacturer"), OUI, PRODUCT_CLASS, "HW1"),
                "InternetGatewayDevice.",
                DeviceState.load("huawei-eg8145x6.tsv", variables),
                "1-0",
                new WireClient(
                        acs.getHost(),
                        acs.getPort(),
                        "/",
                        30_000,
                        Optional.of(new WireClient.Login("trellis", node.enrollmentKey()))));
    }

    @AfterAll
    static void stop() {
        everything.close();
    }

    @Test
    void a_canonical_set_reaches_the_vendors_parameter() throws Exception {
        api.done(DEVICE, set(BANDWIDTH, "40MHz"));

        assertThat(gateway.state().text(WLAN_5 + "X_HW_HT20")).isEqualTo("2");
        assertThat(api.value(DEVICE, BANDWIDTH)).isEqualTo("40MHz");
    }

    @Test
    void a_value_that_the_vendor_has_no_word_for_is_refused_before_it_is_queued() throws Exception {
        JsonNode errors = errors(BANDWIDTH, "320MHz-1");

        assertThat(errors.path(0).path("path").asString()).isEqualTo(BANDWIDTH);
    }

    @Test
    void the_passphrase_goes_where_the_vendor_keeps_it() throws Exception {
        api.done(DEVICE, set("Device.WiFi.AccessPoint.5.Security.KeyPassphrase", "correct horse"));

        assertThat(gateway.state().text(WLAN_5 + "PreSharedKey.1.PreSharedKey"))
                .isEqualTo("correct horse");
    }

    @Test
    void optical_power_is_read_in_thousandths_of_a_dbm() throws Exception {
        assertThat(api.value(DEVICE, "Device.Optical.Interface.1.OpticalSignalLevel"))
                .isEqualTo("-21000");
    }

    @Test
    void a_profile_put_into_the_folder_holds_without_a_restart() throws Exception {
        assertThat(errors(NAME, "attic").path(0).path("message").asString())
                .isEqualTo("has no counterpart in TR-098");

        Path folder = Files.createDirectories(node.home().resolve("profiles"));
        Files.writeString(
                folder.resolve("labels.yaml"),
                """
                match: {manufacturer: Huawei*}
                switches:
                  guests: {value: [5], source: the installer's handbook}
                parameters:
                  - native: InternetGatewayDevice.DeviceInfo.X_HW_Label
                    canonical: Device.DeviceInfo.FriendlyName
                    source: the label on the box
                """);
        await("the folder to be looked at")
                .atMost(Duration.ofSeconds(30))
                .until(() -> validated(NAME, "attic"));

        api.done(DEVICE, set(NAME, "attic"));
        assertThat(gateway.state().text("InternetGatewayDevice.DeviceInfo.X_HW_Label"))
                .isEqualTo("attic");
        assertThat(api.value(DEVICE, BANDWIDTH)).isNotEmpty();
        assertThat(uses()).containsOnly("fronthaul", "guest");
    }

    private static Set<String> uses() throws Exception {
        Set<String> uses = new HashSet<>();
        api.read(api.get("/api/v1/devices/" + DEVICE + "/capabilities/wifi"))
                .path("networks")
                .forEach(network ->
                        network.path("members").forEach(m -> uses.add(m.path("use").asString())));
        return uses;
    }

    private static String set(String path, String value) {
        return "{\"type\":\"set\",\"values\":{\"" + path + "\":\"" + value + "\"}}";
    }

    private static boolean validated(String path, String value) throws Exception {
        return errors(path, value).isEmpty();
    }

    private static JsonNode errors(String path, String value) throws Exception {
        return api.read(
                        api.post(
                                "/api/v1/devices/" + DEVICE + "/commands/validate",
                                set(path, value)))
                .path("errors");
    }
}
