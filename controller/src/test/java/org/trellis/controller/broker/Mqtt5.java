package org.trellis.controller.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.jspecify.annotations.Nullable;

/** An MQTT 5 client that tells reason codes and remembers what it got. */
final class Mqtt5 implements AutoCloseable, MqttCallback {

    private static final long TIMEOUT = 5_000;

    final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final MqttAsyncClient client;

    private Mqtt5(String uri, String clientId) throws MqttException {
        client = new MqttAsyncClient(uri, clientId, new MemoryPersistence());
        client.setCallback(this);
    }

    /** Connects; the reason code is in the exception if it is refused. */
    static Mqtt5 connect(String uri, String clientId, String user, String password)
            throws MqttException {
        return connect(uri, clientId, user, password, null);
    }

    static Mqtt5 connect(
            String uri, String clientId, String user, String password, @Nullable String endpointId)
            throws MqttException {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setAutomaticReconnect(false);
        options.setUserName(user);
        options.setPassword(password.getBytes(UTF_8));
        if (endpointId != null) {
            options.setUserProperties(List.of(new UserProperty("usp-endpoint-id", endpointId)));
        }
        return connect(uri, clientId, options);
    }

    static Mqtt5 connect(String uri, String clientId, MqttConnectionOptions options)
            throws MqttException {
        Mqtt5 mqtt = new Mqtt5(uri, clientId);
        mqtt.client.connect(options).waitForCompletion(TIMEOUT);
        return mqtt;
    }

    int subscribe(String filter) throws MqttException {
        IMqttToken token = client.subscribe(filter, 1);
        token.waitForCompletion(TIMEOUT);
        return token.getReasonCodes()[0];
    }

    int publish(String topic, String text, @Nullable String responseTopic) throws MqttException {
        return publish(topic, text.getBytes(UTF_8), responseTopic, false);
    }

    int publish(String topic, byte[] payload, @Nullable String responseTopic, boolean retained)
            throws MqttException {
        MqttMessage message = new MqttMessage(payload, 1, retained, new MqttProperties());
        if (responseTopic != null) {
            message.getProperties().setResponseTopic(responseTopic);
        }
        IMqttToken token = client.publish(topic, message);
        token.waitForCompletion(TIMEOUT);
        int[] codes = token.getReasonCodes();
        return codes == null || codes.length == 0 ? 0 : codes[0];
    }

    @Nullable String next() throws InterruptedException {
        return received.poll(3, TimeUnit.SECONDS);
    }

    boolean hears(String text) throws InterruptedException {
        for (String got = next(); got != null; got = next()) {
            if (got.equals(text)) {
                return true;
            }
        }
        return false;
    }

    boolean isConnected() {
        return client.isConnected();
    }

    @Override
    public void close() throws MqttException {
        if (client.isConnected()) {
            client.disconnect().waitForCompletion(TIMEOUT);
        }
        client.close(true);
    }

    /** Breaks the connection without a DISCONNECT. */
    void kill() throws MqttException {
        client.disconnectForcibly(0, 1, false);
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        received.add(new String(message.getPayload(), UTF_8));
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {}

    @Override
    public void mqttErrorOccurred(MqttException exception) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
}
