package org.trellis.cwmp.session;

import java.util.Objects;
import java.util.Optional;
import org.trellis.southbound.Principal;

/**
 * What is known of a device when its Inform comes in, besides the Inform.
 *
 * @param remoteAddress numeric, of the peer
 * @param idPrefix begins the cwmp:ID of every request of the session, so that an answer that
 *     belongs to an earlier session is told from one of this
 * @param repeats the dedup key of an earlier delivery of the same events whose answer got lost
 */
public record Arrival(
        Principal principal, String remoteAddress, String idPrefix, Optional<String> repeats) {
    public Arrival {
        Objects.requireNonNull(principal);
        Objects.requireNonNull(remoteAddress);
        Objects.requireNonNull(idPrefix);
        Objects.requireNonNull(repeats);
    }
}
