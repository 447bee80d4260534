package org.trellis.cwmp.session;

import java.time.Instant;
import java.util.Objects;
import org.trellis.southbound.Principal;

/**
 * What is known of a device when its Inform comes in, besides the Inform.
 *
 * @param remoteAddress numeric, of the peer
 * @param at the time of the session: what a device says in seconds from now counts from it
 * @param idPrefix begins the cwmp:ID of every request of the session, so that an answer that
 *     belongs to an earlier session is told from one of this
 * @param deliveryKey what its events are stored under: that of the earlier delivery if they repeat
 *     one whose answer may have got lost, else a key of its own. Nothing in an Inform can serve: a
 *     device without a clock says the same of two boots
 */
public record Arrival(
        Principal principal,
        String remoteAddress,
        Instant at,
        String idPrefix,
        String deliveryKey) {
    public Arrival {
        Objects.requireNonNull(principal);
        Objects.requireNonNull(remoteAddress);
        Objects.requireNonNull(at);
        Objects.requireNonNull(idPrefix);
        Objects.requireNonNull(deliveryKey);
    }
}
