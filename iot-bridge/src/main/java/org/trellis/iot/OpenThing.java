package org.trellis.iot;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.trellis.iot.zigbee2mqtt.Capability;
import org.trellis.iot.zigbee2mqtt.StateCodec;
import org.trellis.iot.zigbee2mqtt.ThingModel;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.Fence;
import org.trellis.southbound.SouthboundPort;

/** An admitted thing whose bridge is online: what it last said, and who waits for it to speak. */
final class OpenThing {

    private final ThingModel model;
    private final Endpoint endpoint;
    private final String topic;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition spoke = lock.newCondition();
    private final Map<String, StateCodec.Reading> last = new LinkedHashMap<>();
    private final Map<String, StateCodec.Reading> untold = new LinkedHashMap<>();

    /**
     * Held while the core is told: what is told of a thing is told in the order of its being so.
     */
    private final ReentrantLock telling = new ReentrantLock();

    private Fence fence;
    private long openedAt = System.nanoTime();
    private long messages;
    private boolean closed;

    /**
     * @param topic the one of its state
     */
    OpenThing(ThingModel model, Endpoint endpoint, Fence fence, String topic) {
        this.model = Objects.requireNonNull(model);
        this.endpoint = Objects.requireNonNull(endpoint);
        this.fence = Objects.requireNonNull(fence);
        this.topic = Objects.requireNonNull(topic);
    }

    ThingModel model() {
        return model;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    Fence fence() {
        lock.lock();
        try {
            return fence;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes the thing back: every node hears its bridge, and another one may have opened it since.
     * Called when the core sends us for commands and we get none.
     *
     * @return false if that was done a short while ago
     */
    boolean reopen(SouthboundPort port, Duration atMostEvery) {
        long now = System.nanoTime();
        lock.lock();
        try {
            if (now - openedAt < atMostEvery.toNanos()) {
                return false;
            }
            openedAt = now;
        } finally {
            lock.unlock();
        }
        Fence fresh = port.opened(endpoint);
        lock.lock();
        try {
            fence = fresh;
        } finally {
            lock.unlock();
        }
        return true;
    }

    String topic() {
        return topic;
    }

    /** Takes a state message. */
    void heard(List<StateCodec.Reading> readings) {
        lock.lock();
        try {
            for (StateCodec.Reading reading : readings) {
                String key = reading.capability().key();
                if (!reading.equals(last.put(key, reading))) {
                    untold.put(key, reading);
                }
            }
            messages++;
            spoke.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** What was heard and the core does not know yet: also what could not be stored before. */
    List<StateCodec.Reading> untold() {
        lock.lock();
        try {
            return List.copyOf(untold.values());
        } finally {
            lock.unlock();
        }
    }

    /** The core knows these. */
    void told(List<StateCodec.Reading> readings) {
        lock.lock();
        try {
            readings.forEach(r -> untold.remove(r.capability().key(), r));
        } finally {
            lock.unlock();
        }
    }

    /**
     * What a whole read found may not be told after what was heard since: it would be taken back.
     */
    ReentrantLock telling() {
        return telling;
    }

    Optional<StateCodec.Reading> last(Capability capability) {
        lock.lock();
        try {
            return Optional.ofNullable(last.get(capability.key()));
        } finally {
            lock.unlock();
        }
    }

    List<StateCodec.Reading> all() {
        lock.lock();
        try {
            return List.copyOf(last.values());
        } finally {
            lock.unlock();
        }
    }

    /** How many state messages there were. */
    long messages() {
        lock.lock();
        try {
            return messages;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for a state message after the given count that satisfies a condition.
     *
     * @return false if there was none in time, or the thing was closed
     */
    boolean await(long after, Predicate<OpenThing> condition, Duration patience)
            throws InterruptedException {
        long left = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (!closed && (messages <= after || !condition.test(this))) {
                if (left <= 0) {
                    return false;
                }
                left = spoke.awaitNanos(left);
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            spoke.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }
}
