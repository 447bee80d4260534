package org.trellis.controller.broker;

import java.util.Objects;
import java.util.Optional;
import org.trellis.southbound.Principal;

/** Answers who a client is. Called on threads that may block. */
@FunctionalInterface
public interface BrokerAccess {

    /** A client that was let in, and what it authenticated with. */
    record Granted(BrokerClient client, Principal principal) {
        public Granted {
            Objects.requireNonNull(client);
            Objects.requireNonNull(principal);
        }
    }

    /** Empty refuses the connection. */
    Optional<Granted> authenticate(Login login);

    /** One that was let in is turned away all the same, because of others or of what it does. */
    default void refused(Login login, Granted granted, String reason) {}
}
