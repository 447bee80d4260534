package org.trellis.cwmp.http;

import org.jspecify.annotations.Nullable;

/**
 * One connection: which session it carried last, and how it behaved. Used by one request at a time;
 * the watchdog reads the times.
 */
final class Peer {

    private final long openedNanos;
    private volatile long lastNanos;
    private volatile boolean busy;
    private volatile boolean served;
    private @Nullable LiveSession session;
    private boolean shared;
    private int wrongCredentials;

    Peer(long nowNanos) {
        openedNanos = nowNanos;
        lastNanos = nowNanos;
    }

    void begin() {
        busy = true;
    }

    void end(long nowNanos) {
        lastNanos = nowNanos;
        served = true;
        busy = false;
    }

    /** How long nothing came to its end here; 0 while a request is being answered. */
    long quietNanos(long nowNanos) {
        return busy ? 0 : nowNanos - (served ? lastNanos : openedNanos);
    }

    boolean served() {
        return served;
    }

    /** A proxy sends the POSTs of many devices over one connection: then it tells nothing. */
    void carries(LiveSession next) {
        LiveSession before = session;
        if (before != null && before != next && before.isOpen()) {
            shared = true;
        }
        session = next;
    }

    @Nullable LiveSession session() {
        LiveSession last = session;
        return shared || last == null || !last.isOpen() ? null : last;
    }

    int wrongCredentials() {
        return ++wrongCredentials;
    }
}
