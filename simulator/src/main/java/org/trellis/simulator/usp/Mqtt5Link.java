package org.trellis.simulator.usp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
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

/** MQTT 5: reply topic in the Response Topic property (TR-369 R-MQTT.21). */
public final class Mqtt5Link implements AgentLink {

    private static final long TIMEOUT_MILLIS = 10_000;

    private final String broker;
    private final String user;
    private final String password;
    private final String endpointId;
    private final String ownTopic;
    private final String controllerTopic;
    private final Optional<SSLContext> tls;
    private Optional<MqttAsyncClient> client = Optional.empty();

    /**
     * @param broker {@code tcp://host:port}
     * @param user empty for a client whose certificate says who it is
     * @param controllerTopic where the controller listens
     */
    public Mqtt5Link(
            String broker,
            String user,
            String password,
            String endpointId,
            String controllerTopic) {
        this(broker, user, password, endpointId, controllerTopic, Optional.empty());
    }

    /** A client of {@code ssl://host:port}. */
    public Mqtt5Link(
            String broker,
            String user,
            String password,
            String endpointId,
            String controllerTopic,
            Optional<SSLContext> tls) {
        this.tls = tls;
        this.broker = broker;
        this.user = user;
        this.password = password;
        this.endpointId = endpointId;
        this.ownTopic = "usp/v1/agent/" + endpointId;
        this.controllerTopic = controllerTopic;
    }

    @Override
    public synchronized void open(BiConsumer<byte[], String> onRecord, Runnable onLost)
            throws IOException {
        MqttConnectionOptions options = new MqttConnectionOptions();
        if (!user.isEmpty()) {
            options.setUserName(user);
            options.setPassword(password.getBytes(StandardCharsets.UTF_8));
        }
        options.setSocketFactory(
                tls.<SocketFactory>map(SSLContext::getSocketFactory).orElseGet(PromptSockets::new));
        options.setCleanStart(true);
        options.setKeepAliveInterval(60);
        options.setUserProperties(List.of(new UserProperty("usp-endpoint-id", endpointId)));
        try {
            MqttAsyncClient fresh =
                    new MqttAsyncClient(broker, endpointId, new MemoryPersistence());
            client = Optional.of(fresh);
            fresh.setCallback(new Callback(onRecord, onLost));
            fresh.connect(options).waitForCompletion(TIMEOUT_MILLIS);
            IMqttToken token = fresh.subscribe(ownTopic, 1);
            token.waitForCompletion(TIMEOUT_MILLIS);
            int[] codes = token.getReasonCodes();
            if (codes != null && codes.length > 0 && codes[0] >= 0x80) {
                throw new IOException("subscription refused with " + codes[0]);
            }
        } catch (MqttException e) {
            throw new IOException(broker + ": " + e.getMessage(), e);
        }
    }

    @Override
    public String subscribedTopic() {
        return ownTopic;
    }

    @Override
    public boolean mqtt5() {
        return true;
    }

    @Override
    public synchronized void send(byte[] record, String replyTo) throws IOException {
        MqttAsyncClient open = client.orElseThrow(() -> new IOException("not connected"));
        MqttProperties properties = new MqttProperties();
        properties.setResponseTopic(ownTopic);
        properties.setContentType("usp.msg");
        MqttMessage message = new MqttMessage(record, 1, false, properties);
        try {
            open.publish(replyTo.isEmpty() ? controllerTopic : replyTo, message);
        } catch (MqttException e) {
            throw new IOException(e);
        }
    }

    @Override
    public synchronized void close() {
        client.ifPresent(Mqtt5Link::end);
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
        public void disconnected(MqttDisconnectResponse response) {
            onLost.run();
        }

        @Override
        public void mqttErrorOccurred(MqttException exception) {
            // The disconnection that follows is what counts.
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            MqttProperties properties = message.getProperties();
            String replyTo = properties == null ? "" : properties.getResponseTopic();
            onRecord.accept(message.getPayload(), replyTo == null ? "" : replyTo);
        }

        @Override
        public void deliveryComplete(IMqttToken token) {
            // Records are repeated by USP, not by us.
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
