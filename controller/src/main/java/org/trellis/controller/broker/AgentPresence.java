package org.trellis.controller.broker;

import java.util.Objects;
import org.trellis.usp.mtp.mqtt.BrokerPresence;

/** Tells the USP transport which agents are at the embedded broker, and who they are. */
public record AgentPresence(BrokerPresence transport) implements BrokerListener {
    public AgentPresence {
        Objects.requireNonNull(transport);
    }

    @Override
    public void connected(BrokerAccess.Granted client, String remoteAddress) {
        if (client.client() instanceof BrokerClient.Agent(String endpointId)) {
            transport.agentConnected(endpointId, client.principal(), remoteAddress);
        }
    }

    @Override
    public void disconnected(BrokerAccess.Granted client) {
        if (client.client() instanceof BrokerClient.Agent(String endpointId)) {
            transport.agentDisconnected(endpointId);
        }
    }
}
