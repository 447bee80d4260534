package org.trellis.mqtt;

import java.time.Duration;
import java.util.List;

/**
 * A connection to a broker that is kept up until {@link #close}. Thread-safe; {@link #start} is
 * called once.
 */
public interface MqttTransport extends AutoCloseable {

    /**
     * Begins to connect and returns at once; while the broker is away, keeps trying with backoff.
     *
     * @param subscriptions made anew on every connection
     */
    void start(List<MqttSubscription> subscriptions, MqttListener listener);

    /**
     * Publishes and waits for the broker's answer. Blocks: call it on a virtual thread, never in a
     * callback of the listener.
     */
    PublishOutcome publish(MqttPublication publication, Duration deadline)
            throws InterruptedException;

    /** Whether it is connected, with all its subscriptions granted. */
    boolean isReady();

    /** Disconnects. No callback runs after it has returned. */
    @Override
    void close();
}
