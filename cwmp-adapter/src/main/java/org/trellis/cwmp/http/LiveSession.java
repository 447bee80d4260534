package org.trellis.cwmp.http;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.trellis.cwmp.auth.Proof;
import org.trellis.cwmp.codec.EncodingOptions;
import org.trellis.cwmp.session.SessionState;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.Fence;

/**
 * A session between its POSTs: the pure state and what the transport has to remember beside it.
 * Everything but the nudge and the times is used under {@link #lock}.
 */
final class LiveSession {

    /** Whether it will look for commands once more before it ends. */
    private enum Drain {
        OPEN,
        NUDGED,
        ENDING
    }

    /** What was answered last, to be answered again. */
    record Sent(int status, byte[] body) {
        Sent {
            body = body.clone();
        }

        @Override
        public byte[] body() {
            return body.clone();
        }
    }

    /** Where commands come from; there is none for a device that waits. */
    record Owned(Endpoint endpoint, Fence fence) {}

    final ReentrantLock lock = new ReentrantLock();
    final String cookie;
    final Proof proof;
    final String remoteAddress;
    final long idleNanos;
    private final long startedNanos;
    private final AtomicReference<Drain> drain = new AtomicReference<>(Drain.OPEN);
    private volatile SessionState state;
    private volatile @Nullable Owned owned;
    private volatile long lastNanos;
    private volatile boolean over;
    EncodingOptions encoding = EncodingOptions.DEFAULT;
    boolean emptyIs200;
    long bodyHash;
    volatile int posts;
    @Nullable Peer peer;
    @Nullable Sent sent;

    LiveSession(
            String cookie,
            Proof proof,
            String remoteAddress,
            SessionState state,
            long idleNanos,
            long nowNanos) {
        this.cookie = cookie;
        this.proof = proof;
        this.remoteAddress = remoteAddress;
        this.state = state;
        this.idleNanos = idleNanos;
        this.startedNanos = nowNanos;
        this.lastNanos = nowNanos;
    }

    SessionState state() {
        return state;
    }

    void state(SessionState next) {
        state = next;
    }

    Optional<Owned> owned() {
        return Optional.ofNullable(owned);
    }

    void own(Owned now) {
        owned = now;
    }

    void touch(long nowNanos) {
        lastNanos = nowNanos;
    }

    long quietNanos(long nowNanos) {
        return nowNanos - lastNanos;
    }

    long ageNanos(long nowNanos) {
        return nowNanos - startedNanos;
    }

    /** False once it ended, well or not. */
    boolean isOpen() {
        return !over;
    }

    /** True for the one who ends it. */
    boolean finish() {
        drain.set(Drain.ENDING);
        boolean first = !over;
        over = true;
        return first;
    }

    /** Commands arrived: false if it is too late for this session to fetch them. */
    boolean nudge() {
        return !over && drain.updateAndGet(d -> d == Drain.OPEN ? Drain.NUDGED : d) == Drain.NUDGED;
    }

    /** Before looking for commands: nudges until now are seen to. */
    void looking() {
        drain.compareAndSet(Drain.NUDGED, Drain.OPEN);
    }

    /** Nothing was found; false if a nudge came meanwhile. */
    boolean endUnlessNudged() {
        return drain.compareAndSet(Drain.OPEN, Drain.ENDING) || drain.get() == Drain.ENDING;
    }
}
