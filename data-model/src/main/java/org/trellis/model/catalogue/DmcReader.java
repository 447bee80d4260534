package org.trellis.model.catalogue;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.trellis.model.SupportedNode;

/**
 * Reads the compact catalogue format, version 2: {@code #dmc 2}; {@code M protocol model file
 * sha256 files licence} for each model it was made from; interned tables ({@code E} enumerations,
 * {@code X} patterns, {@code F} reference targets, {@code T} data types); a line {@code B}; then
 * one node per line as {@code depth name protocol kind access type mode cardinality version status
 * facet...}. Fields are separated by tabs, empty ones at the end of a line are left out, and {@link
 * DmcText} escapes what the format uses itself.
 *
 * <p>Whatever it does not know is an error: a catalogue that is read in part would make nodes
 * disappear silently.
 */
final class DmcReader {

    private static final int FIELDS = 10;
    private static final int MAX_NODES = 200_000;
    private static final int MAX_DEPTH = 64;

    private final DmcSyntax syntaxes = new DmcSyntax();
    private final Map<String, CatalogueNode.Origin> sharedOrigins = new HashMap<>();
    private final List<ModelSource> sources = new ArrayList<>();
    private final List<CatalogueNode> nodes = new ArrayList<>();
    private final List<CatalogueNode> retired = new ArrayList<>();
    private final List<String> parents = new ArrayList<>();
    private final Map<Integer, String> references = new HashMap<>();
    private final Set<String> seen = new HashSet<>();

    private DmcReader() {}

    /**
     * What a catalogue file holds.
     *
     * @param nodes in the order of the model
     * @param retired the deleted ones, with their last facts
     */
    record Content(
            List<ModelSource> sources, List<CatalogueNode> nodes, List<CatalogueNode> retired) {}

    /**
     * @param file how to name it in errors
     * @throws CatalogueException if the text is not a catalogue
     * @throws IOException if reading fails
     */
    static Content read(BufferedReader in, String file) throws IOException {
        return new DmcReader().content(in, file);
    }

    private Content content(BufferedReader in, String file) throws IOException {
        int number = 1;
        try {
            if (!DmcWriter.FORMAT.equals(in.readLine())) {
                throw new IllegalArgumentException("not a catalogue of format 2");
            }
            boolean body = false;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                if (body) {
                    node(line);
                } else if (line.equals("B")) {
                    body = true;
                } else {
                    table(line);
                }
            }
            if (nodes.isEmpty()) {
                throw new IllegalArgumentException("ends without a node");
            }
        } catch (IllegalArgumentException e) {
            throw new CatalogueException(file, number, String.valueOf(e.getMessage()));
        }
        new EnumerationReferences(nodes, references).resolve();
        return new Content(List.copyOf(sources), nodes, retired);
    }

    private void table(String line) {
        String[] fields = line.split("\t", -1);
        if (fields[0].equals("M")) {
            sources.add(source(fields));
        } else {
            syntaxes.table(fields);
        }
    }

    private static ModelSource source(String[] fields) {
        if (fields.length != 7) {
            throw new IllegalArgumentException("a source has 6 fields");
        }
        return new ModelSource(
                protocols(fields[1]),
                DmcText.unescape(fields[2]),
                DmcText.unescape(fields[3]),
                fields[4],
                number(fields[5]),
                DmcText.unescape(fields[6]));
    }

    private void node(String line) {
        String[] fields = line.split("\t", -1);
        int depth = number(fields[0]);
        if (depth > parents.size() || depth >= MAX_DEPTH) {
            throw new IllegalArgumentException("depth " + depth + " below " + parents.size());
        }
        if (seen.size() >= MAX_NODES) {
            throw new IllegalArgumentException("more than " + MAX_NODES + " nodes");
        }
        SupportedNode.Kind kind = kind(field(fields, 3));
        String name = name(field(fields, 1), kind);
        String path = depth == 0 ? name : parents.get(depth - 1).concat(name);
        while (parents.size() > depth) {
            parents.removeLast();
        }
        parents.add(path);
        String protocol = field(fields, 2);
        if (!seen.add(protocol.isEmpty() ? path : path.concat("\t").concat(protocol))) {
            throw new IllegalArgumentException(path + " is there twice");
        }
        ValueSyntax syntax =
                kind == SupportedNode.Kind.PARAMETER
                        ? syntaxes.parameter(field(fields, 5), fields, FIELDS)
                        : null;
        Status status = status(field(fields, 9));
        String version = version(field(fields, 8));
        if (syntax != null && status != Status.DELETED) {
            enumerationReference(fields);
        }
        CatalogueNode node =
                new CatalogueNode(
                        path,
                        kind,
                        access(field(fields, 4)),
                        origin(protocol, version),
                        DmcFacets.flags(fields, kind, status, FIELDS),
                        syntax,
                        kind == SupportedNode.Kind.OBJECT
                                ? DmcFacets.table(path, fields, FIELDS)
                                : TableFacts.NONE);
        (status == Status.DELETED ? retired : nodes).add(node);
    }

    private CatalogueNode.Origin origin(String protocol, String version) {
        String key = protocol.isEmpty() ? version : protocol.concat(version);
        CatalogueNode.Origin present = sharedOrigins.get(key);
        if (present == null) {
            present = new CatalogueNode.Origin(protocols(protocol), version);
            sharedOrigins.put(key, present);
        }
        return present;
    }

    /** {@code Q} names the parameter whose enumeration holds; resolved when all nodes are known. */
    private void enumerationReference(String[] fields) {
        for (int i = FIELDS; i < fields.length; i++) {
            if (fields[i].startsWith("Q")) {
                references.put(nodes.size(), DmcText.unescape(fields[i].substring(1)));
            }
        }
    }

    private static String name(String field, SupportedNode.Kind kind) {
        String name = DmcText.unescape(field);
        boolean right =
                switch (kind) {
                    case OBJECT -> name.length() > 1 && name.endsWith(".");
                    case PARAMETER -> !name.isEmpty() && !name.endsWith(".");
                    case COMMAND -> name.length() > 2 && name.endsWith("()");
                    case EVENT -> name.length() > 1 && name.endsWith("!");
                };
        if (!right) {
            throw new IllegalArgumentException("'" + name + "' is no name of " + kind);
        }
        return name;
    }

    private static CatalogueNode.Origin.Protocols protocols(String letter) {
        return switch (letter) {
            case "" -> CatalogueNode.Origin.Protocols.BOTH;
            case "c" -> CatalogueNode.Origin.Protocols.CWMP;
            case "u" -> CatalogueNode.Origin.Protocols.USP;
            default -> throw new IllegalArgumentException("unknown protocol '" + letter + "'");
        };
    }

    private static SupportedNode.Kind kind(String letter) {
        return switch (letter) {
            case "O" -> SupportedNode.Kind.OBJECT;
            case "P" -> SupportedNode.Kind.PARAMETER;
            case "C" -> SupportedNode.Kind.COMMAND;
            case "V" -> SupportedNode.Kind.EVENT;
            default -> throw new IllegalArgumentException("unknown kind '" + letter + "'");
        };
    }

    private static Access access(String letter) {
        return switch (letter) {
            case "", "-", "r" -> Access.READ_ONLY;
            case "w" -> Access.READ_WRITE;
            case "o" -> Access.WRITE_ONCE;
            default -> throw new IllegalArgumentException("unknown access '" + letter + "'");
        };
    }

    private static Status status(String letter) {
        return switch (letter) {
            case "" -> Status.CURRENT;
            case "d" -> Status.DEPRECATED;
            case "o" -> Status.OBSOLETED;
            case "x" -> Status.DELETED;
            default -> throw new IllegalArgumentException("unknown status '" + letter + "'");
        };
    }

    private static String version(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c != '.' || i == 0)) {
                throw new IllegalArgumentException("'" + text + "' is no version");
            }
        }
        return text;
    }

    private static int number(String text) {
        boolean digits = !text.isEmpty() && text.length() <= 6;
        for (int i = 0; digits && i < text.length(); i++) {
            digits = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        if (!digits) {
            throw new IllegalArgumentException("'" + text + "' is no number");
        }
        return Integer.parseInt(text);
    }

    private static String field(String[] fields, int index) {
        return index < fields.length ? fields[index] : "";
    }
}
