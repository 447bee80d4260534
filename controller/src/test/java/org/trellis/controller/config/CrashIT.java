package org.trellis.controller.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import org.trellis.simulator.cwmp.Misbehaviour;
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
    private static final String SELF_TEST =
            "{\"type\":\"operate\",\"path\":\"Device.SelfTestDiagnostics()\"}";
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
        String mapping = submit(AGENT, addMapping("8080"));
        await("a row to delete").atMost(Duration.ofSeconds(60)).until(() -> ended(status(mapping)));
        agent.misbehave(Agent.AgentFault.LINGERING);
        String running = submit(AGENT, SELF_TEST);
        await("the device is at it")
                .atMost(Duration.ofSeconds(60))
                .until(() -> status(running).equals("running"));
        agent.misbehave(Agent.AgentFault.SILENT);
        String lost = submit(AGENT, SELF_TEST);
        await("the operation has left")
                .atMost(Duration.ofSeconds(60))
                .until(() -> agent.operations() == 2);
        String reboot = submit(CPE, "{\"type\":\"operate\",\"path\":\"Device.Reboot()\"}");
        cpe.misbehave(Misbehaviour.LOSE_ANSWERS);
        await("the CPE has got it")
                .atMost(Duration.ofSeconds(60))
                .until(() -> {
                    assertThatThrownBy(() -> cpe.periodic()).isInstanceOf(IOException.class);
                    return status(reboot).equals("sent");
                });
        Map<String, String> queued = new LinkedHashMap<>();
        queued.put(submit(AGENT, set("after the kill")), "set");
        queued.put(submit(AGENT, "{\"type\":\"get\",\"paths\":[\"Device.DeviceInfo.\"]}"), "get");
        queued.put(submit(AGENT, addMapping("8081")), "add");
        queued.put(
                submit(AGENT, "{\"type\":\"delete\",\"objects\":[\"Device.NAT.PortMapping.1.\"]}"),
                "delete");
        queued.put(submit(AGENT, "{\"type\":\"discover\",\"path\":\"Device.WiFi.\"}"), "discover");
        queued.put(submit(CPE, set("while it was off")), "set");

        controller.kill();
        agent.misbehave(Agent.AgentFault.LINGERING);
        cpe.misbehave();
        controller.restart();
        everything.add(cpe).start(false);

        for (Map.Entry<String, String> command : queued.entrySet()) {
            await(command.getValue() + " ends")
                    .atMost(Duration.ofSeconds(200))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> ended(status(command.getKey())));
            assertThat(status(command.getKey()))
                    .as(command.getValue() + " " + command(command.getKey()))
                    .isEqualTo("done");
        }
        await("the device's list of requests has it no more")
                .atMost(Duration.ofSeconds(200))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> ended(status(lost)));
        assertThat(status(lost)).isEqualTo("outcome-unknown");
        assertThat(agent.operations()).as("each sent once, before the kill").isEqualTo(2);
        assertThat(status(running)).as("is in that list").isEqualTo("running");
        agent.finishOperations();
        await("its end is told")
                .atMost(Duration.ofSeconds(60))
                .until(() -> status(running).equals("done"));
        await("the boot that the command caused")
                .atMost(Duration.ofSeconds(60))
                .until(() -> status(reboot).equals("done"));
        assertThat(cpe.reboots()).isEqualTo(1);
        assertThat(agent.state().text(SSID)).isEqualTo("after the kill");
        assertThat(agent.state().text("Device.NAT.PortMappingNumberOfEntries")).isEqualTo("1");
        assertThat(cpe.state().text(SSID)).isEqualTo("while it was off");
    }

    @Test
    void a_killed_store_loses_no_acknowledged_command_and_everything_comes_back_by_itself()
            throws Exception {
        List<String> acknowledged = new ArrayList<>();
        boolean refused = false;
        int asked = 0;
        int added = 0;
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        for (int i = 0; System.nanoTime() < end; i++) {
            if (i == 20) {
                controller.killStore();
            }
            boolean add = i % 4 == 3;
            HttpResponse<String> response =
                    controller.post(
                            "/api/v1/devices/" + AGENT + "/commands",
                            add ? addMapping(Integer.toString(2000 + i)) : set("write " + i));
            asked += add ? 1 : 0;
            if (response.statusCode() == 202) {
                acknowledged.add(json.readTree(response.body()).path("id").asString());
                added += add ? 1 : 0;
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
        assertThat(Integer.parseInt(agent.state().text("Device.NAT.PortMappingNumberOfEntries")))
                .as("one row for each add; a refused one may have been stored all the same")
                .isBetween(added, asked);
    }

    @Tag("soak")
    @RepeatedTest(20)
    void keeps_its_promise_however_often_it_is_killed() throws Exception {
        a_killed_controller_loses_no_command_and_repeats_nothing_that_may_not_be_repeated();
    }

    private static String set(String value) {
        return "{\"type\":\"set\",\"values\":{\"" + SSID + "\":\"" + value + "\"}}";
    }

    private static String addMapping(String port) {
        return "{\"type\":\"add\",\"objects\":[{\"object\":\"Device.NAT.PortMapping.\","
                + "\"values\":{\"ExternalPort\":\""
                + port
                + "\",\"Protocol\":\"TCP\"}}]}";
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
