package org.trellis.usp.mtp;

import java.util.Objects;
import org.trellis.southbound.Principal;

/**
 * One agent on one transport, as authenticated. Two values are the same peer if {@code transport}
 * and {@code connection} are the same.
 *
 * @param endpointId the USP endpoint id bound to the connection by its authentication: the {@code
 *     eid} of a WebSocket, the id the broker vouches for. Records with another from_id are refused
 *     (TR-369 R-SEC.0a). Empty only where nobody vouches: then the first record's from_id is bound
 * @param principal what authenticated; with an MQTT broker, what authenticated the agent at it
 * @param transport {@link Mtp#transport()}
 * @param address where answers go: a reply topic, a connection key; never a secret
 * @param remoteAddress numeric address, empty where the broker does not tell
 * @param connection counts the connections of the transport on this node; a later one is greater
 */
public record MtpPeer(
        String endpointId,
        Principal principal,
        String transport,
        String address,
        String remoteAddress,
        long connection) {
    public MtpPeer {
        Objects.requireNonNull(endpointId);
        Objects.requireNonNull(principal);
        Objects.requireNonNull(transport);
        Objects.requireNonNull(address);
        Objects.requireNonNull(remoteAddress);
    }

    /** Whether both stand for the same connection. */
    public boolean sameConnection(MtpPeer other) {
        return transport.equals(other.transport) && connection == other.connection;
    }
}
