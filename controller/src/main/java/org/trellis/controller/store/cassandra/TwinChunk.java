package org.trellis.controller.store.cassandra;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.trellis.controller.store.TwinValue;
import org.trellis.controller.store.secret.SecretBox;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;

/**
 * Values as one blob: sorted by path, each path written as what differs from the one before.
 *
 * <p>Form 1: version, number of chunks of the object, count, base time; then per value path, flags,
 * type, source path where it differs, time, text (sealed if it is a secret).
 */
final class TwinChunk {

    private static final int VERSION = 1;
    private static final int QUALITY = 0x07;
    private static final int WRITABLE = 0x08;
    private static final int SECRET = 0x10;
    private static final int OWN_SOURCE = 0x20;

    /** Beyond this, compressing pays; below, it costs more than it saves. */
    private static final int COMPRESS_ABOVE = 4_096;

    /**
     * A value that is not opened.
     *
     * @param text as it is stored: sealed if it is a secret
     */
    record Entry(int flags, int type, String source, long changedAt, byte[] text) {}

    private final int chunks;
    private final SortedMap<String, Entry> entries;

    private TwinChunk(int chunks, SortedMap<String, Entry> entries) {
        this.chunks = chunks;
        this.entries = entries;
    }

    static TwinChunk empty(int chunks) {
        return new TwinChunk(chunks, new TreeMap<>());
    }

    /** Into how many chunks the object is divided. */
    int chunks() {
        return chunks;
    }

    /** By path; may be changed before {@link #encode}. */
    SortedMap<String, Entry> entries() {
        return entries;
    }

    static TwinChunk decode(ByteBuffer blob) {
        BinaryIn in = new BinaryIn(Compressed.unpack(blob));
        int version = in.octet();
        if (version != VERSION) {
            throw Codes.unknown("twin form", version);
        }
        int chunks = (int) in.number();
        int count = in.size();
        long base = in.number();
        SortedMap<String, Entry> entries = new TreeMap<>();
        String path = "";
        String source = "";
        for (int i = 0; i < count; i++) {
            path = in.text(path);
            int flags = in.octet();
            int type = in.octet();
            source = (flags & OWN_SOURCE) == 0 ? path : in.text(source);
            long changedAt = base + in.number();
            entries.put(path, new Entry(flags, type, source, changedAt, in.blob()));
        }
        return new TwinChunk(chunks, entries);
    }

    ByteBuffer encode() {
        BinaryOut out = new BinaryOut();
        out.octet(VERSION);
        out.number(chunks);
        out.number(entries.size());
        long base = entries.values().stream().mapToLong(Entry::changedAt).min().orElse(0);
        out.number(base);
        String path = "";
        String source = "";
        for (var e : entries.entrySet()) {
            Entry entry = e.getValue();
            out.text(e.getKey(), path);
            out.octet(entry.flags());
            out.octet(entry.type());
            if ((entry.flags() & OWN_SOURCE) != 0) {
                out.text(entry.source(), source);
            }
            out.number(entry.changedAt() - base);
            out.blob(entry.text());
            path = e.getKey();
            source = entry.source();
        }
        return Compressed.pack(out.toBytes(), COMPRESS_ABOVE);
    }

    static Entry entry(TwinValue value, SecretBox box, String owner) {
        ObservedValue observed = value.value();
        String path = observed.path().text();
        boolean ownSource = !observed.sourcePath().equals(path);
        int flags =
                Codes.of(observed.quality())
                        | (observed.writable() ? WRITABLE : 0)
                        | (observed.secret() ? SECRET : 0)
                        | (ownSource ? OWN_SOURCE : 0);
        byte[] text =
                observed.secret()
                        ? box.seal(owner + path, observed.text())
                        : observed.text().getBytes(StandardCharsets.UTF_8);
        return new Entry(
                flags,
                Codes.of(observed.type()),
                observed.sourcePath(),
                value.changedAt().toEpochMilli(),
                text);
    }

    static TwinValue value(String path, Entry entry, SecretBox box, String owner) {
        boolean secret = (entry.flags() & SECRET) != 0;
        String text =
                secret
                        ? box.openText(owner + path, entry.text())
                        : new String(entry.text(), StandardCharsets.UTF_8);
        return new TwinValue(
                new ObservedValue(
                        new ParameterPath(path),
                        Codes.type(entry.type()),
                        text,
                        (entry.flags() & WRITABLE) != 0,
                        secret,
                        entry.source(),
                        Codes.quality(entry.flags() & QUALITY)),
                Instant.ofEpochMilli(entry.changedAt()));
    }
}
