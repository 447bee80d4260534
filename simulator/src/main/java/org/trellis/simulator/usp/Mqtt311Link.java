package org.trellis.simulator.usp;

import java.io.IOException;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** MQTT 3.1.1: reply topic as the end of the topic name (TR-369 R-MQTT.24). */
public final class Mqtt311Link implements AgentLink {

    private static final long TIMEOUT_MILLIS = 10_000;

    private static final String REPLY_TO = "/reply-to=";

    private final String user;
    private final String password;
    private final String ownTopic;
    private final String controllerTopic;
    private final String broker;
    private final String endpointId;
    private Optional<MqttAsyncClient> client = Optional.empty();

    public Mqtt311Link(
            String broker,
            String user,
            String password,
            String endpointId,
            String controllerTopic) {
        this.user = user;
        this.password = password;
        this.ownTopic = "usp/v1/agent/" + endpointId;
        this.controllerTopic = controllerTopic;
        this.broker = broker;
        this.endpointId = endpointId;
    }

    @Override
    public synchronized void open(BiConsumer<byte[], String> onRecord, Runnable onLost)
            throws IOException {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        options.setSocketFactory(new PromptSockets());
        options.setUserName(user);
        options.setPassword(password.toCharArray());
        options.setCleanSession(true);
        try {
            MqttAsyncClient fresh =
                    new MqttAsyncClient(broker, endpointId, new MemoryPersistence());
            client = Optional.of(fresh);
            fresh.setCallback(new Callback(onRecord, onLost));
            fresh.connect(options).waitForCompletion(TIMEOUT_MILLIS);
            fresh.subscribe(new String[] {ownTopic, ownTopic + "/#"}, new int[] {1, 1})
                    .waitForCompletion(TIMEOUT_MILLIS);
        } catch (MqttException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public String subscribedTopic() {
        return ownTopic;
    }

    @Override
    public boolean mqtt5() {
        return false;
    }

    @Override
    public synchronized void send(byte[] record, String replyTo) throws IOException {
        MqttAsyncClient open = client.orElseThrow(() -> new IOException("not connected"));
        MqttMessage message = new MqttMessage(record);
        message.setQos(1);
        try {
            open.publish(
                    (replyTo.isEmpty() ? controllerTopic : replyTo)
                            + REPLY_TO
                            + ownTopic.replace("/", "%2F"),
                    message);
        } catch (MqttException e) {
            throw new IOException(e);
        }
    }

    @Override
    public synchronized void close() {
        client.ifPresent(Mqtt311Link::end);
        client = Optional.empty();
    }

    private static void end(MqttAsyncClient client) {
        try {
            client.setCallback(new Callback((record, replyTo) -> {}, () -> {}));
            if (client.isConnected()) {
                client.disconnect().waitForCompletion(2000);
            }
            client.close(true);
        } catch (MqttException alreadyGone) {
            // Nothing is left to be done with it.
        }
    }

    private record Callback(BiConsumer<byte[], String> onRecord, Runnable onLost)
            implements MqttCallback {
        @Override
        public void connectionLost(Throwable cause) {
            onLost.run();
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            int marker = topic.lastIndexOf(REPLY_TO);
            String replyTo =
                    marker < 0
                            ? ""
                            : topic.substring(marker + REPLY_TO.length()).replace("%2F", "/");
            onRecord.accept(message.getPayload(), replyTo);
        }

        @Override
        public void deliveryComplete(IMqttDeliveryToken token) {
            // Records are repeated by USP, not by us.
        }
    }
}
