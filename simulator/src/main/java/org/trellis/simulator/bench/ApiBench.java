package org.trellis.simulator.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.trellis.simulator.SimulatedDevices;
import org.trellis.simulator.cwmp.Cpe;
import org.trellis.simulator.http.HttpWire;
import org.trellis.simulator.http.WireClient;
import org.trellis.simulator.state.DeviceState;
import org.trellis.simulator.usp.Agent;
import org.trellis.simulator.usp.Mqtt5Link;
import org.trellis.simulator.usp.WebSocketLink;

/** From the HTTP call to the value on the device, and to the HTTP answer. */
final class ApiBench implements AutoCloseable {

    static final String CONTROLLER = "self::trellis";

    /** One operator at a time; what a set leaves to be done is done by then. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    private static final long LOOK_NANOS = 200_000;
    private static final String CPE = "0014A5-HG181-BENCH~2DCPE";
    private static final String MQTT = "0014A5-HGU-BENCH~2DMQTT";
    private static final String WEB_SOCKET = "0014A5-HGU-BENCH~2DWS";
    private static final List<String> DEVICES = List.of(CPE, MQTT, WEB_SOCKET);
    private static final String SSID = "Device.WiFi.SSID.1.SSID";

    private final ControllerProcess controller;
    private final Cpe cpe;
    private final Agent mqtt;
    private final Agent webSocket;

    ApiBench(ControllerProcess controller) {
        this.controller = controller;
        String key = controller.secret("enrollment-key");
        cpe =
                SimulatedDevices.tr181Gateway(
                        "BENCH-CPE",
                        controller.acs(),
                        Optional.of(new WireClient.Login("trellis", key)));
        mqtt =
                SimulatedDevices.uspGateway(
                        "BENCH-MQTT",
                        CONTROLLER,
                        new Mqtt5Link(
                                controller.broker(),
                                "trellis",
                                key,
                                SimulatedDevices.endpointId("BENCH-MQTT"),
                                "usp/v1/controller/" + CONTROLLER));
        webSocket =
                SimulatedDevices.uspGateway(
                        "BENCH-WS",
                        CONTROLLER,
                        new WebSocketLink(
                                controller.webSocket(), SimulatedDevices.endpointId("BENCH-WS")));
    }

    void start() throws IOException, InterruptedException {
        cpe.start(true);
        mqtt.start();
        webSocket.start();
        for (String device : DEVICES) {
            awaitDevice(device);
        }
        // Discovery runs in the background after the first contact.
        Thread.sleep(Duration.ofSeconds(5));
    }

    private void awaitDevice(String id) throws IOException, InterruptedException {
        for (int i = 0; i < 120; i++) {
            if (controller.get("/api/v1/devices/" + id, true).statusCode() == 200) {
                return;
            }
            Thread.sleep(250);
        }
        throw new IOException(id + " did not appear");
    }

    /** What a set costs; {@code applied} in microseconds beside the answer's latency. */
    record SetOutcome(Load.Outcome answer, Histogram applied) {}

    /** As many sets as come through, on all three: to warm up with. */
    Load.Outcome sets(Duration time) throws InterruptedException {
        return Load.run(
                6,
                time,
                (worker, number) ->
                        set(
                                controller.connection(worker),
                                DEVICES.get(worker % DEVICES.size()),
                                "warm-" + number));
    }

    SetOutcome setOnCpe(int count) throws InterruptedException {
        return set(CPE, cpe.state(), count);
    }

    SetOutcome setOnMqtt(int count) throws InterruptedException {
        return set(MQTT, mqtt.state(), count);
    }

    SetOutcome setOnWebSocket(int count) throws InterruptedException {
        return set(WEB_SOCKET, webSocket.state(), count);
    }

    private SetOutcome set(String device, DeviceState state, int count)
            throws InterruptedException {
        Histogram answered = new Histogram(120_000_000, 3);
        Histogram applied = new Histogram(120_000_000, 3);
        long errors = 0;
        String firstError = "";
        long begin = System.nanoTime();
        for (int i = 0; i < count; i++) {
            String value = "bench-" + i;
            long start = System.nanoTime();
            Thread watcher =
                    Thread.ofVirtual()
                            .start(() -> {
                                while (!state.text(SSID).equals(value)) {
                                    LockSupport.parkNanos(LOOK_NANOS);
                                    if (System.nanoTime() - start > 20_000_000_000L) {
                                        return;
                                    }
                                }
                                applied.recordValue((System.nanoTime() - start) / 1000);
                            });
            try {
                set(controller.connection(0), device, value);
                answered.recordValue((System.nanoTime() - start) / 1000);
            } catch (IOException e) {
                errors++;
                firstError = firstError.isEmpty() ? String.valueOf(e.getMessage()) : firstError;
            }
            watcher.join(Duration.ofSeconds(1));
            Thread.sleep(PAUSE);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        return new SetOutcome(
                new Load.Outcome(count - errors, seconds, answered, errors, firstError), applied);
    }

    private static void set(ApiConnection api, String device, String value) throws IOException {
        done(
                api.post(
                        "/api/v1/devices/" + device + "/commands?wait=20",
                        "{\"type\":\"set\",\"values\":{\"" + SSID + "\":\"" + value + "\"}}"));
    }

    private static void done(HttpWire.Reply reply) throws IOException {
        if (reply.status() != 200 || !reply.text().contains("\"done\"")) {
            throw new IOException(reply.status() + " " + reply.text());
        }
    }

    Load.Outcome uspGet(Duration time) throws InterruptedException {
        return Load.run(
                8,
                time,
                (worker, number) -> {
                    String device = worker % 2 == 0 ? MQTT : WEB_SOCKET;
                    done(
                            controller
                                    .connection(worker)
                                    .post(
                                            "/api/v1/devices/" + device + "/commands?wait=20",
                                            "{\"type\":\"get\","
                                                    + "\"paths\":[\"Device.DeviceInfo.\"]}"));
                });
    }

    @Override
    public void close() {
        cpe.close();
        mqtt.close();
        webSocket.close();
    }
}
