package org.trellis.cwmp.auth;

import java.nio.ByteBuffer;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Nonces that carry their own proof: time, random and an HMAC over both, so that they are good on
 * any node and on any connection (a FRITZ!Box opens a new one after the 401). Thread-safe.
 */
final class Nonces {

    /** What a nonce is worth. */
    enum Verdict {
        FRESH,
        /** Ours, but too old. */
        STALE,
        FOREIGN
    }

    private static final HexFormat HEX = HexFormat.of();
    private static final int BODY = 16;
    private static final int SEAL = 16;
    private static final int LENGTH = (BODY + SEAL) * 2;

    /** Clocks of two nodes may disagree by that much. */
    private static final Duration SKEW = Duration.ofSeconds(5);

    private final SecretKeySpec key;
    private final Duration lifetime;
    private final RandomGenerator random;

    Nonces(byte[] secret, Duration lifetime, RandomGenerator random) {
        this.key = new SecretKeySpec(secret, "HmacSHA256");
        this.lifetime = lifetime;
        this.random = random;
    }

    String issue(Instant now) {
        ByteBuffer nonce = ByteBuffer.allocate(BODY + SEAL);
        nonce.putLong(now.toEpochMilli()).putLong(random.nextLong());
        nonce.put(seal(nonce.array()), 0, SEAL);
        return HEX.formatHex(nonce.array());
    }

    Verdict check(String nonce, Instant now) {
        if (nonce.length() != LENGTH || !nonce.chars().allMatch(HexFormat::isHexDigit)) {
            return Verdict.FOREIGN;
        }
        byte[] bytes = HEX.parseHex(nonce);
        byte[] given = java.util.Arrays.copyOfRange(bytes, BODY, BODY + SEAL);
        byte[] right = java.util.Arrays.copyOf(seal(bytes), SEAL);
        if (!MessageDigest.isEqual(given, right)) {
            return Verdict.FOREIGN;
        }
        Duration age = Duration.between(issuedAt(bytes), now);
        return age.compareTo(lifetime) <= 0 && age.compareTo(SKEW.negated()) >= 0
                ? Verdict.FRESH
                : Verdict.STALE;
    }

    private static Instant issuedAt(byte[] nonce) {
        return Instant.ofEpochMilli(ByteBuffer.wrap(nonce).getLong());
    }

    private byte[] seal(byte[] nonce) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(nonce, 0, BODY);
            return mac.doFinal();
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("HmacSHA256 is part of every Java platform", e);
        }
    }
}
