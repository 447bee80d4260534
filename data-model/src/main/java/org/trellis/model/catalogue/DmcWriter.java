package org.trellis.model.catalogue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.trellis.model.SupportedNode;

/**
 * Writes the compact catalogue format, version 2, which {@link DmcReader} describes. The same input
 * gives the same bytes: identifiers are given in the order of first use, data types are sorted, and
 * the compressed file bears no time.
 */
public final class DmcWriter {

    static final String FORMAT = "#dmc\t2";

    private final Map<String, Integer> enumerations = new LinkedHashMap<>();
    private final Map<String, Integer> patterns = new LinkedHashMap<>();
    private final Map<String, Integer> references = new LinkedHashMap<>();
    private final Map<String, String> dataTypes = new TreeMap<>();
    private final StringBuilder body = new StringBuilder();

    private DmcWriter() {}

    /**
     * The gzipped catalogue.
     *
     * @param roots the nodes without parent, in the order of the model
     * @throws IllegalArgumentException if two different data types have one name
     */
    public static byte[] gzipped(List<ModelSource> sources, List<NodeFacts> roots) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new Compressed(bytes)) {
            out.write(text(sources, roots).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The catalogue before compression. */
    public static String text(List<ModelSource> sources, List<NodeFacts> roots) {
        return new DmcWriter().write(sources, roots);
    }

    private String write(List<ModelSource> sources, List<NodeFacts> roots) {
        roots.forEach(root -> node(0, root));
        StringBuilder out = new StringBuilder(FORMAT).append('\n');
        for (ModelSource source : sources) {
            line(
                    out,
                    List.of(
                            "M",
                            protocols(source.protocols()),
                            DmcText.escape(source.model()),
                            DmcText.escape(source.file()),
                            source.sha256(),
                            Integer.toString(source.files()),
                            DmcText.escape(source.licence())));
        }
        enumerations.forEach((values, id) -> line(out, List.of("E", id.toString(), values)));
        patterns.forEach((texts, id) -> line(out, List.of("X", id.toString(), texts)));
        references.forEach((target, id) -> line(out, List.of("F", id.toString(), target)));
        dataTypes.values().forEach(type -> out.append(type).append('\n'));
        return out.append("B\n").append(body).toString();
    }

    private void node(int depth, NodeFacts node) {
        List<String> fields = new ArrayList<>();
        fields.add(Integer.toString(depth));
        fields.add(DmcText.escape(node.name()));
        fields.add(
                node.protocols() == CatalogueNode.Origin.Protocols.BOTH
                        ? ""
                        : protocols(node.protocols()));
        fields.add(kind(node.kind()));
        fields.add(access(node));
        SyntaxFacts syntax = node.syntax();
        fields.add(syntax == null ? "" : TypeLetters.of(syntax.type()));
        fields.add(node.kind() == SupportedNode.Kind.COMMAND ? node.async() ? "a" : "s" : "");
        fields.add(node.cardinality());
        fields.add(node.version());
        fields.add(status(node.status()));
        if (syntax != null) {
            facets(syntax, fields);
        }
        node.marks().forEach(mark -> fields.add(DmcText.escape(mark)));
        line(body, fields);
        node.children().forEach(child -> node(depth + 1, child));
    }

    private void facets(SyntaxFacts syntax, List<String> fields) {
        SyntaxFacts.ListFacts list = syntax.list();
        if (list != null) {
            fields.add("L" + (list.nestedBrackets() ? "[" : "") + list.items());
            if (!list.sizes().isEmpty()) {
                fields.add("z" + intervals(list.sizes()));
            }
        }
        SyntaxFacts.NamedType named = syntax.namedType();
        if (named != null) {
            fields.add("T" + dataType(named));
        }
        if (!syntax.sizes().isEmpty()) {
            fields.add("S" + intervals(syntax.sizes()));
        }
        if (!syntax.ranges().isEmpty()) {
            fields.add("R" + intervals(syntax.ranges()));
        }
        if (!syntax.units().isEmpty()) {
            fields.add("U" + DmcText.escape(syntax.units()));
        }
        if (!syntax.enumeration().isEmpty()) {
            fields.add("E" + id(enumerations, enumeration(syntax.enumeration())));
        }
        if (!syntax.patterns().isEmpty()) {
            List<String> escaped = syntax.patterns().stream().map(DmcText::escape).toList();
            String separator = String.valueOf(DmcText.PATTERN_SEPARATOR);
            fields.add("P" + id(patterns, String.join(separator, escaped)));
        }
        SyntaxFacts.Reference reference = syntax.reference();
        if (reference != null) {
            String target =
                    DmcText.escape(reference.targetType())
                            + "\t"
                            + DmcText.escape(reference.targetParents());
            fields.add(reference.kind().letter() + id(references, target));
        }
        if (!syntax.enumerationRef().isEmpty()) {
            fields.add("Q" + DmcText.escape(syntax.enumerationRef()));
        }
        SyntaxFacts.DefaultValue value = syntax.defaultValue();
        if (value != null) {
            fields.add("D" + letter(value.kind()) + DmcText.escape(value.value()));
        }
    }

    private String dataType(SyntaxFacts.NamedType named) {
        List<String> fields = new ArrayList<>();
        fields.add("T");
        fields.add(DmcText.escape(named.name()));
        fields.add(TypeLetters.of(named.syntax().type()));
        facets(named.syntax(), fields);
        String type = String.join("\t", fields);
        String present = dataTypes.putIfAbsent(named.name(), type);
        if (present != null && !present.equals(type)) {
            throw new IllegalArgumentException("two data types are called " + named.name());
        }
        return DmcText.escape(named.name());
    }

    private static String enumeration(List<SyntaxFacts.EnumeratedValue> values) {
        return String.join(
                "|",
                values.stream()
                        .map(v ->
                                DmcText.escapeEnumerated(v.value())
                                        + (v.optional() ? "?" : "")
                                        + (v.old() ? "!" : "")
                                        + (v.since().isEmpty() ? "" : "@" + v.since()))
                        .toList());
    }

    private static String intervals(List<Interval> intervals) {
        return String.join("|", intervals.stream().map(Interval::toString).toList());
    }

    private static String id(Map<String, Integer> table, String key) {
        return table.computeIfAbsent(key, _ -> table.size()).toString();
    }

    private static String protocols(CatalogueNode.Origin.Protocols protocols) {
        return switch (protocols) {
            case BOTH -> "";
            case CWMP -> "c";
            case USP -> "u";
        };
    }

    private static String kind(SupportedNode.Kind kind) {
        return switch (kind) {
            case OBJECT -> "O";
            case PARAMETER -> "P";
            case COMMAND -> "C";
            case EVENT -> "V";
        };
    }

    private static String access(NodeFacts node) {
        boolean accessible =
                node.kind() == SupportedNode.Kind.OBJECT
                        || node.kind() == SupportedNode.Kind.PARAMETER;
        if (!accessible) {
            return "";
        }
        return node.argument()
                ? "-"
                : switch (node.access()) {
                    case READ_ONLY -> "r";
                    case READ_WRITE -> "w";
                    case WRITE_ONCE -> "o";
                };
    }

    private static String status(Status status) {
        return switch (status) {
            case CURRENT -> "";
            case DEPRECATED -> "d";
            case OBSOLETED -> "o";
            case DELETED -> "x";
        };
    }

    private static char letter(SyntaxFacts.DefaultValue.Kind kind) {
        return switch (kind) {
            case OBJECT -> 'o';
            case FACTORY -> 'f';
            case IMPLEMENTATION -> 'i';
            case PARAMETER -> 'p';
        };
    }

    /** Fields without the empty ones at the end. */
    private static void line(StringBuilder out, List<String> fields) {
        int end = fields.size();
        while (end > 0 && fields.get(end - 1).isEmpty()) {
            end--;
        }
        out.append(String.join("\t", fields.subList(0, end))).append('\n');
    }

    /** As small as it gets; Java writes no time into the header. */
    private static final class Compressed extends GZIPOutputStream {
        Compressed(OutputStream out) throws IOException {
            super(out, 1 << 16);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
