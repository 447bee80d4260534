package org.trellis.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.SocketFactory;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection from CONNECT to its end; never reused.
 *
 * <p>Paho acknowledges when its callback returns, and tells neither a refused PUBACK nor a refused
 * SUBACK: acknowledgements are manual here, and reason codes are read.
 */
final class PahoConnection implements MqttCallback {

    private static final Logger LOG = LoggerFactory.getLogger(PahoConnection.class);
    private static final int REFUSED_FROM = 128;
    private static final int NO_MATCHING_SUBSCRIBERS = 16;
    private static final int DO_NOT_SEND_RETAINED = 2;
    private static final long ANSWER_MILLIS = 15_000;
    private static final int KEEP_ALIVE_SECONDS = 30;

    private final MqttSettings settings;
    private final MqttListener listener;
    private final Runnable wakeUp;
    private final MqttAsyncClient client;
    private final Map<Integer, Long> unacknowledged = new ConcurrentHashMap<>();
    private final AtomicBoolean up = new AtomicBoolean(true);
    private volatile boolean muted;
    private volatile String whyLost = "lost";

    PahoConnection(MqttSettings settings, MqttListener listener, Runnable wakeUp)
            throws MqttException {
        this.settings = settings;
        this.listener = listener;
        this.wakeUp = wakeUp;
        this.client =
                new MqttAsyncClient(settings.uri(), settings.clientId(), new MemoryPersistence());
        client.setManualAcks(true);
        client.setCallback(this);
    }

    /** Connects and subscribes; a subscription that is not granted fails the connection. */
    void open(List<MqttSubscription> subscriptions) throws MqttException {
        client.connect(options()).waitForCompletion(ANSWER_MILLIS);
        for (MqttSubscription wanted : subscriptions) {
            org.eclipse.paho.mqttv5.common.MqttSubscription s =
                    new org.eclipse.paho.mqttv5.common.MqttSubscription(
                            wanted.filter(), wanted.qos());
            if (!wanted.retained()) {
                s.setRetainHandling(DO_NOT_SEND_RETAINED);
            }
            IMqttToken token =
                    client.subscribe(new org.eclipse.paho.mqttv5.common.MqttSubscription[] {s});
            token.waitForCompletion(ANSWER_MILLIS);
            int code = reasonCode(token);
            if (code >= REFUSED_FROM) {
                LOG.error("MQTT subscription refused: {} code {}", wanted.filter(), code);
                throw new MqttException(code);
            }
        }
    }

    PublishOutcome publish(MqttPublication publication, Duration deadline) {
        MqttProperties properties = new MqttProperties();
        publication.responseTopic().ifPresent(properties::setResponseTopic);
        publication.contentType().ifPresent(properties::setContentType);
        MqttMessage message =
                new MqttMessage(
                        publication.payload(),
                        publication.qos(),
                        publication.retained(),
                        properties);
        IMqttToken token;
        try {
            token = client.publish(publication.topic(), message);
        } catch (MqttException e) {
            return new PublishOutcome.NotSent("code " + e.getReasonCode());
        }
        try {
            token.waitForCompletion(Math.max(1, deadline.toMillis()));
        } catch (MqttException e) {
            return e.getReasonCode() >= REFUSED_FROM && e.getReasonCode() < 256
                    ? new PublishOutcome.Refused(e.getReasonCode())
                    : new PublishOutcome.MaybeSent("code " + e.getReasonCode());
        }
        int code = reasonCode(token);
        if (code >= REFUSED_FROM) {
            return new PublishOutcome.Refused(code);
        }
        return code == NO_MATCHING_SUBSCRIBERS
                ? new PublishOutcome.NobodyListens()
                : new PublishOutcome.Accepted();
    }

    boolean isUp() {
        return up.get() && client.isConnected();
    }

    String whyLost() {
        return whyLost;
    }

    boolean hasUnacknowledgedFor(Duration duration) {
        long oldest = System.nanoTime() - duration.toNanos();
        return unacknowledged.values().stream().anyMatch(since -> since - oldest < 0);
    }

    /** From now on nothing is passed on any more. */
    void mute() {
        muted = true;
    }

    void close() {
        muted = true;
        try {
            if (client.isConnected()) {
                client.disconnect(0).waitForCompletion(1_000);
            }
        } catch (MqttException e) {
            LOG.debug("MQTT disconnect: code {}", e.getReasonCode());
        }
        try {
            client.disconnectForcibly(0, 1, false);
            client.close(true);
        } catch (MqttException e) {
            LOG.debug("MQTT close: code {}", e.getReasonCode());
        }
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        if (muted) {
            return;
        }
        int id = message.getId();
        int qos = message.getQos();
        if (qos > 0) {
            unacknowledged.put(id, System.nanoTime());
        }
        AtomicBoolean once = new AtomicBoolean(qos == 0);
        Optional<MqttProperties> properties = Optional.ofNullable(message.getProperties());
        listener.received(
                new MqttDelivery(
                        topic,
                        message.getPayload(),
                        message.isRetained(),
                        properties.map(MqttProperties::getResponseTopic),
                        properties.map(MqttProperties::getContentType),
                        () -> {
                            if (once.compareAndSet(false, true)) {
                                acknowledge(id, qos);
                            }
                        }));
    }

    private void acknowledge(int id, int qos) {
        unacknowledged.remove(id);
        if (!isUp()) {
            return;
        }
        try {
            client.messageArrivedComplete(id, qos);
        } catch (MqttException e) {
            LOG.debug("MQTT acknowledgement failed: code {}", e.getReasonCode());
        }
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        whyLost =
                response.getException() == null
                        ? "disconnected by the broker, code " + response.getReturnCode()
                        : "code " + response.getException().getReasonCode();
        up.set(false);
        wakeUp.run();
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
        LOG.debug("MQTT error: code {}", exception.getReasonCode());
    }

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}

    private MqttConnectionOptions options() {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setAutomaticReconnect(false);
        options.setCleanStart(settings.sessionExpiry().isZero());
        options.setSessionExpiryInterval(settings.sessionExpiry().toSeconds());
        options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        options.setConnectionTimeout((int) (ANSWER_MILLIS / 1_000));
        options.setReceiveMaximum(settings.receiveMaximum());
        options.setMaximumPacketSize(settings.maxPacketBytes());
        options.setRequestResponseInfo(true); // TR-369 R-MQTT.12
        options.setUserProperties(
                settings.userProperties().entrySet().stream()
                        .map(e -> new UserProperty(e.getKey(), e.getValue()))
                        .toList());
        if (!settings.user().isEmpty()) {
            options.setUserName(settings.user());
            options.setPassword(settings.password().getBytes(UTF_8));
        }
        options.setSocketFactory(
                settings.tls()
                        .<SocketFactory>map(t -> new PromptTlsSockets(t.getSocketFactory()))
                        .orElseGet(PromptSockets::new));
        return options;
    }

    private static int reasonCode(IMqttToken token) {
        int[] codes = token.getReasonCodes();
        return codes == null || codes.length == 0 ? 0 : codes[0];
    }
}
