package org.trellis.usp;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.trellis.usp.message.UspMessage;
import org.trellis.usp.mtp.MtpPeer;
import org.trellis.usp.session.Door;

/**
 * One connection of an agent, from the first record to the last. Confined to the agent's thread.
 */
final class Connection {

    /** What came before the agent was let in, with its acknowledgement. */
    record Parked(UspMessage message, Runnable acknowledge) {}

    /** A stranger's notifications that are kept; more are dropped, and come again. */
    private static final int MAX_PARKED = 16;

    private final MtpPeer peer;
    private final Door door;
    private final Deque<Parked> parked = new ArrayDeque<>();
    private Instant heard;
    private boolean spoke;
    private boolean warned;

    Connection(MtpPeer peer, Door door, Instant now) {
        this.heard = now;
        this.peer = peer;
        this.door = door;
    }

    MtpPeer peer() {
        return peer;
    }

    Door door() {
        return door;
    }

    void heard(Instant now) {
        heard = now;
    }

    /** When it was heard last; when it came up if it said nothing yet. */
    Instant lastHeard() {
        return heard;
    }

    /** False if there is no room. */
    boolean park(UspMessage message, Runnable acknowledge) {
        return parked.size() < MAX_PARKED && parked.add(new Parked(message, acknowledge));
    }

    /** What was kept is handled now; what is left when that breaks is given up. */
    void unpark(Consumer<Parked> handler) {
        try {
            for (Parked next = parked.peek(); next != null; next = parked.peek()) {
                handler.accept(next);
                parked.remove();
            }
        } finally {
            dismiss();
        }
    }

    /**
     * What was kept is given up. It must not stay unacknowledged: a broker that waits for a
     * stranger's messages serves nobody else.
     */
    void dismiss() {
        for (Parked next = parked.poll(); next != null; next = parked.poll()) {
            next.acknowledge().run();
        }
    }

    /** Whether anything was said over it before; asked once per record. */
    boolean spokeBefore() {
        boolean before = spoke;
        spoke = true;
        return before;
    }

    boolean hasSpoken() {
        return spoke;
    }

    /** True the first time: what is wrong with a peer is logged and answered once. */
    boolean warnOnce() {
        boolean first = !warned;
        warned = true;
        return first;
    }
}
