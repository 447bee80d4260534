package org.trellis.cwmp.auth;

import java.util.List;
import java.util.Objects;

/** What becomes of a request's proof. */
public sealed interface AuthOutcome {

    /** It is who it says. */
    record Accepted(Proof proof) implements AuthOutcome {
        public Accepted {
            Objects.requireNonNull(proof);
        }
    }

    /**
     * 401.
     *
     * @param challenges values of {@code WWW-Authenticate}, the strongest first
     * @param wrong whether credentials were shown and are wrong: once more is enough
     */
    record Challenge(List<String> challenges, boolean wrong) implements AuthOutcome {
        public Challenge {
            challenges = List.copyOf(challenges);
        }
    }

    /** 403: too many wrong credentials came from there. */
    record Forbidden() implements AuthOutcome {}
}
