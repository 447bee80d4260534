package org.trellis.iot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.trellis.mqtt.MqttDelivery;
import org.trellis.mqtt.MqttListener;
import org.trellis.mqtt.MqttPublication;
import org.trellis.mqtt.MqttSubscription;
import org.trellis.mqtt.MqttTransport;
import org.trellis.mqtt.PublishOutcome;

/** A broker with one Zigbee2MQTT bridge behind it, as a script. */
final class FakeTransport implements MqttTransport {

    final List<String> published = new CopyOnWriteArrayList<>();
    final List<String> acknowledged = new CopyOnWriteArrayList<>();

    /** What the bridge answers to a publication: a state message on the thing's own topic. */
    final Map<String, Function<String, Optional<String>>> answers = new ConcurrentHashMap<>();

    volatile PublishOutcome outcome = new PublishOutcome.Accepted();
    volatile MqttListener listener;
    volatile List<MqttSubscription> subscriptions = List.of();

    @Override
    public void start(List<MqttSubscription> to, MqttListener from) {
        subscriptions = to;
        listener = from;
        from.ready();
    }

    void says(String topic, String payload) {
        says(topic, payload.getBytes(UTF_8));
    }

    void says(String topic, byte[] payload) {
        listener.received(
                new MqttDelivery(
                        topic,
                        payload,
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        () -> acknowledged.add(topic)));
    }

    @Override
    public PublishOutcome publish(MqttPublication publication, Duration deadline) {
        String payload = new String(publication.payload(), UTF_8);
        published.add(publication.topic() + " " + payload);
        int slash = publication.topic().lastIndexOf('/');
        String name = publication.topic().substring(0, slash);
        Optional.ofNullable(answers.get(publication.topic()))
                .flatMap(f -> f.apply(payload))
                .ifPresent(state -> says(name, state));
        return outcome;
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void close() {}
}
