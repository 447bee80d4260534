package org.trellis.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trellis.simulator.cwmp.Cpe;
import org.trellis.simulator.http.WireClient;
import org.trellis.simulator.iot.Zigbee2MqttBridge;
import org.trellis.simulator.usp.Agent;
import org.trellis.simulator.usp.Mqtt311Link;
import org.trellis.simulator.usp.Mqtt5Link;
import org.trellis.simulator.usp.WebSocketLink;
import tools.jackson.databind.json.JsonMapper;

/**
 * The fleet of {@code ./trellis demo}: twelve devices of all kinds against a controller on this
 * machine. Reads the home folder's secrets as an operator would, and ends with its process.
 */
public final class DemoFleet {

    private static final Logger log = LoggerFactory.getLogger(DemoFleet.class);
    private static final String CONTROLLER = "self::trellis";

    private final List<AutoCloseable> devices = new ArrayList<>();
    private final int offset;
    private final String key;
    private final String token;

    private DemoFleet(Path home, int offset) throws IOException {
        this.offset = offset;
        this.key = secret(home, "enrollment-key");
        this.token = secret(home, "admin-token");
    }

    private static String secret(Path home, String name) throws IOException {
        return Files.readString(home.resolve("secrets").resolve(name), StandardCharsets.UTF_8)
                .trim();
    }

    /**
     * Variables: {@code TRELLIS_HOME}, {@code TRELLIS_PORT_OFFSET}, {@code TRELLIS_BIND}, {@code
     * TRELLIS_API_BIND}. No arguments.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path home = Path.of(System.getenv().getOrDefault("TRELLIS_HOME", ".trellis"));
        int offset = Integer.parseInt(System.getenv().getOrDefault("TRELLIS_PORT_OFFSET", "0"));
        DemoFleet fleet = new DemoFleet(home, offset);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> {
                            fleet.close();
                            stopped.countDown();
                        }));
        fleet.start();
        log.info("The demo fleet is on: {} devices", fleet.devices.size() + 1);
        stopped.await();
    }

    /** The host under which a service of the controller is reached from this machine. */
    private static String host(String variable) {
        String bind = System.getenv().getOrDefault(variable, "");
        return switch (bind) {
            case "", "0.0.0.0", "::" -> "127.0.0.1";
            default -> bind.contains(":") ? "[" + bind + "]" : bind;
        };
    }

    private void start() throws IOException, InterruptedException {
        Optional<WireClient.Login> login = Optional.of(new WireClient.Login("trellis", key));
        String host = host("TRELLIS_BIND");
        URI acs = URI.create("http://" + host + ":" + (7547 + offset) + "/");
        startCpe(SimulatedDevices.tr098Gateway("DEMO-098-1", acs, login));
        startCpe(SimulatedDevices.tr098Gateway("DEMO-098-2", acs, login));
        startCpe(SimulatedDevices.tr181Gateway("DEMO-181-1", acs, login));
        startCpe(SimulatedDevices.tr181Gateway("DEMO-181-2", acs, login));
        startCpe(SimulatedDevices.wimaxGateway("DEMO-WIMAX-1", acs, login));
        startCpe(SimulatedDevices.setTopBox("DEMO-STB-1", acs, login));
        String broker = "tcp://" + host + ":" + (1883 + offset);
        String topic = "usp/v1/controller/" + CONTROLLER;
        startAgent(
                SimulatedDevices.uspGateway(
                        "DEMO-USP-1",
                        CONTROLLER,
                        new Mqtt5Link(
                                broker,
                                "trellis",
                                key,
                                SimulatedDevices.endpointId("DEMO-USP-1"),
                                topic)));
        startAgent(
                SimulatedDevices.uspGateway(
                        "DEMO-USP-2",
                        CONTROLLER,
                        new Mqtt311Link(
                                broker,
                                "trellis",
                                key,
                                SimulatedDevices.endpointId("DEMO-USP-2"),
                                topic)));
        String webSocket = "ws://" + host + ":" + (8090 + offset) + "/usp/" + key;
        for (String serial : List.of("DEMO-EXT-1", "DEMO-EXT-2")) {
            startAgent(
                    SimulatedDevices.uspExtender(
                            serial,
                            CONTROLLER,
                            new WebSocketLink(webSocket, SimulatedDevices.endpointId(serial))));
        }
        startBridge(broker);
    }

    private void startCpe(Cpe cpe) {
        devices.add(cpe);
        cpe.start(true);
    }

    private void startAgent(Agent agent) {
        devices.add(agent);
        agent.start();
    }

    private void startBridge(String broker) throws IOException, InterruptedException {
        Zigbee2MqttBridge bridge =
                new Zigbee2MqttBridge(broker, "demo", bridgePassword("demo"), "zigbee2mqtt");
        devices.add(bridge);
        bridge.start();
        Thread.ofVirtual()
                .name("demo-weather")
                .start(() -> {
                    try {
                        while (true) {
                            Thread.sleep(Duration.ofSeconds(20));
                            double change = ThreadLocalRandom.current().nextInt(-10, 11);
                            bridge.measure(21.5 + change / 10);
                        }
                    } catch (InterruptedException | IOException ended) {
                        log.debug("weather ended: {}", ended.getMessage());
                    }
                });
    }

    /** Asks the controller for a bridge credential, as an operator would. */
    private String bridgePassword(String bridge) throws IOException, InterruptedException {
        JsonMapper json = JsonMapper.builder().build();
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://"
                                                + host("TRELLIS_API_BIND")
                                                + ":"
                                                + (8080 + offset)
                                                + "/api/v1/bridges"))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .timeout(Duration.ofSeconds(20))
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"bridge\":\"" + bridge + "\"}"))
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IOException("no bridge credential: " + response.statusCode());
            }
            return json.readTree(response.body()).path("secret").asString();
        }
    }

    private void close() {
        for (AutoCloseable device : devices) {
            try {
                device.close();
            } catch (Exception e) {
                log.warn("closing a device failed", e);
            }
        }
    }
}
