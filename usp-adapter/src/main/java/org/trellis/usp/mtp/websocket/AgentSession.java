package org.trellis.usp.mtp.websocket;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.trellis.southbound.Claim;
import org.trellis.usp.mtp.MtpListener;
import org.trellis.usp.mtp.MtpPeer;

/**
 * One agent's connection from its handshake on. Records that arrive before the core has said who it
 * is wait here; afterwards they pass through. Events reach the listener in order: connected,
 * received, disconnected; none of them if it was never let in.
 */
final class AgentSession {

    /** What becomes of a record. */
    enum Taken {
        /** Passed on, or kept until the agent is let in. */
        YES,
        /** There is no room for it. */
        FULL,
        /** The session is over. */
        OVER
    }

    private static final int MAX_EARLY_RECORDS = 16;
    private static final int MAX_EARLY_BYTES = 1024 * 1024;

    private final BoundedSocket socket;
    private final Claim claim;
    private final long connection;
    private final MtpListener listener;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<byte[]> early = new ArrayDeque<>();
    private int earlyBytes;
    private @Nullable MtpPeer peer;
    private boolean over;

    AgentSession(BoundedSocket socket, Claim claim, long connection, MtpListener listener) {
        this.socket = socket;
        this.claim = claim;
        this.connection = connection;
        this.listener = listener;
    }

    BoundedSocket socket() {
        return socket;
    }

    Claim claim() {
        return claim;
    }

    long connection() {
        return connection;
    }

    /** Lets the agent in; false if it left meanwhile, or what it sent already does not fit. */
    boolean begin(MtpPeer as) {
        lock.lock();
        try {
            if (over) {
                return false;
            }
            peer = as;
            listener.connected(as);
            for (byte[] record = early.poll(); record != null; record = early.poll()) {
                if (!listener.received(as, record, () -> {})) {
                    return false;
                }
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    Taken received(byte[] record) {
        lock.lock();
        try {
            if (over) {
                return Taken.OVER;
            }
            if (peer != null) {
                return listener.received(peer, record, () -> {}) ? Taken.YES : Taken.FULL;
            }
            earlyBytes += record.length;
            if (early.size() >= MAX_EARLY_RECORDS || earlyBytes > MAX_EARLY_BYTES) {
                return Taken.FULL;
            }
            early.add(record);
            return Taken.YES;
        } finally {
            lock.unlock();
        }
    }

    /** Ends it; idempotent. */
    void end(String why) {
        lock.lock();
        try {
            if (over) {
                return;
            }
            over = true;
            early.clear();
            if (peer != null) {
                listener.disconnected(peer, why);
            }
        } finally {
            lock.unlock();
        }
    }

    Optional<MtpPeer> peer() {
        lock.lock();
        try {
            return Optional.ofNullable(peer);
        } finally {
            lock.unlock();
        }
    }
}
