package org.trellis.controller.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.jspecify.annotations.Nullable;

/** An MQTT 3.1.1 client. */
final class Mqtt3 implements AutoCloseable {

    private static final long TIMEOUT = 5_000;
    private static final int REFUSED = 128;

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final MqttAsyncClient client;
    private volatile String lastTopic = "";

    private Mqtt3(String uri, String clientId) throws MqttException {
        client = new MqttAsyncClient(uri, clientId, new MemoryPersistence());
    }

    static Mqtt3 connect(String uri, String clientId, String user, String password)
            throws MqttException {
        Mqtt3 mqtt = new Mqtt3(uri, clientId);
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        options.setKeepAliveInterval(300);
        options.setUserName(user);
        options.setPassword(password.toCharArray());
        mqtt.client.connect(options).waitForCompletion(TIMEOUT);
        return mqtt;
    }

    int subscribe(String filter) throws MqttException {
        try {
            IMqttToken token =
                    client.subscribe(
                            filter,
                            1,
                            (topic, message) -> {
                                lastTopic = topic;
                                received.add(new String(message.getPayload(), UTF_8));
                            });
            token.waitForCompletion(TIMEOUT);
            return token.getGrantedQos()[0];
        } catch (MqttException refused) {
            if (refused.getReasonCode() == REFUSED) {
                return REFUSED;
            }
            throw refused;
        }
    }

    void publish(String topic, String text) throws MqttException {
        MqttMessage message = new MqttMessage(text.getBytes(UTF_8));
        message.setQos(1);
        client.publish(topic, message).waitForCompletion(TIMEOUT);
    }

    @Nullable String next() throws InterruptedException {
        return received.poll(3, TimeUnit.SECONDS);
    }

    String lastTopic() {
        return lastTopic;
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
}
