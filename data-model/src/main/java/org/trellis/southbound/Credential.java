package org.trellis.southbound;

import java.util.Objects;

/** The proof in a {@link Claim}. None of them prints its secret. */
public sealed interface Credential {

    /**
     * A user name and a proof that the peer knows the password. Basic, MQTT and digest
     * authentication all fit: the verifier is asked about each candidate secret.
     */
    record Password(String user, Verifier verifier) implements Credential {
        public Password {
            Objects.requireNonNull(user);
            Objects.requireNonNull(verifier);
        }

        /** Compares in constant time; called with candidate secrets, at most a few dozen. */
        @FunctionalInterface
        public interface Verifier {
            boolean matches(String candidate);
        }

        @Override
        public String toString() {
            return "Password[user=" + user + "]";
        }
    }

    /** A secret alone, as in {@code /usp/<token>}. */
    record Token(String secret) implements Credential {
        public Token {
            Objects.requireNonNull(secret);
        }

        @Override
        public String toString() {
            return "Token[...]";
        }
    }

    /**
     * A verified client certificate.
     *
     * @param fingerprint SHA-256 of the DER form, lower-case hexadecimal
     * @param subject common name or the URN in the subject alternative name
     */
    record Certificate(String fingerprint, String subject) implements Credential {
        public Certificate {
            Objects.requireNonNull(fingerprint);
            Objects.requireNonNull(subject);
        }
    }

    /** Nothing was shown. */
    record None() implements Credential {}
}
