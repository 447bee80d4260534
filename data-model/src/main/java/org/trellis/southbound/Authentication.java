package org.trellis.southbound;

import java.util.Objects;

/** The answer to a {@link Claim}. */
public sealed interface Authentication {

    /** The peer is who it proved to be; what it may do is decided at admission. */
    record Granted(Principal principal) implements Authentication {
        public Granted {
            Objects.requireNonNull(principal);
        }
    }

    /** Nobody we know; the reason goes to the operator's event, never to the peer. */
    record Denied(String reason) implements Authentication {
        public Denied {
            Objects.requireNonNull(reason);
        }
    }
}
