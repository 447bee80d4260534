package org.trellis.cwmp.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Refuses a digest proof that was seen before: (nonce, nc, cnonce) is good once. Simulators that
 * count every request {@code 00000001} but draw a new cnonce pass; a replayed request does not.
 *
 * <p>Only proofs that were right are kept, in two generations of one nonce lifetime each. When more
 * come than fit, the older ones are forgotten and their nonces count as stale. Thread-safe.
 */
final class NonceUses {

    private static final int MAX_PER_NONCE = 4096;

    private final Duration lifetime;
    private final int max;
    private Map<String, Set<Long>> current = new HashMap<>();
    private Map<String, Set<Long>> previous = Map.of();
    private Instant rotated = Instant.EPOCH;
    private int size;

    NonceUses(Duration lifetime, int max) {
        this.lifetime = lifetime;
        this.max = max;
    }

    /** False if it was used before, or is asked for too often to know. */
    synchronized boolean firstUse(String nonce, String nc, String cnonce, Instant now) {
        if (rotated.plus(lifetime).isBefore(now) || size >= max) {
            previous = current;
            current = new HashMap<>();
            rotated = now;
            size = 0;
        }
        // 64 bits of two independent hashes: a collision costs one more challenge, nothing else.
        long use = ((long) nc.hashCode() << 32) ^ (cnonce.hashCode() * 0x9E3779B97F4A7C15L);
        Set<Long> before = previous.get(nonce);
        if (before != null && before.contains(use)) {
            return false;
        }
        Set<Long> uses = current.computeIfAbsent(nonce, _ -> new HashSet<>(4));
        if (uses.size() >= MAX_PER_NONCE || !uses.add(use)) {
            return false;
        }
        size++;
        return true;
    }
}
