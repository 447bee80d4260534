package org.trellis.controller.store.cassandra;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Large blobs, deflated at the fastest level; small ones as they are. The first byte tells: 0
 * plain, 1 deflated, with the length before. The figures are in ADR 0008.
 */
final class Compressed {

    private static final int MAX_PLAIN = 64 << 20;

    private Compressed() {}

    /**
     * @param threshold up to this many bytes nothing is compressed
     */
    static ByteBuffer pack(byte[] plain, int threshold) {
        if (plain.length > threshold) {
            byte[] out = new byte[plain.length + 64];
            ByteBuffer.wrap(out).put((byte) 1).putInt(plain.length);
            Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
            try {
                deflater.setInput(plain);
                deflater.finish();
                int length = deflater.deflate(out, 5, plain.length);
                if (deflater.finished()) {
                    return ByteBuffer.wrap(Arrays.copyOf(out, 5 + length));
                }
            } finally {
                deflater.end();
            }
        }
        return ByteBuffer.allocate(plain.length + 1).put((byte) 0).put(plain).flip();
    }

    /** The plain bytes. */
    static ByteBuffer unpack(ByteBuffer packed) {
        ByteBuffer in = packed.duplicate();
        int form = in.get();
        if (form == 0) {
            return in.slice();
        }
        int length = in.getInt();
        if (form != 1 || length < 0 || length > MAX_PLAIN) {
            throw Codes.unknown("blob form", form);
        }
        byte[] plain = new byte[length];
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(in);
            int at = 0;
            while (at < length) {
                int more = inflater.inflate(plain, at, length - at);
                if (more == 0) {
                    throw new IllegalStateException("a blob in the store is damaged");
                }
                at += more;
            }
        } catch (DataFormatException e) {
            throw new IllegalStateException("a blob in the store is damaged", e);
        } finally {
            inflater.end();
        }
        return ByteBuffer.wrap(plain);
    }
}
