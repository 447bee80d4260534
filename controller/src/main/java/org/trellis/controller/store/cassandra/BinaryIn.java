package org.trellis.controller.store.cassandra;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads what {@link BinaryOut} wrote. A form that does not fit is a damaged store: {@link
 * BufferUnderflowException} or {@link IllegalStateException}, loud. Not thread-safe.
 */
final class BinaryIn {

    private final ByteBuffer bytes;

    BinaryIn(ByteBuffer bytes) {
        this.bytes = bytes.duplicate();
    }

    BinaryIn(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    int octet() {
        return bytes.get() & 0xff;
    }

    long number() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = bytes.get();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalStateException("a number in the store is damaged");
    }

    int size() {
        long size = number();
        if (size < 0 || size > bytes.remaining()) {
            throw new IllegalStateException("a length in the store is damaged");
        }
        return (int) size;
    }

    boolean flag() {
        return octet() != 0;
    }

    byte[] blob() {
        byte[] value = new byte[size()];
        bytes.get(value);
        return value;
    }

    String text() {
        int size = size();
        if (bytes.hasArray()) {
            int at = bytes.arrayOffset() + bytes.position();
            bytes.position(bytes.position() + size);
            return new String(bytes.array(), at, size, StandardCharsets.UTF_8);
        }
        byte[] value = new byte[size];
        bytes.get(value);
        return new String(value, StandardCharsets.UTF_8);
    }

    /** What {@link BinaryOut#text(String, String)} wrote. */
    String text(String before) {
        int shared = (int) number();
        if (shared > before.length()) {
            throw new IllegalStateException("a text in the store is damaged");
        }
        String rest = text();
        return shared == 0 ? rest : before.substring(0, shared).concat(rest);
    }

    Instant time() {
        return Instant.ofEpochMilli(number());
    }

    boolean atEnd() {
        return !bytes.hasRemaining();
    }

    <T> Optional<T> optional(Function<BinaryIn, T> read) {
        return flag() ? Optional.of(read.apply(this)) : Optional.empty();
    }

    <T> List<T> list(Function<BinaryIn, T> read) {
        int size = size();
        List<T> values = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            values.add(read.apply(this));
        }
        return values;
    }

    Map<String, String> texts() {
        int size = size();
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            String key = text();
            values.put(key, text());
        }
        return values;
    }
}
