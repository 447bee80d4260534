package org.trellis.controller.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.trellis.simulator.SimulatedDevices;
import org.trellis.simulator.bench.ControllerProcess;
import org.trellis.simulator.cwmp.Cpe;
import org.trellis.simulator.http.WireClient;
import org.trellis.simulator.usp.Agent;
import org.trellis.simulator.usp.WebSocketLink;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The controller and the store are killed, and what was promised is kept (ADR 0007). */
class CrashIT {

    private static final String CONTROLLER = "self::trellis";
    private static final String AGENT = "0014A5-HGU-CRASH";
    private static final String CPE = "0014A5-HG181-CRASHCPE";
    private static final String SSID = "Device.WiFi.SSID.1.SSID";

    private final JsonMapper json = JsonMapper.builder().build();
    private final Teardown everything = new Teardown();
    private ControllerProcess controller;
    private Agent agent;
    private Cpe cpe;

    @BeforeEach
    void start() throws Exception {
        controller =
                everything.add(
                        ControllerProcess.start(
                                RunningNode.freeOffset(),
                                Map.of(
                                        "TRELLIS_CASSANDRA_LIB",
                                        Path.of(
                                                        "..",
                                                        "embedded-cassandra",
                                                        "target",
                                                        "cassandra",
                                                        "lib")
                                                .toAbsolutePath()
                                                .normalize()
                                                .toString(),
                                        "TRELLIS_CASSANDRA_HEAP_MIB",
                                        "512")));
        agent =
                everything.add(
                        SimulatedDevices.uspGateway(
                                "CRASH",
                                CONTROLLER,
                                new WebSocketLink(
                                        controller.webSocket(),
                                        SimulatedDevices.endpointId("CRASH"))));
        cpe =
                SimulatedDevices.tr181Gateway(
                        "CRASHCPE",
                        controller.acs(),
                        Optional.of(
                                new WireClient.Login(
                                        "trellis", controller.secret("enrollment-key"))));
        agent.start();
        cpe.boot(true);
        for (String device : List.of(AGENT, CPE)) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() ->
                            controller.get("/api/v1/devices/" + device, true).statusCode() == 200);
        }
        await("discovery")
                .atMost(Duration.ofSeconds(60))
                .until(() -> openCommands(AGENT).isEmpty());
    }

    @AfterEach
    void stop() {
        everything.close();
    }

    @Test
    void a_killed_controller_loses_no_command_and_repeats_nothing_that_may_not_be_repeated()
            throws Exception {
        agent.misbehave(Agent.AgentFault.SILENT);
        Map<String, String> accepted = new LinkedHashMap<>();
        accepted.put(
                submit(AGENT, "{\"type\":\"operate\",\"path\":\"Device.Reboot()\"}"), "operate");
        await("the operation has left")
                .atMost(Duration.ofSeconds(20))
                .until(() -> agent.operations() == 1);
        accepted.put(submit(AGENT, set("after the kill")), "set");
        accepted.put(submit(AGENT, "{\"type\":\"get\",\"paths\":[\"Device.DeviceInfo.\"]}"), "get");
        accepted.put(submit(AGENT, addMapping()), "add");
        accepted.put(submit(CPE, set("while it was off")), "set");
        accepted.put(submit(CPE, "{\"type\":\"operate\",\"path\":\"Device.Reboot()\"}"), "operate");

        controller.kill();
        agent.misbehave();
        controller.restart();
        everything.add(cpe).start(false);

        for (Map.Entry<String, String> command : accepted.entrySet()) {
            await(command.getValue() + " ends")
                    .atMost(Duration.ofSeconds(200))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> ended(status(command.getKey())));
        }
        List<String> ids = new ArrayList<>(accepted.keySet());
        assertThat(status(ids.get(0))).isEqualTo("outcome-unknown");
        assertThat(agent.operations()).as("sent once, before the kill").isEqualTo(1);
        for (String id : ids.subList(1, ids.size())) {
            assertThat(status(id)).as(accepted.get(id) + " " + command(id)).isEqualTo("done");
        }
        assertThat(agent.state().text(SSID)).isEqualTo("after the kill");
        assertThat(agent.state().text("Device.NAT.PortMappingNumberOfEntries")).isEqualTo("1");
        assertThat(cpe.state().text(SSID)).isEqualTo("while it was off");
        assertThat(cpe.reboots()).isEqualTo(1);
    }

    @Test
    void a_killed_store_loses_no_acknowledged_command_and_everything_comes_back_by_itself()
            throws Exception {
        List<String> acknowledged = new ArrayList<>();
        boolean refused = false;
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        for (int i = 0; System.nanoTime() < end; i++) {
            if (i == 20) {
                controller.killStore();
            }
            HttpResponse<String> response =
                    controller.post("/api/v1/devices/" + AGENT + "/commands", set("write " + i));
            if (response.statusCode() == 202) {
                acknowledged.add(json.readTree(response.body()).path("id").asString());
            } else {
                assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
                refused = true;
                Thread.sleep(200);
            }
        }
        assertThat(refused).as("the store was away for a while").isTrue();
        await("the store is back")
                .atMost(Duration.ofSeconds(120))
                .until(() ->
                        controller
                                        .post(
                                                "/api/v1/devices/" + AGENT + "/commands?wait=30",
                                                set("at last"))
                                        .statusCode()
                                == 200);
        for (String id : acknowledged) {
            await("command " + id).atMost(Duration.ofSeconds(60)).until(() -> ended(status(id)));
            assertThat(status(id)).as(command(id).toString()).isEqualTo("done");
        }
        assertThat(agent.state().text(SSID)).isEqualTo("at last");
    }

    @Tag("soak")
    @RepeatedTest(20)
    void keeps_its_promise_however_often_it_is_killed() throws Exception {
        a_killed_controller_loses_no_command_and_repeats_nothing_that_may_not_be_repeated();
    }

    private static String set(String value) {
        return "{\"type\":\"set\",\"values\":{\"" + SSID + "\":\"" + value + "\"}}";
    }

    private static String addMapping() {
        return "{\"type\":\"add\",\"objects\":[{\"object\":\"Device.NAT.PortMapping.\","
                + "\"values\":{\"ExternalPort\":\"8080\",\"Protocol\":\"TCP\"}}]}";
    }

    private String submit(String device, String body) throws IOException, InterruptedException {
        HttpResponse<String> response =
                controller.post("/api/v1/devices/" + device + "/commands", body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return json.readTree(response.body()).path("id").asString();
    }

    private JsonNode command(String id) throws IOException, InterruptedException {
        HttpResponse<String> response = controller.get("/api/v1/commands/" + id, true);
        return response.statusCode() == 200
                ? json.readTree(response.body())
                : json.readTree("{\"status\":\"" + response.statusCode() + "\"}");
    }

    private String status(String id) throws IOException, InterruptedException {
        return command(id).path("status").asString();
    }

    private static boolean ended(String status) {
        return switch (status) {
            case "done", "partial", "failed", "expired", "cancelled", "outcome-unknown" -> true;
            default -> false;
        };
    }

    private List<String> openCommands(String device) throws IOException, InterruptedException {
        List<String> open = new ArrayList<>();
        JsonNode page =
                json.readTree(
                        controller.get("/api/v1/devices/" + device + "/commands", true).body());
        for (JsonNode item : page.path("items")) {
            if (!ended(item.path("status").asString())) {
                open.add(item.path("id").asString());
            }
        }
        return open;
    }
}
