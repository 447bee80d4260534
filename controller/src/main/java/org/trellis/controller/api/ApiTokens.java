package org.trellis.controller.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.trellis.controller.core.Caller;
import org.trellis.southbound.TenantId;

/**
 * The bearer tokens that the API admits. Keeps hashes only. Immutable and thread-safe.
 *
 * <p>A token is compared with every known one in constant time: how long a refusal takes says
 * nothing about how much of it was right.
 */
public final class ApiTokens {

    private static final int SHORTEST = 16;

    /** A token and whom it stands for. */
    public record Token(String secret, Caller caller) {
        public Token {
            if (secret.length() < SHORTEST) {
                throw new IllegalArgumentException(
                        "an API token needs at least " + SHORTEST + " characters");
            }
        }

        /** One that may do everything in the default tenant; the name goes to {@code createdBy}. */
        public static Token admin(String name, String secret) {
            return new Token(
                    secret, new Caller(name, TenantId.DEFAULT, EnumSet.allOf(Caller.Right.class)));
        }

        @Override
        public String toString() {
            return "Token[" + caller.name() + "]";
        }
    }

    private record Known(String hash, Caller caller) {}

    private final List<Known> known;

    /**
     * @throws IllegalArgumentException if there is none
     */
    public ApiTokens(List<Token> tokens) {
        if (tokens.isEmpty()) {
            throw new IllegalArgumentException("at least one API token is needed");
        }
        known = tokens.stream().map(t -> new Known(Digests.hex(t.secret()), t.caller())).toList();
    }

    /** One admin token. */
    public ApiTokens(String adminToken) {
        this(List.of(Token.admin("admin", adminToken)));
    }

    /** Whom the presented secret stands for. */
    Optional<Caller> find(String presented) {
        byte[] hash = ascii(Digests.hex(presented));
        Optional<Caller> found = Optional.empty();
        for (Known candidate : known) {
            if (MessageDigest.isEqual(ascii(candidate.hash()), hash)) {
                found = Optional.of(candidate.caller());
            }
        }
        return found;
    }

    private static byte[] ascii(String hex) {
        return hex.getBytes(StandardCharsets.US_ASCII);
    }
}
