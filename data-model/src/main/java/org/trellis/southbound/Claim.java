package org.trellis.southbound;

import java.util.Objects;
import java.util.Optional;

/**
 * What a peer shows to be let in, before anything it says is believed.
 *
 * @param claimedIdentity the identity it gives itself where the transport carries one before the
 *     first message: the endpoint id of a WebSocket or MQTT CONNECT
 * @param remoteAddress numeric address of the peer, after trusted proxies
 */
public record Claim(
        Protocol protocol,
        String transport,
        Credential credential,
        Optional<String> claimedIdentity,
        String remoteAddress) {
    public Claim {
        Objects.requireNonNull(protocol);
        Objects.requireNonNull(transport);
        Objects.requireNonNull(credential);
        Objects.requireNonNull(claimedIdentity);
        Objects.requireNonNull(remoteAddress);
    }
}
