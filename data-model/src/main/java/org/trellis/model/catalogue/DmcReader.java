package org.trellis.model.catalogue;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trellis.model.ParameterType;
import org.trellis.model.SupportedNode;

/**
 * Reads the compact catalogue format, version 1: interned tables ({@code E} enumerations, {@code X}
 * patterns, {@code T} data types), a line {@code B}, then one node per line as {@code depth name
 * protocol kind access type version facet...}, separated by tabs.
 */
final class DmcReader {

    private static final String FORMAT = "#dmc\t1";
    private static final String TYPE_LETTERS = "siulvbt6xd";
    private static final ParameterType[] TYPES = {
        ParameterType.STRING,
        ParameterType.INT,
        ParameterType.UNSIGNED_INT,
        ParameterType.LONG,
        ParameterType.UNSIGNED_LONG,
        ParameterType.BOOLEAN,
        ParameterType.DATE_TIME,
        ParameterType.BASE64,
        ParameterType.HEX_BINARY,
        ParameterType.DECIMAL
    };
    private static final String ALTERNATIVES = "\u001f";

    private final Map<String, List<String>> enumerations = new HashMap<>();
    private final Map<String, Patterns> patterns = new HashMap<>();
    private final Map<String, ValueSyntax> dataTypes = new HashMap<>();
    private final Map<String, ValueSyntax> sharedSyntaxes = new HashMap<>();
    private final Map<String, CatalogueNode.Origin> sharedOrigins = new HashMap<>();
    private final List<CatalogueNode> nodes = new ArrayList<>();
    private final List<String> parents = new ArrayList<>();
    private final Map<Integer, String> references = new HashMap<>();
    private final String prefix;

    private DmcReader(String prefix) {
        this.prefix = prefix;
    }

    /**
     * @param prefix where the model is rooted: empty, or {@code Device.Services.} for a service
     *     model
     * @return the nodes in the order of the model
     * @throws IOException if reading fails or the text is not a catalogue; the message names the
     *     line
     */
    static List<CatalogueNode> read(BufferedReader in, String prefix) throws IOException {
        return new DmcReader(prefix).read(in);
    }

    private List<CatalogueNode> read(BufferedReader in) throws IOException {
        if (!FORMAT.equals(in.readLine())) {
            throw new IOException("not a catalogue of format 1");
        }
        boolean body = false;
        int number = 1;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            number++;
            try {
                if (body) {
                    node(line);
                } else if (line.equals("B")) {
                    body = true;
                } else if (!line.startsWith("#")) {
                    table(line);
                }
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw new IOException("line " + number + ": " + e.getMessage(), e);
            }
        }
        new EnumerationReferences(nodes, references).resolve();
        return nodes;
    }

    private void table(String line) {
        String[] fields = line.split("\t", -1);
        switch (fields[0]) {
            case "E" ->
                    enumerations.put(fields[1], enumeration(fields.length > 2 ? fields[2] : ""));
            case "X" ->
                    patterns.put(
                            fields[1],
                            new Patterns(
                                    Arrays.asList(
                                            (fields.length > 2 ? fields[2] : "")
                                                    .split(ALTERNATIVES, -1))));
            case "T" -> dataTypes.put(fields[1], syntax(fields[1], fields[2], fields, 3));
            case "M", "F" -> {
                // sources and reference targets: not needed for values
            }
            default -> throw new IllegalArgumentException("unknown table " + fields[0]);
        }
    }

    /** {@code None|GZIP?|BZIP2!|XZ@2.18}: optional, deprecated and version marks are dropped. */
    private static List<String> enumeration(String text) {
        List<String> values = new ArrayList<>();
        for (String item : text.split("\\|", -1)) {
            int at = item.lastIndexOf('@');
            String value = at > 0 && isVersion(item, at + 1) ? item.substring(0, at) : item;
            boolean marked = value.endsWith("?") || value.endsWith("!");
            values.add(marked ? value.substring(0, value.length() - 1) : value);
        }
        return values;
    }

    private static boolean isVersion(String text, int from) {
        return from < text.length()
                && text.substring(from).chars().allMatch(c -> "0123456789.".indexOf(c) >= 0);
    }

    private void node(String line) {
        String[] fields = line.split("\t");
        int depth = Integer.parseInt(fields[0]);
        String path = (depth == 0 ? prefix : parents.get(depth - 1)) + fields[1];
        while (parents.size() > depth) {
            parents.removeLast();
        }
        parents.add(path);
        String version = field(fields, 6);
        SupportedNode.Kind kind = kind(fields[3]);
        ValueSyntax syntax = kind == SupportedNode.Kind.PARAMETER ? parameterSyntax(fields) : null;
        if (syntax != null) {
            enumerationReference(fields);
        }
        nodes.add(
                new CatalogueNode(
                        path,
                        kind,
                        access(field(fields, 4)),
                        sharedOrigins.computeIfAbsent(
                                fields[2] + " " + version, _ -> origin(fields[2], version)),
                        flags(fields, version),
                        syntax,
                        path.endsWith(".{i}.") ? tableFacts(fields) : TableFacts.NONE));
    }

    /** {@code Q} names the parameter whose enumeration holds; resolved when all nodes are known. */
    private void enumerationReference(String[] fields) {
        for (int i = 7; i < fields.length; i++) {
            if (fields[i].startsWith("Q")) {
                references.put(nodes.size(), fields[i].substring(1));
            }
        }
    }

    private static SupportedNode.Kind kind(String letter) {
        return switch (letter) {
            case "O" -> SupportedNode.Kind.OBJECT;
            case "P" -> SupportedNode.Kind.PARAMETER;
            case "C" -> SupportedNode.Kind.COMMAND;
            case "V" -> SupportedNode.Kind.EVENT;
            default -> throw new IllegalArgumentException("unknown kind " + letter);
        };
    }

    private static Access access(String letter) {
        return switch (letter) {
            case "w" -> Access.READ_WRITE;
            case "o" -> Access.WRITE_ONCE;
            default -> Access.READ_ONLY;
        };
    }

    private static CatalogueNode.Origin origin(String protocols, String version) {
        String plain = isOld(version) ? version.substring(0, version.length() - 1) : version;
        return new CatalogueNode.Origin(
                switch (protocols) {
                    case "c" -> CatalogueNode.Origin.Protocols.CWMP;
                    case "u" -> CatalogueNode.Origin.Protocols.USP;
                    default -> CatalogueNode.Origin.Protocols.BOTH;
                },
                plain);
    }

    private static Set<CatalogueNode.Flag> flags(String[] fields, String version) {
        if (fields.length <= 7 && !fields[3].equals("C") && !isOld(version)) {
            return Set.of();
        }
        Set<CatalogueNode.Flag> flags = EnumSet.noneOf(CatalogueNode.Flag.class);
        if (isOld(version)) {
            flags.add(CatalogueNode.Flag.DEPRECATED);
        }
        if (fields[3].equals("C") && field(fields, 4).equals("a")) {
            flags.add(CatalogueNode.Flag.ASYNC);
        }
        for (int i = 7; i < fields.length; i++) {
            switch (fields[i]) {
                // "hidden" is what models before TR-106 Amendment 7 call a secured parameter
                case "!s", "!h" -> flags.add(CatalogueNode.Flag.SECRET);
                case "!c" -> flags.add(CatalogueNode.Flag.TRIGGER);
                case "!i" -> flags.add(CatalogueNode.Flag.FORCED_INFORM);
                case "MmountPoint" -> flags.add(CatalogueNode.Flag.MOUNT_POINT);
                default -> {
                    // other facets are read elsewhere
                }
            }
        }
        return flags.isEmpty() ? Set.of() : flags;
    }

    private static boolean isOld(String version) {
        return version.endsWith("d") || version.endsWith("o");
    }

    private ValueSyntax parameterSyntax(String[] fields) {
        StringBuilder key = new StringBuilder(field(fields, 5));
        for (int i = 7; i < fields.length; i++) {
            if (!fields[i].startsWith("!") && !fields[i].startsWith("D")) {
                key.append('\t').append(fields[i]);
            }
        }
        return sharedSyntaxes.computeIfAbsent(
                key.toString(), _ -> syntax("", field(fields, 5), fields, 7));
    }

    private ValueSyntax syntax(String name, String letter, String[] fields, int first) {
        int at = letter.length() == 1 ? TYPE_LETTERS.indexOf(letter) : -1;
        if (at < 0) {
            throw new IllegalArgumentException("unknown type " + letter);
        }
        String namedType = name;
        boolean list = false;
        String units = "";
        List<String> enumeration = List.of();
        Patterns pattern = Patterns.NONE;
        List<Interval> ranges = List.of();
        List<Interval> sizes = List.of();
        @Nullable ValueSyntax base = null;
        for (int i = first; i < fields.length; i++) {
            String facet = fields[i];
            if (facet.isEmpty()) {
                continue;
            }
            String rest = facet.substring(1);
            switch (facet.charAt(0)) {
                case 'L' -> list = true;
                case 'T' -> {
                    namedType = rest;
                    base = dataTypes.get(rest);
                }
                case 'S' -> sizes = intervals(rest);
                case 'R' -> ranges = intervals(rest);
                case 'U' -> units = rest;
                case 'E' -> enumeration = enumerations.getOrDefault(rest, List.of());
                case 'P' -> pattern = patterns.getOrDefault(rest, Patterns.NONE);
                default -> {
                    // defaults, references and marks do not limit a value
                }
            }
        }
        ValueLimits inherited = base == null ? ValueLimits.NONE : base.limits();
        return new ValueSyntax(
                TYPES[at],
                namedType,
                list || (base != null && base.list()),
                new ValueLimits(
                        enumeration.isEmpty() ? inherited.enumeration() : enumeration,
                        pattern.isEmpty() ? inherited.patterns() : pattern,
                        ranges.isEmpty() ? inherited.ranges() : ranges,
                        sizes.isEmpty() ? inherited.sizes() : sizes),
                units);
    }

    private static List<Interval> intervals(String text) {
        return Arrays.stream(text.split("\\|")).map(Interval::parse).toList();
    }

    private static TableFacts tableFacts(String[] fields) {
        String count = "";
        String enable = "";
        List<TableFacts.UniqueKey> keys = new ArrayList<>();
        int functional = 0;
        for (int i = 7; i < fields.length; i++) {
            if (fields[i].isEmpty()) {
                continue;
            }
            String rest = fields[i].substring(1);
            switch (fields[i].charAt(0)) {
                case '#' -> count = rest;
                case '+' -> enable = rest;
                case 'K' -> keys.add(functional++, key(rest, true));
                case 'k' -> keys.add(key(rest, false));
                default -> {
                    // not about the table
                }
            }
        }
        return new TableFacts(count, enable, keys);
    }

    private static TableFacts.UniqueKey key(String parameters, boolean functional) {
        return new TableFacts.UniqueKey(Arrays.asList(parameters.split(",")), functional);
    }

    private static String field(String[] fields, int index) {
        return index < fields.length ? fields[index] : "";
    }
}
