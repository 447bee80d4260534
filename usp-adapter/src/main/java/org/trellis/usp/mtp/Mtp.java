package org.trellis.usp.mtp;

/**
 * One message transfer protocol (TR-369 4): it owns its listener or its broker connection and moves
 * whole records. {@link #start} is called once before everything else, {@link #close} once; the
 * rest concurrently from many virtual threads.
 */
public interface Mtp extends AutoCloseable {

    /** The word in {@code Endpoint.transport()}: {@code mqtt}, {@code websocket}. */
    String transport();

    /**
     * Begins to listen, or to connect to its broker. A broker that is away is no failure: the
     * transport keeps trying with backoff.
     *
     * @throws java.io.UncheckedIOException if a port cannot be bound; the message names it
     */
    void start(MtpListener listener);

    /**
     * Hands one record to the transport for one peer. Waits at most a few seconds for room in the
     * peer's bounded send queue; a peer whose queue stays full is disconnected.
     */
    SendOutcome send(MtpPeer peer, byte[] record);

    /** Whether what an agent sends may come to any node. */
    default boolean isShared() {
        return false;
    }

    /**
     * Gives a record of a peer to another node, which takes it as if the agent had sent it there.
     *
     * @return {@link SendOutcome.NotSent} if that node does not listen
     */
    default SendOutcome passOn(MtpPeer peer, byte[] record, String node) {
        return new SendOutcome.NotSent("this transport does not lead to other nodes");
    }

    /**
     * Ends the peer's connection, where there is one of its own; otherwise forgets the peer. {@link
     * MtpListener#disconnected} follows. Does nothing for a peer that is gone.
     */
    void disconnect(MtpPeer peer, CloseReason reason);

    /**
     * Makes a peer of an agent that is not one but can be sent to: another node, or an earlier run
     * of this one, knew it; or it was given up here while it stayed at the broker. {@link
     * MtpListener#connected} was called when it returns true. May block on the store.
     *
     * @param address {@link MtpPeer#address()} as it was known
     * @return false where the agent has to come by itself
     * @throws org.trellis.southbound.UnavailableException if the store is away
     */
    default boolean recall(String endpointId, String address) {
        return false;
    }

    /**
     * Whether it is told here when a peer is gone. Otherwise who is silent for too long counts as
     * gone.
     */
    default boolean hearsDisconnects() {
        return true;
    }

    /** Whether an agent may show a credential of its own here: we are who looks at it. */
    default boolean acceptsCredentials() {
        return false;
    }

    /** Stops listening and cuts what is open. No callback runs after it has returned. */
    @Override
    void close();

    /** Why the controller ends a connection; a WebSocket maps it to its close code. */
    enum CloseReason {
        /** Another connection of the same endpoint id took over: 1000. */
        REPLACED,
        /** The peer is not let in: 1008. */
        REFUSED,
        /** What it sent cannot be understood (TR-369 R-WS.17): 1003. */
        MALFORMED,
        /** Too much at once; it may come back later: 1013. */
        OVERLOAD,
        /** The controller stops: 1001. */
        GOING_AWAY
    }
}
