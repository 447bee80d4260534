package org.trellis.cwmp.auth;

import java.util.Optional;
import org.trellis.southbound.Credential;

/**
 * What a request shows of who sends it.
 *
 * @param target the request target as it stands in the request line
 * @param secure whether it came over TLS
 * @param certificate of the TLS client, verified by the listener
 * @param remoteAddress numeric
 */
public record Attempt(
        String method,
        String target,
        Optional<String> authorization,
        boolean secure,
        Optional<Credential.Certificate> certificate,
        String remoteAddress) {

    /** The authorization is a secret. */
    @Override
    public String toString() {
        return "Attempt[" + method + " " + target + " from " + remoteAddress + "]";
    }
}
