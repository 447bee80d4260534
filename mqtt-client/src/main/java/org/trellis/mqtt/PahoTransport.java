package org.trellis.mqtt;

import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link MqttTransport} over Paho.
 *
 * <p>Paho's own reconnect keeps its state in static fields, so one virtual thread here makes a
 * fresh {@link PahoConnection} each time, with jittered exponential backoff. Paho throws when the
 * broker's receive maximum is reached, so a semaphore below it makes publishers wait.
 */
public final class PahoTransport implements MqttTransport {

    private static final Logger LOG = LoggerFactory.getLogger(PahoTransport.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration CHECK = Duration.ofSeconds(2);
    private static final IntervalFunction PAUSES =
            IntervalFunction.ofExponentialRandomBackoff(FIRST_PAUSE, 2.0, 0.5, LONGEST_PAUSE);

    private final MqttSettings settings;
    private final Semaphore inFlight;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable PahoConnection current;
    private @Nullable Thread keeper;
    private boolean closed;

    public PahoTransport(MqttSettings settings) {
        this.settings = Objects.requireNonNull(settings);
        this.inFlight = new Semaphore(settings.maxInFlight());
    }

    @Override
    public void start(List<MqttSubscription> subscriptions, MqttListener listener) {
        List<MqttSubscription> wanted = List.copyOf(subscriptions);
        lock.lock();
        try {
            if (keeper != null || closed) {
                throw new IllegalStateException("started twice");
            }
            keeper =
                    Thread.ofVirtual()
                            .name("mqtt-" + settings.clientId())
                            .start(() -> keepUp(wanted, new SerialListener(listener)));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public PublishOutcome publish(MqttPublication publication, Duration deadline)
            throws InterruptedException {
        long until = System.nanoTime() + deadline.toNanos();
        PahoConnection connection = current();
        if (connection == null) {
            return new PublishOutcome.NotSent("not connected to the broker");
        }
        if (!inFlight.tryAcquire(deadline.toNanos(), TimeUnit.NANOSECONDS)) {
            return new PublishOutcome.NotSent("the broker takes no more messages now");
        }
        try {
            return connection.publish(
                    publication, Duration.ofNanos(Math.max(1, until - System.nanoTime())));
        } finally {
            inFlight.release();
        }
    }

    @Override
    public boolean isReady() {
        return current() != null;
    }

    @Override
    public void close() {
        Thread thread;
        lock.lock();
        try {
            closed = true;
            thread = keeper;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (thread != null) {
            thread.interrupt();
            try {
                thread.join(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private @Nullable PahoConnection current() {
        lock.lock();
        try {
            return current;
        } finally {
            lock.unlock();
        }
    }

    private void keepUp(List<MqttSubscription> subscriptions, SerialListener listener) {
        int failures = 0;
        try {
            while (!isClosed()) {
                PahoConnection connection = null;
                try {
                    connection = new PahoConnection(settings, listener, this::wakeUp);
                    connection.open(subscriptions);
                    failures = 0;
                    LOG.info("MQTT connected: {}", settings);
                    use(connection, listener);
                } catch (MqttException e) {
                    failures++;
                    LOG.warn("MQTT connection failed: {} ({})", settings, describe(e));
                } finally {
                    if (connection != null) {
                        connection.close();
                    }
                }
                if (!isClosed()) {
                    Thread.sleep(PAUSES.apply(Math.clamp(failures, 1, 20)));
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until the connection is lost, or a message has waited too long for its acknowledgement. */
    private void use(PahoConnection connection, SerialListener listener)
            throws InterruptedException {
        lock.lock();
        try {
            current = connection;
        } finally {
            lock.unlock();
        }
        listener.ready();
        String why = "closed";
        lock.lockInterruptibly();
        try {
            while (!closed && connection.isUp()) {
                if (connection.hasUnacknowledgedFor(settings.redeliverAfter())) {
                    why = "a message was not acknowledged in time";
                    break;
                }
                changed.await(CHECK.toMillis(), TimeUnit.MILLISECONDS);
            }
            if (!connection.isUp()) {
                why = connection.whyLost();
            }
        } finally {
            current = null;
            lock.unlock();
            connection.mute();
            LOG.info("MQTT connection over: {} ({})", settings, why);
            listener.lost(why);
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private void wakeUp() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static String describe(MqttException e) {
        Throwable cause = e.getCause();
        return "code " + e.getReasonCode() + (cause == null ? "" : ", " + cause.getMessage());
    }
}
