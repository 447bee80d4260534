package org.trellis.controller.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trellis.simulator.SimulatedDevices;
import org.trellis.simulator.http.WireClient;
import org.trellis.simulator.usp.WebSocketLink;
import tools.jackson.databind.JsonNode;

/** Devices with the names and spellings of the field, from their first Inform to their views. */
class FieldDevicesIT {

    private static final String WIMAX = "0014A5-BM632w-F1";
    private static final String PRPL = "0014A5-PRPL-F2";
    private static final String ROUTER = "0014A5-RB952Ui~2D5ac2nD-F3";
    private static final String SET_TOP_BOX = "0014A5-STB1-F4";
    private static final String EXTENDER = "0014A5-EXT1-F5";

    private static final Teardown everything = new Teardown();

    private static ApiCaller api;

    @BeforeAll
    static void start_the_controller_and_switch_the_devices_on() throws Exception {
        RunningNode node = everything.add(RunningNode.start(Map.of()));
        api = node.api();
        Optional<WireClient.Login> login =
                Optional.of(new WireClient.Login("trellis", node.enrollmentKey()));
        URI acs = node.acs();
        everything.add(SimulatedDevices.wimaxGateway("F1", acs, login)).start(true);
        everything.add(SimulatedDevices.prplGateway("F2", acs, login)).start(true);
        everything.add(SimulatedDevices.router("F3", acs, login)).start(true);
        everything.add(SimulatedDevices.setTopBox("F4", acs, login)).start(true);
        everything
                .add(
                        SimulatedDevices.uspExtender(
                                "F5",
                                "self::trellis",
                                new WebSocketLink(
                                        node.webSocket(), SimulatedDevices.endpointId("F5"))))
                .start();
    }

    @AfterAll
    static void stop() {
        everything.close();
    }

    @ParameterizedTest
    @CsvSource({
        WIMAX + ", Device.IP.Interface.101001001.",
        PRPL + ", Device.IP.Interface.2.",
        ROUTER + ", Device.IP.Interface.2.",
        SET_TOP_BOX + ", Device.IP.Interface.1."
    })
    void its_way_to_the_internet_is_found(String device, String expected) throws Exception {
        read(device, "Device.");
        JsonNode wan = view(device, "wan");
        assertThat(wan.toString()).contains(expected);
    }

    @Test
    void an_early_gateway_has_its_network_and_its_telephone_line() throws Exception {
        read(WIMAX, "Device.");
        assertThat(view(WIMAX, "wifi").toString()).contains("not found", "WPA-WPA2-Personal");
        assertThat(view(WIMAX, "voice").toString()).contains("5550100", "sip.example");
    }

    @Test
    void an_extender_tells_what_it_is_connected_to() throws Exception {
        read(EXTENDER, "Device.WiFi.");
        assertThat(view(EXTENDER, "mesh").toString()).contains("00:14:a5:00:03:00");
    }

    @Test
    void a_set_top_box_tells_what_it_plays() throws Exception {
        api.awaitDevice(SET_TOP_BOX);
        assertThat(
                        api.value(
                                SET_TOP_BOX,
                                "Device.Services.STBService.1.Components.FrontEnd.1.IP.Inbound.1.URI"))
                .isEqualTo("rtp://239.255.1.17:5004");
    }

    private static void read(String device, String path) throws Exception {
        api.awaitDevice(device);
        await("a read of " + device)
                .atMost(Duration.ofSeconds(60))
                .until(() ->
                        api.command(device, "{\"type\":\"get\",\"paths\":[\"" + path + "\"]}")
                                .path("status")
                                .asString()
                                .equals("done"));
    }

    private static JsonNode view(String device, String capability) throws Exception {
        return api.read(api.get("/api/v1/devices/" + device + "/capabilities/" + capability));
    }
}
