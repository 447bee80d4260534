package org.trellis.controller.core;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * UUIDs of version 7 (RFC 9562 5.7): milliseconds, then a counter of 12 bits that keeps the ids of
 * one node in order within a millisecond, then random bits. Never goes back with the clock.
 */
final class TimeOrderedIds {

    private static final int COUNTER_BITS = 12;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /** Milliseconds shifted by the counter's bits, plus the counter. */
    private final AtomicLong last = new AtomicLong();

    TimeOrderedIds(Clock clock) {
        this.clock = clock;
    }

    UUID next() {
        long now = clock.millis() << COUNTER_BITS;
        long tick = last.updateAndGet(previous -> Math.max(previous + 1, now));
        return of(tick >>> COUNTER_BITS, (int) tick & 0xfff, random.nextLong());
    }

    /** The smallest id of a time: a cursor that lies before everything of that time. */
    static UUID floor(Instant time) {
        return of(Math.max(0, time.toEpochMilli()), 0, 0);
    }

    static Instant time(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    private static UUID of(long millis, int counter, long low) {
        return new UUID(millis << 16 | 0x7000L | counter, low >>> 2 | VARIANT);
    }
}
