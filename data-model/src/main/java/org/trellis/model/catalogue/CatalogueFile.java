package org.trellis.model.catalogue;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A catalogue file as it was read: whole and without fault, or not at all. Immutable. */
public final class CatalogueFile {

    /** What a file may grow to; the biggest model of the Broadband Forum makes half a megabyte. */
    private static final int MAX_BYTES = 32 << 20;

    private final String name;
    private final DmcReader.Content content;

    private CatalogueFile(String name, DmcReader.Content content) {
        this.name = name;
        this.content = content;
    }

    /** The nodes of a file below a prefix. */
    record Rooted(List<CatalogueNode> nodes, List<CatalogueNode> retired) {}

    /**
     * @param gzipped is read to its end and not closed
     * @param name how to name the file in errors
     * @throws CatalogueException if it is not a catalogue: name, line and reason
     * @throws IOException if reading fails
     */
    public static CatalogueFile read(InputStream gzipped, String name) throws IOException {
        try {
            BufferedReader in =
                    new BufferedReader(
                            new InputStreamReader(
                                    new Bounded(new GZIPInputStream(gzipped, 1 << 16), name),
                                    StandardCharsets.UTF_8.newDecoder()),
                            1 << 16);
            return new CatalogueFile(name, DmcReader.read(in, name));
        } catch (ZipException | EOFException e) {
            throw new CatalogueException(name, 0, "not a whole gzip file: " + e.getMessage());
        } catch (CharacterCodingException e) {
            throw new CatalogueException(name, 0, "not UTF-8");
        }
    }

    /** One of the files beside this class. */
    static CatalogueFile shipped(String name) throws IOException {
        try (InputStream in = CatalogueFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + name);
            }
            return read(in, name);
        }
    }

    /** The file's name as it was given. */
    public String name() {
        return name;
    }

    /** What it was made from. */
    public List<ModelSource> sources() {
        return content.sources();
    }

    /** How many nodes it has, and how many that are deleted. */
    public Size size() {
        return new Size(content.nodes().size(), content.retired().size());
    }

    /**
     * @param nodes lines of living nodes; a node that CWMP and USP see differently counts twice
     * @param retired lines of deleted ones
     */
    public record Size(int nodes, int retired) {}

    /** {@code Device.} or {@code InternetGatewayDevice.}; for a service what it starts with. */
    public String root() {
        String first = content.nodes().getFirst().template();
        return first.substring(0, first.indexOf('.') + 1);
    }

    /** True for a service model, whose names do not start at a root. */
    public boolean isService() {
        return !root().equals("Device.") && !root().equals("InternetGatewayDevice.");
    }

    /**
     * @param prefix where the model is rooted: empty, or {@code Device.Services.} for a service
     */
    public Catalogue catalogue(String prefix) {
        return Catalogue.ofFiles(List.of(below(prefix)));
    }

    Rooted below(String prefix) {
        return prefix.isEmpty()
                ? new Rooted(content.nodes(), content.retired())
                : new Rooted(below(prefix, content.nodes()), below(prefix, content.retired()));
    }

    private static List<CatalogueNode> below(String prefix, List<CatalogueNode> nodes) {
        return nodes.stream().map(node -> node.at(prefix + node.template())).toList();
    }

    /** Ends a file that unpacks to more than any model needs. */
    private static final class Bounded extends FilterInputStream {
        private final String name;
        private int left = MAX_BYTES;

        Bounded(InputStream in, String name) {
            super(in);
            this.name = name;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int n = super.read(bytes, offset, length);
            count(Math.max(0, n));
            return n;
        }

        private void count(int n) throws CatalogueException {
            left -= n;
            if (left < 0) {
                throw new CatalogueException(name, 0, "unpacks to more than " + MAX_BYTES);
            }
        }
    }
}
