package org.trellis.controller.broker;

/**
 * Hears who comes and goes. Called on the broker's threads: hand over, never block. A client with
 * several connections comes with each of them, and goes with the last.
 */
public interface BrokerListener {

    /**
     * @param remoteAddress numeric, without port
     */
    void connected(BrokerAccess.Granted client, String remoteAddress);

    void disconnected(BrokerAccess.Granted client);
}
