package org.trellis.usp;

import java.util.ArrayDeque;
import java.util.Deque;
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
    private boolean spoke;
    private boolean warned;

    Connection(MtpPeer peer, Door door) {
        this.peer = peer;
        this.door = door;
    }

    MtpPeer peer() {
        return peer;
    }

    Door door() {
        return door;
    }

    /** False if there is no room. */
    boolean park(UspMessage message, Runnable acknowledge) {
        return parked.size() < MAX_PARKED && parked.add(new Parked(message, acknowledge));
    }

    Deque<Parked> parked() {
        return parked;
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
