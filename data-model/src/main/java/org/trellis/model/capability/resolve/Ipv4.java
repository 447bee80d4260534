package org.trellis.model.capability.resolve;

import java.util.OptionalLong;

/** What resolvers have to know about IPv4 addresses. */
final class Ipv4 {

    private Ipv4() {}

    /** The address as a number; never looked up. */
    static OptionalLong parse(String text) {
        String[] parts = text.strip().split("\\.", -1);
        if (parts.length != 4) {
            return OptionalLong.empty();
        }
        long address = 0;
        for (String part : parts) {
            if (part.isEmpty() || part.length() > 3 || !part.chars().allMatch(Ipv4::isDigit)) {
                return OptionalLong.empty();
            }
            int octet = Integer.parseInt(part);
            if (octet > 255) {
                return OptionalLong.empty();
            }
            address = address << 8 | octet;
        }
        return OptionalLong.of(address);
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean sameNetwork(String one, String other, String mask) {
        OptionalLong a = parse(one);
        OptionalLong b = parse(other);
        OptionalLong m = parse(mask);
        return a.isPresent()
                && b.isPresent()
                && m.isPresent()
                && m.getAsLong() != 0
                && (a.getAsLong() & m.getAsLong()) == (b.getAsLong() & m.getAsLong());
    }

    /**
     * Whether it can be reached from outside: not of RFC 1918, RFC 6598, RFC 3927, RFC 1122, and no
     * multicast.
     */
    static boolean isPublic(String text) {
        OptionalLong parsed = parse(text);
        if (parsed.isEmpty()) {
            return false;
        }
        long a = parsed.getAsLong();
        return !in(a, 0x0A000000L, 8)
                && !in(a, 0xAC100000L, 12)
                && !in(a, 0xC0A80000L, 16)
                && !in(a, 0x64400000L, 10)
                && !in(a, 0xA9FE0000L, 16)
                && !in(a, 0x7F000000L, 8)
                && !in(a, 0, 8)
                && a < 0xE0000000L;
    }

    private static boolean in(long address, long network, int bits) {
        return address >>> (32 - bits) == network >>> (32 - bits);
    }
}
