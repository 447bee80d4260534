package org.trellis.controller.core;

import org.trellis.southbound.CommandId;

/**
 * The tag under which devices echo a command: the 128 bits of its id in base 32 behind a {@code t},
 * 27 characters that fit CommandKey (32), command_key and Alias (64).
 */
final class CommandTags {

    private static final char[] DIGITS = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();

    private CommandTags() {}

    static String of(CommandId id) {
        StringBuilder tag = new StringBuilder(27).append('t');
        long high = id.value().getMostSignificantBits();
        long low = id.value().getLeastSignificantBits();
        for (int digit = 25; digit >= 0; digit--) {
            tag.append(DIGITS[bits(high, low, digit * 5)]);
        }
        return tag.toString();
    }

    /** Five bits from position {@code shift} of the 128. */
    private static int bits(long high, long low, int shift) {
        if (shift >= 64) {
            return (int) (high >>> (shift - 64)) & 31;
        }
        long five = low >>> shift;
        if (shift > 59) {
            five |= high << (64 - shift);
        }
        return (int) five & 31;
    }
}
