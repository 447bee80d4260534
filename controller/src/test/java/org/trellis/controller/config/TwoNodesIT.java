package org.trellis.controller.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trellis.simulator.SimulatedDevices;
import org.trellis.simulator.bench.ControllerProcess;
import org.trellis.simulator.usp.Agent;
import org.trellis.simulator.usp.Mqtt5Link;
import org.trellis.simulator.usp.WebSocketLink;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two controllers on one Cassandra and one external broker (architecture: growing past one). */
class TwoNodesIT {

    private static final String CONTROLLER = "self::trellis";
    private static final String SSID = "Device.WiFi.SSID.1.SSID";
    private static final String SELF_TEST =
            "{\"type\":\"operate\",\"path\":\"Device.SelfTestDiagnostics()\"}";
    private static final String KEY = "an-enrollment-key-for-both";

    private final JsonMapper json = JsonMapper.builder().build();
    private final Teardown everything = new Teardown();

    @TempDir Path directory;

    @AfterEach
    void stop() {
        everything.close();
    }

    @Test
    void a_command_crosses_nodes_and_a_dead_node_is_replaced() throws Exception {
        assumeTrue(
                Mosquitto.installed().isPresent(),
                "TwoNodesIT did not run: mosquitto is not installed");
        int firstOffset = RunningNode.freeOffset();
        int secondOffset = RunningNode.freeOffset();
        int agentPort = 1883 + secondOffset;
        int controllerPort = 1883 + firstOffset;
        everything.add(Mosquitto.start(directory, controllerPort, agentPort, KEY));
        Map<String, String> environment = new HashMap<>();
        environment.put("TRELLIS_MQTT_URL", "tcp://127.0.0.1:" + controllerPort);
        environment.put("TRELLIS_MQTT_USER", "trellis-controller");
        environment.put("TRELLIS_MQTT_PASSWORD", Mosquitto.CONTROLLER_PASSWORD);
        environment.put("TRELLIS_ENROLLMENT_KEY", KEY);
        environment.put(
                "TRELLIS_CASSANDRA_LIB",
                Path.of("..", "embedded-cassandra", "target", "cassandra", "lib")
                        .toAbsolutePath()
                        .normalize()
                        .toString());
        environment.put("TRELLIS_CASSANDRA_HEAP_MIB", "512");
        ControllerProcess first = everything.add(ControllerProcess.start(firstOffset, environment));
        ControllerProcess second = everything.add(first.startBeside(secondOffset, environment));

        Agent webSocket =
                everything.add(
                        SimulatedDevices.uspGateway(
                                "TWOWS",
                                CONTROLLER,
                                new WebSocketLink(
                                        second.webSocket(), SimulatedDevices.endpointId("TWOWS"))));
        String eid = SimulatedDevices.endpointId("TWOMQTT");
        Agent mqtt =
                everything.add(
                        SimulatedDevices.uspGateway(
                                "TWOMQTT",
                                CONTROLLER,
                                new Mqtt5Link(
                                        "tcp://127.0.0.1:" + agentPort,
                                        "trellis",
                                        KEY,
                                        eid,
                                        "usp/v1/controller/" + CONTROLLER + "/agent/" + eid)));
        webSocket.start();
        mqtt.start();
        String onWebSocket = "0014A5-HGU-TWOWS";
        String onMqtt = "0014A5-HGU-TWOMQTT";
        awaitDevice(first, onWebSocket);
        awaitDevice(first, onMqtt);

        // Accepted by the first node, delivered by the second, which has the agent.
        assertDone(first, onWebSocket, "across");
        assertThat(webSocket.state().text(SSID)).isEqualTo("across");
        assertDone(first, onMqtt, "by broker");
        assertDone(second, onMqtt, "by broker from the second");
        assertThat(mqtt.state().text(SSID)).isEqualTo("by broker from the second");

        // What it tells by the way comes to either node, and disturbs nothing.
        mqtt.misbehave(Agent.AgentFault.LINGERING);
        String running = submit(first, onMqtt, SELF_TEST);
        await("the agent is at it")
                .atMost(Duration.ofSeconds(60))
                .until(() -> status(first, running).equals("running"));
        mqtt.misbehave(Agent.AgentFault.SILENT);
        String sent = submit(second, onMqtt, SELF_TEST);
        await("it has left").atMost(Duration.ofSeconds(60)).until(() -> mqtt.operations() == 2);
        int acknowledged = mqtt.acknowledged();
        for (int i = 0; i < 10; i++) {
            mqtt.change(SSID, "told " + i);
        }
        await("notifications are taken")
                .atMost(Duration.ofSeconds(60))
                .until(() -> mqtt.acknowledged() >= acknowledged + 10);
        assertThat(status(first, sent)).isEqualTo("sent");
        assertThat(status(second, running)).isEqualTo("running");
        mqtt.finishOperations();
        for (ControllerProcess node : List.of(first, second)) {
            await("its end is known everywhere")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> status(node, running).equals("done"));
        }

        // The second node, which has the other agent, is to die with an operation out.
        webSocket.misbehave(Agent.AgentFault.SILENT);
        String out = submit(first, onWebSocket, SELF_TEST);
        await("it has left")
                .atMost(Duration.ofSeconds(60))
                .until(() -> webSocket.operations() == 1);
        String behind = submit(first, onWebSocket, set("behind it"));

        // Accepted by the second for an agent that is silent, then the second dies.
        String id =
                json.readTree(
                                second.post(
                                                "/api/v1/devices/" + onMqtt + "/commands",
                                                set("taken over"))
                                        .body())
                        .path("id")
                        .asString();
        second.kill();
        mqtt.misbehave();
        webSocket.close();
        Agent moved =
                everything.add(
                        new Agent(
                                webSocket.endpointId(),
                                CONTROLLER,
                                webSocket.state(),
                                new WebSocketLink(first.webSocket(), webSocket.endpointId())));
        moved.start();
        await("the command is taken over")
                .atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(500))
                .until(() ->
                        json.readTree(first.get("/api/v1/commands/" + id, true).body())
                                .path("status")
                                .asString()
                                .equals("done"));
        assertThat(mqtt.state().text(SSID)).isEqualTo("taken over");
        assertDone(first, onMqtt, "goes on");
        await("the set behind the operation is sent by the node that is left")
                .atMost(Duration.ofSeconds(120))
                .until(() -> status(first, behind).equals("done"));
        assertThat(moved.state().text(SSID)).isEqualTo("behind it");
        for (String operation : List.of(out, sent)) {
            await(operation.equals(out) ? "lost over WebSocket" : "lost over MQTT")
                    .atMost(Duration.ofSeconds(200))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> status(first, operation).equals("outcome-unknown"));
        }
        assertThat(moved.operations()).as("never sent again").isZero();
        assertThat(mqtt.operations()).isEqualTo(2);
    }

    private String submit(ControllerProcess node, String device, String body) throws Exception {
        HttpResponse<String> response = node.post("/api/v1/devices/" + device + "/commands", body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return json.readTree(response.body()).path("id").asString();
    }

    private String status(ControllerProcess node, String id) throws Exception {
        return json.readTree(node.get("/api/v1/commands/" + id, true).body())
                .path("status")
                .asString();
    }

    private static String set(String value) {
        return "{\"type\":\"set\",\"values\":{\"" + SSID + "\":\"" + value + "\"}}";
    }

    private void assertDone(ControllerProcess node, String device, String value) throws Exception {
        HttpResponse<String> response =
                node.post("/api/v1/devices/" + device + "/commands?wait=60", set(value));
        JsonNode command = json.readTree(response.body());
        assertThat(command.path("status").asString()).as(response.body()).isEqualTo("done");
    }

    private static void awaitDevice(ControllerProcess node, String device) {
        await(device)
                .atMost(Duration.ofSeconds(60))
                .until(() -> node.get("/api/v1/devices/" + device, true).statusCode() == 200);
    }
}
