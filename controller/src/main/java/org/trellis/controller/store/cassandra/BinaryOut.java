package org.trellis.controller.store.cassandra;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Writes the compact binary forms of this package. Not thread-safe. */
final class BinaryOut {

    private byte[] bytes = new byte[512];
    private int length;

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    void octet(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
    }

    /** Seven bits a byte, the lowest first; small numbers are short. */
    void number(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[length++] = (byte) (rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    void flag(boolean value) {
        octet(value ? 1 : 0);
    }

    void blob(byte[] value) {
        number(value.length);
        reserve(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
    }

    void text(String value) {
        blob(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes only what differs from the text before. */
    void text(String value, String before) {
        int shared = 0;
        int limit = Math.min(value.length(), before.length());
        while (shared < limit && value.charAt(shared) == before.charAt(shared)) {
            shared++;
        }
        if (shared > 0 && Character.isHighSurrogate(value.charAt(shared - 1))) {
            shared--;
        }
        number(shared);
        text(value.substring(shared));
    }

    void time(Instant value) {
        number(value.toEpochMilli());
    }

    <T> void optional(Optional<T> value, BiConsumer<BinaryOut, T> write) {
        flag(value.isPresent());
        value.ifPresent(v -> write.accept(this, v));
    }

    <T> void list(Collection<T> values, BiConsumer<BinaryOut, T> write) {
        number(values.size());
        values.forEach(v -> write.accept(this, v));
    }

    void texts(Map<String, String> values) {
        number(values.size());
        values.forEach((key, value) -> {
            text(key);
            text(value);
        });
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    ByteBuffer toBuffer() {
        return ByteBuffer.wrap(bytes, 0, length);
    }
}
