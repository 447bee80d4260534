package org.trellis.usp.mtp.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.trellis.southbound.Claim;
import org.trellis.southbound.Credential;

/**
 * Remembers for a short while whom the core has refused, so that the next handshake can be answered
 * 403 without asking it: agents lengthen their pauses only when the handshake itself fails. Keeps
 * hashes, no secrets.
 */
final class RefusalMemory {

    private static final Duration KEPT = Duration.ofSeconds(30);
    private static final int MAX = 10_000;

    private final Map<String, Long> refused = new ConcurrentHashMap<>();

    void remember(Claim claim) {
        if (refused.size() >= MAX) {
            refused.clear();
        }
        refused.put(key(claim), System.nanoTime());
    }

    boolean isRefused(Claim claim) {
        Long at = refused.get(key(claim));
        if (at == null) {
            return false;
        }
        if (System.nanoTime() - at > KEPT.toNanos()) {
            refused.remove(key(claim), at);
            return false;
        }
        return true;
    }

    private static String key(Claim claim) {
        String secret =
                switch (claim.credential()) {
                    case Credential.Token(String token) -> "t" + token;
                    case Credential.Certificate(String fingerprint, _) -> "c" + fingerprint;
                    case Credential.Password _, Credential.None _ -> "";
                };
        String all =
                secret + "\n" + claim.claimedIdentity().orElse("") + "\n" + claim.remoteAddress();
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(all.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
