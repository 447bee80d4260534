package org.trellis.simulator.iot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A pretended Zigbee2MQTT 2.x bridge with a temperature sensor and a plug: announces {@code
 * bridge/devices}, publishes states, and switches the plug on {@code <name>/set}.
 */
public final class Zigbee2MqttBridge implements AutoCloseable {

    public static final String SENSOR = "0x00158d0001a2b3c4";
    public static final String PLUG = "0x00124b00aabb0001";

    private static final Logger log = LoggerFactory.getLogger(Zigbee2MqttBridge.class);
    private static final long TIMEOUT_MILLIS = 10_000;
    private static final String DEVICES =
            """
            [{"ieee_address":"0x00124b0000000000","type":"Coordinator","friendly_name":"Coordinator",
              "supported":true,"interview_state":"SUCCESSFUL"},
             {"ieee_address":"0x00158d0001a2b3c4","type":"EndDevice","friendly_name":"kitchen/climate",
              "supported":true,"interview_state":"SUCCESSFUL","power_source":"Battery",
              "software_build_id":"3000-0001","manufacturer":"Acme","model_id":"TH-1",
              "definition":{"source":"native","vendor":"Acme","model":"TH-1","description":"Climate",
               "exposes":[
                {"type":"numeric","name":"temperature","property":"temperature","unit":"°C","access":1},
                {"type":"numeric","name":"humidity","property":"humidity","unit":"%","access":1},
                {"type":"numeric","name":"battery","property":"battery","unit":"%","access":1,
                 "category":"diagnostic"}]}},
             {"ieee_address":"0x00124b00aabb0001","type":"Router","friendly_name":"kitchen/plug",
              "supported":true,"interview_state":"SUCCESSFUL","power_source":"Mains (single phase)",
              "manufacturer":"Acme","model_id":"P1",
              "definition":{"source":"native","vendor":"Acme","model":"P1","description":"Plug",
               "exposes":[
                {"type":"switch","features":[{"type":"binary","name":"state","property":"state",
                 "access":7,"value_on":"ON","value_off":"OFF","value_toggle":"TOGGLE"}]},
                {"type":"numeric","name":"power","property":"power","unit":"W","access":5},
                {"type":"numeric","name":"energy","property":"energy","unit":"kWh","access":1}]}}]
            """;

    private final String base;
    private final String user;
    private final String password;
    private final MqttAsyncClient client;
    private final JsonMapper json = JsonMapper.builder().build();
    private final Map<String, Map<String, Object>> states = new ConcurrentHashMap<>();
    private final ExecutorService publisher =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("z2m-", 0).factory());

    /**
     * @param broker {@code tcp://host:port}
     * @param bridge the name of the bridge: user name and first part of its topics
     * @param baseTopic {@code zigbee2mqtt} by default
     */
    public Zigbee2MqttBridge(String broker, String bridge, String password, String baseTopic) {
        this.base = "iot/" + bridge + "/" + baseTopic + "/";
        this.user = bridge;
        this.password = password;
        try {
            this.client = new MqttAsyncClient(broker, "z2m-" + bridge, new MemoryPersistence());
        } catch (MqttException e) {
            throw new IllegalArgumentException(e);
        }
        states.put("kitchen/climate", climate(21.5));
        states.put("kitchen/plug", plug("OFF"));
    }

    private static Map<String, Object> climate(double temperature) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("temperature", temperature);
        state.put("humidity", 47.2);
        state.put("battery", 93);
        state.put("linkquality", 120);
        state.put("last_seen", Instant.now().toString());
        return state;
    }

    private static Map<String, Object> plug(String position) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("state", position);
        state.put("power", position.equals("ON") ? 42 : 0);
        state.put("energy", 12.34);
        state.put("linkquality", 98);
        return state;
    }

    /** Whether the plug is on. */
    public boolean plugIsOn() {
        return "ON".equals(states.getOrDefault("kitchen/plug", Map.of()).get("state"));
    }

    /**
     * Connects and announces.
     *
     * @throws IOException if the broker refuses
     */
    public void start() throws IOException {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName(user);
        options.setPassword(password.getBytes(StandardCharsets.UTF_8));
        options.setCleanStart(true);
        options.setAutomaticReconnect(false);
        MqttMessage will = new MqttMessage(utf8("{\"state\":\"offline\"}"), 1, true, null);
        options.setWill(base + "bridge/state", will);
        client.setCallback(new Callback());
        try {
            client.connect(options).waitForCompletion(TIMEOUT_MILLIS);
            client.subscribe(base + "#", 1).waitForCompletion(TIMEOUT_MILLIS);
        } catch (MqttException e) {
            throw new IOException(e.getMessage(), e);
        }
        publish("bridge/state", "{\"state\":\"online\"}", true);
        publish("bridge/devices", DEVICES, true);
        for (String name : List.of("kitchen/climate", "kitchen/plug")) {
            publish(name + "/availability", "{\"state\":\"online\"}", true);
            publishState(name);
        }
    }

    /** The sensor measures something else. */
    public void measure(double temperature) throws IOException {
        states.put("kitchen/climate", climate(temperature));
        publishState("kitchen/climate");
    }

    private void publishState(String name) throws IOException {
        publish(name, json.writeValueAsString(states.get(name)), false);
    }

    private void publish(String topic, String payload, boolean retained) throws IOException {
        try {
            client.publish(base + topic, new MqttMessage(utf8(payload), 1, retained, null));
        } catch (MqttException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void arrived(String topic, byte[] payload) {
        String name = topic.substring(base.length());
        try {
            if (name.equals("kitchen/plug/set")) {
                JsonNode wanted = json.readTree(payload).path("state");
                String now = plugIsOn() ? "ON" : "OFF";
                String next =
                        switch (wanted.asString("")) {
                            case "ON", "OFF" -> wanted.asString("");
                            case "TOGGLE" -> now.equals("ON") ? "OFF" : "ON";
                            default -> now;
                        };
                states.put("kitchen/plug", plug(next));
                publishState("kitchen/plug");
            } else if (name.equals("kitchen/plug/get")) {
                publishState("kitchen/plug");
            }
        } catch (IOException | tools.jackson.core.JacksonException e) {
            log.debug("{}: {}", name, e.getMessage());
        }
    }

    @Override
    public void close() {
        publisher.shutdownNow();
        try {
            if (client.isConnected()) {
                client.disconnect().waitForCompletion(2000);
            }
            client.close(true);
        } catch (MqttException alreadyGone) {
            // Nothing is left to be done with it.
        }
    }

    /** Paho's callback thread must not block: the work is handed over. */
    private final class Callback implements MqttCallback {
        @Override
        public void messageArrived(String topic, MqttMessage message) {
            if (!message.isRetained() && topic.startsWith(base)) {
                publisher.execute(() -> arrived(topic, message.getPayload()));
            }
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {
            log.debug("{}: disconnected", user);
        }

        @Override
        public void mqttErrorOccurred(MqttException exception) {
            log.debug("{}: {}", user, exception.getMessage());
        }

        @Override
        public void deliveryComplete(IMqttToken token) {
            // Nothing waits for it.
        }

        @Override
        public void connectComplete(boolean reconnect, String serverURI) {
            // Subscribing here deadlocks Paho.
        }

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {
            // No extended authentication.
        }
    }
}
