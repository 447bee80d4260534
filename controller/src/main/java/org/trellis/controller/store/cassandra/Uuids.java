package org.trellis.controller.store.cassandra;

import java.time.Instant;
import java.util.UUID;

/** The order and the time of version 7 ids (RFC 9562 5.7). */
final class Uuids {

    private Uuids() {}

    /** As the store orders them: unsigned. */
    static int compare(UUID a, UUID b) {
        int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return high != 0
                ? high
                : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
    }

    static Instant time(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    /** Not later than any id of that time. */
    static UUID earliest(Instant at) {
        return new UUID(at.toEpochMilli() << 16 | 0x7000, 0x8000_0000_0000_0000L);
    }
}
