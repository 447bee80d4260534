package org.trellis.mqtt;

import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes events on one after the other, whatever thread they come from. */
final class SerialListener implements MqttListener {

    private static final Logger LOG = LoggerFactory.getLogger(SerialListener.class);

    private final MqttListener listener;
    private final ReentrantLock lock = new ReentrantLock();

    SerialListener(MqttListener listener) {
        this.listener = listener;
    }

    @Override
    public void ready() {
        serially(listener::ready);
    }

    @Override
    public void received(MqttDelivery delivery) {
        serially(() -> listener.received(delivery));
    }

    @Override
    public void lost(String why) {
        serially(() -> listener.lost(why));
    }

    /** Outermost frame of the library's callback thread: a bug there would end the connection. */
    private void serially(Runnable event) {
        lock.lock();
        try {
            event.run();
        } catch (RuntimeException bug) {
            LOG.error("MQTT listener failed", bug);
        } finally {
            lock.unlock();
        }
    }
}
