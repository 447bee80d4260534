package org.trellis.usp.mtp.mqtt;

import org.trellis.southbound.Principal;

/**
 * What a broker in this process tells about agents. Called before the agent's first message is
 * delivered; never blocks.
 */
public interface BrokerPresence {

    /** An agent was let in by the broker. Called for every connection of it. */
    void agentConnected(String endpointId, Principal principal, String remoteAddress);

    /** The last connection of an agent is gone. */
    void agentDisconnected(String endpointId);
}
