package org.trellis.cwmp.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.trellis.cwmp.CwmpSettings;

/**
 * Reads bodies within limits of size, rate and memory; nothing is allocated for what a peer only
 * announces. Thread-safe.
 */
final class BodyReader {

    private static final int FIRST = 8 << 10;

    /** An announcement is believed that far. */
    private static final int ANNOUNCED = 64 << 10;

    private static final int MAX_RATIO = 100;

    private final CwmpSettings.Limits limits;
    private final AtomicLong inFlight = new AtomicLong();

    BodyReader(CwmpSettings.Limits limits) {
        this.limits = limits;
    }

    /**
     * Bytes that count against the memory of all bodies until they are given back.
     *
     * @param content never changed by anybody
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Body(byte[] content, int charged) {}

    /**
     * @param length announced, -1 if it was not
     * @param encoding the Content-Encoding; empty for none
     */
    Body read(InputStream in, long length, String encoding, int max) throws BodyException {
        if (length > max) {
            throw new BodyException(413, "body too large");
        }
        Body raw = receive(in, length, max, 408);
        String coding = encoding.strip().toLowerCase(Locale.ROOT);
        if (coding.isEmpty() || coding.equals("identity") || raw.content.length == 0) {
            return raw;
        }
        try {
            return inflate(raw.content, coding, max);
        } finally {
            release(raw);
        }
    }

    void release(Body body) {
        inFlight.addAndGet(-body.charged);
    }

    /** Lets a body pass without keeping it, so that the connection can be used again. */
    void discard(InputStream in, int max) throws BodyException {
        byte[] buffer = new byte[4096];
        long started = System.nanoTime();
        long total = 0;
        try {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                total += n;
                checkRate(started, total);
                if (total > max) {
                    throw new BodyException(413, "body too large");
                }
            }
        } catch (IOException e) {
            throw new BodyException(408, "the body did not come");
        }
    }

    private Body receive(InputStream in, long length, int max, int broken) throws BodyException {
        byte[] buffer = new byte[(int) (length < 0 ? FIRST : Math.min(length, ANNOUNCED))];
        int charged = charge(0, buffer.length);
        long started = System.nanoTime();
        int size = 0;
        boolean done = false;
        try {
            while (true) {
                if (size == buffer.length) {
                    if (size == length) {
                        break;
                    }
                    int larger = (int) Math.min(Math.max(FIRST, size * 2L), max + 1L);
                    if (size > max) {
                        throw new BodyException(413, "body too large");
                    }
                    charged = charge(charged, larger - size);
                    buffer = Arrays.copyOf(buffer, larger);
                }
                int n = in.read(buffer, size, buffer.length - size);
                if (n < 0) {
                    break;
                }
                size += n;
                checkRate(started, size);
            }
            if (size > max) {
                throw new BodyException(413, "body too large");
            }
            done = true;
            return new Body(size == buffer.length ? buffer : Arrays.copyOf(buffer, size), charged);
        } catch (IOException e) {
            throw new BodyException(broken, "the body broke off");
        } finally {
            if (!done) {
                inFlight.addAndGet(-charged);
            }
        }
    }

    private int charge(int already, int more) throws BodyException {
        if (inFlight.addAndGet(more) > limits.maxBodiesInFlight()) {
            inFlight.addAndGet(-(long) more);
            throw new BodyException(503, "too many bodies at a time");
        }
        return already + more;
    }

    private void checkRate(long started, long size) throws BodyException {
        long nanos = System.nanoTime() - started;
        if (nanos > limits.bodyGrace().toNanos()
                && size < limits.minBodyRate() * (nanos / 1_000_000_000L)) {
            throw new BodyException(408, "body too slow");
        }
    }

    private Body inflate(byte[] packed, String coding, int max) throws BodyException {
        int most = (int) Math.min(max, Math.max(FIRST, (long) packed.length * MAX_RATIO));
        try (InputStream in = decoder(packed, coding)) {
            return receive(in, -1, most, 400);
        } catch (IOException e) {
            throw new BodyException(400, "not " + coding);
        }
    }

    private static InputStream decoder(byte[] packed, String coding)
            throws IOException, BodyException {
        return switch (coding) {
            case "gzip", "x-gzip" -> new GZIPInputStream(new ByteArrayInputStream(packed));
            case "deflate" -> new InflaterInputStream(new ByteArrayInputStream(packed));
            default -> throw new BodyException(415, "content coding not supported");
        };
    }
}
