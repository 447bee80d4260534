package org.trellis.model.translate;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the instance number of one TR-181 row is packed from the instance numbers of its TR-098
 * source. Arithmetic and invertible, so that nothing has to be remembered; injective within the
 * bounds, and disjoint from the other numberings that share a TR-181 table. Numbers need 32 bits
 * without sign.
 */
final class Numbering {

    private static final long LARGEST = 3_999_999_999L;
    private static final Map<String, Numbering> BY_NAME = new HashMap<>();

    static {
        // the source's own number
        packed("idem", 0, LARGEST).named("dsl", "profile", "phy");
        // LANDevice and a row below it: the first LANDevice keeps the row's number
        leading("wlan", 1_000, 899);
        leading("eth.lan", 1_000, 899);
        leading("ip.lan", 1_000, 899);
        leading("host", 100_000, 9_999);
        leading("line", 100, 9_999);
        // as idem, bounded where another source shares the table
        packed("bridge", 0, 99_999);
        packed("route", 0, 99_999_999);
        packed("eth.wan", 900_000, 999);
        packed("link.lan", 900, 99);
        packed("l2bridge", 100_000, 99_999);
        // ports of a LANDevice's bridge; port 1 is the management port
        spaced("port.eth", 2);
        spaced("port.wlan", 3);
        packed("acl", 0, 99_999, 999);
        // hosts that only a WLANConfiguration knows
        packed("host.wlan", 1_000_000_000, 99, 99, 9_999);
        packed("pool.main", 0, 999);
        packed("pool.cond", 1_000, 999, 99);
        packed("tone", 0, 99_999, 999);
        packed("codec", 0, 9_999, 99, 99);
        // WANDevice, WANConnectionDevice, connection, port mapping
        packed("conn.ip", 100_000_000, 99, 999, 999);
        packed("conn.ppp", 200_000_000, 99, 999, 999);
        linkNumbering();
        packed("pm.ip", 1_000_000_000, 9, 99, 99, 9_999);
        packed("pm.ppp", 2_000_000_000, 9, 99, 99, 9_999);
    }

    private final long base;
    private final long[] bounds;
    private final long[] weights;
    private final boolean leadingOne;

    private Numbering(long base, long[] bounds, long[] weights, boolean leadingOne) {
        this.base = base;
        this.bounds = bounds;
        this.weights = weights;
        this.leadingOne = leadingOne;
    }

    static @Nullable Numbering of(String name) {
        return BY_NAME.get(name);
    }

    /** How many source numbers it packs. */
    int sources() {
        return bounds.length;
    }

    /**
     * @return -1 if a source number is out of bounds
     */
    long pack(long[] source, int from) {
        long packed = base;
        for (int i = 0; i < bounds.length; i++) {
            long part = source[from + i];
            if (part < 1 || part > bounds[i]) {
                return -1;
            }
            packed += leadingOne && i == 0 && part == 1 ? 0 : part * weights[i];
        }
        return packed;
    }

    /**
     * @return false if the number is none that {@link #pack} gives
     */
    boolean unpack(long number, long[] source, int from) {
        long rest = number - base;
        if (rest < 1) {
            return false;
        }
        for (int i = 0; i < bounds.length; i++) {
            long part = rest / weights[i];
            rest %= weights[i];
            if (leadingOne && i == 0) {
                if (part == 1) {
                    return false;
                }
                part = Math.max(part, 1);
            }
            if (part < 1 || part > bounds[i]) {
                return false;
            }
            source[from + i] = part;
        }
        return rest == 0;
    }

    /**
     * {@code 100000000+1000000a+1000b+c}, or {@code b (1000a+b from a = 2 on)}.
     *
     * @param first the letter of the first source number
     */
    String words(char first) {
        StringBuilder out = new StringBuilder(base == 0 ? "" : Long.toString(base));
        for (int i = 0; i < bounds.length; i++) {
            String weight = weights[i] == 1 ? "" : Long.toString(weights[i]);
            out.append(out.isEmpty() ? "" : "+").append(weight).append((char) (first + i));
        }
        return leadingOne
                ? (char) (first + 1) + " (" + out + " from " + first + " = 2 on)"
                : out.toString();
    }

    private void named(String... others) {
        for (String other : others) {
            BY_NAME.put(other, this);
        }
    }

    /** Every part gets the room of its bound, rounded up to a power of ten: readable numbers. */
    private static Numbering packed(String name, long base, long... bounds) {
        long[] weights = new long[bounds.length];
        long weight = 1;
        for (int i = bounds.length - 1; i >= 0; i--) {
            weights[i] = weight;
            weight *= i == 0 ? 1 : bounds[i] + 1;
        }
        return register(name, new Numbering(base, bounds, weights, false));
    }

    private static void leading(String name, long weight, long bound) {
        register(
                name,
                new Numbering(0, new long[] {bound, weight - 1}, new long[] {weight, 1}, true));
    }

    /** A link shares the digits of its connections, whose last three are zero. */
    private static void linkNumbering() {
        register(
                "link",
                new Numbering(
                        300_000_000, new long[] {99, 999}, new long[] {1_000_000, 1_000}, false));
    }

    /** Every tenth number, so that the last digit tells the kind. */
    private static void spaced(String name, long base) {
        register(name, new Numbering(base, new long[] {99_999}, new long[] {10}, false));
    }

    private static Numbering register(String name, Numbering numbering) {
        BY_NAME.put(name, numbering);
        return numbering;
    }
}
