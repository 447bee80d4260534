package org.trellis.southbound;

import java.time.Instant;

/**
 * What the core sees of an adapter. {@link #start} is called once, {@link #close} once; {@link
 * #wake} and {@link #revoked} concurrently from many virtual threads.
 */
public interface SouthboundAdapter extends AutoCloseable {

    Protocol protocol();

    /**
     * Opens the listeners. Returns when devices can connect.
     *
     * @throws java.io.UncheckedIOException if a port cannot be bound; the message names it
     */
    void start(SouthboundPort port);

    /**
     * Makes the device pull its commands: a connection request, or "drain now" on a live channel.
     * Blocks until it is known whether the device was told, at most until the deadline. Calls for
     * the same endpoint at the same time are coalesced.
     */
    WakeOutcome wake(Endpoint endpoint, Instant deadline);

    /**
     * Ends the live sessions and connections that are meant, without a word to the device; commands
     * that are out come back. Whoever returns is asked anew. Does not wait for the end.
     */
    void revoked(Revocation whose);

    /** Stops listening, lets running exchanges end within a few seconds, then cuts them. */
    @Override
    void close();
}
