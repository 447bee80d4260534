package org.trellis.usp.mtp;

import org.trellis.southbound.Authentication;
import org.trellis.southbound.Claim;

/**
 * What a transport tells the adapter. {@link #authenticate} may block on the store for a bounded
 * time; the others never block and may be called in a network callback. The events of one peer come
 * one after the other, in order: connected, received*, disconnected.
 */
public interface MtpListener {

    /**
     * May this peer in? Where the listener is the transport's own (WebSocket), it asks; where a
     * broker authenticates, the broker did.
     *
     * @throws org.trellis.southbound.UnavailableException if the store is away: refuse for now
     */
    Authentication authenticate(Claim claim);

    /**
     * Who is an agent that an external broker vouches for?
     *
     * @throws org.trellis.southbound.UnavailableException if the store is away: not now
     */
    default Authentication vouched(String transport, String endpointId) {
        return new Authentication.Denied("no broker is trusted");
    }

    /** The peer can be sent to. A transport without connections says it before the first record. */
    void connected(MtpPeer peer);

    /**
     * One whole record.
     *
     * @param acknowledge to be run once what it says is stored, from any thread; a transport that
     *     cannot acknowledge passes a no-op. It is not run if the record must come again
     * @return false if the peer's mailbox is full: nothing was taken; the transport does not
     *     acknowledge and closes that one peer ({@link Mtp.CloseReason#OVERLOAD})
     */
    boolean received(MtpPeer peer, byte[] record, Runnable acknowledge);

    /**
     * The same for a record that the broker might have given to another node: if another one serves
     * the agent, it is passed on ({@link Mtp#passOn}).
     */
    default boolean receivedByChance(MtpPeer peer, byte[] record, Runnable acknowledge) {
        return received(peer, record, acknowledge);
    }

    /** The peer can no longer be sent to. */
    void disconnected(MtpPeer peer, String why);
}
