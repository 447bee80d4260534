package org.trellis.model.translate;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trellis.model.ResourceTable;
import org.trellis.model.catalogue.Catalogue;
import org.trellis.model.catalogue.CatalogueNode;

/** Reads the shipped mapping table and decides for each row how it is translated. */
final class RowReader {

    private static final String ROWS = "tr098-rows.tsv";
    private static final String ENUMERATIONS = "tr098-enums.tsv";

    /** More than a connection has. */
    private static final int MAX_NAME_SERVERS = 9;

    private static final int MAX_STATIONS = 999;
    private static final String VOICE = "Device.Services.VoiceService.{i}.";

    private final Catalogue nativeCatalogue;
    private final Catalogue canonicalCatalogue;
    private final Map<String, Conversion> enumerations;
    private final RowKinds kinds;

    private RowReader(
            ResourceTable enumerations, Catalogue nativeCatalogue, Catalogue canonicalCatalogue) {
        this.nativeCatalogue = nativeCatalogue;
        this.canonicalCatalogue = canonicalCatalogue;
        this.enumerations = enumerations(enumerations);
        this.kinds = new RowKinds(this.enumerations);
    }

    static List<Row> standard(Catalogue nativeCatalogue, Catalogue canonicalCatalogue) {
        return read(
                ResourceTable.shipped(RowReader.class, ROWS),
                ResourceTable.shipped(RowReader.class, ENUMERATIONS),
                nativeCatalogue,
                canonicalCatalogue);
    }

    /**
     * @throws IllegalStateException if a line of a table is wrong
     */
    static List<Row> read(
            ResourceTable rows,
            ResourceTable enumerations,
            Catalogue nativeCatalogue,
            Catalogue canonicalCatalogue) {
        RowReader reader = new RowReader(enumerations, nativeCatalogue, canonicalCatalogue);
        return rows.rows(reader::row);
    }

    private Row row(String[] fields) {
        String source = fields[0];
        String target = fields[1];
        String transform = fields[3];
        String instance = field(fields, 4);
        PathTemplate from = PathTemplate.of(source);
        PathTemplate to = PathTemplate.of(target);
        return new Row(
                from,
                to,
                fields[2].equals("rw"),
                transform,
                instance,
                fields[2].equals("cmd")
                        ? command(transform, instance)
                        : how(from, to, transform, instance),
                new Row.Nodes(node(nativeCatalogue, source), node(canonicalCatalogue, target)));
    }

    private static Row.How command(String transform, String instance) {
        return transform.equals("vendor")
                ? new Row.Refused("TR-098 has no parameter for it; each vendor has its own")
                : new Row.Command(formula(instance));
    }

    private static @Nullable CatalogueNode node(Catalogue catalogue, String template) {
        return catalogue.node(template).orElse(null);
    }

    private Row.How how(
            PathTemplate source, PathTemplate target, String transform, String instance) {
        Row.How kind = kinds.of(source.text(), target.text(), transform, instance);
        if (kind != null) {
            return kind;
        }
        if (transform.startsWith("wlan.")
                || transform.equals("hexstring") && instance.contains("WEPKeyIndex")) {
            return new Row.Security();
        }
        if (transform.equals("derive:band") || transform.equals("ref:WiFi.Radio radio")) {
            return new Row.FromBand();
        }
        if (instance.equals("radio") && !source.text().isEmpty()) {
            return transform.equals("standard")
                    ? new Row.RadioStandard()
                    : new Row.OnRadio(conversion(transform));
        }
        if ((transform.equals("sum") || transform.equals("or")) && target.instances() == 0) {
            return new Row.Aggregate(transform.equals("sum"));
        }
        if (instance.endsWith(".dns") || instance.equals("acl")) {
            return listRows(target, transform, instance);
        }
        Formula formula = formula(instance);
        if (source.text().isEmpty()) {
            return synthetic(target, transform, formula);
        }
        if (formula.sources() != source.instances()) {
            throw new IllegalArgumentException(instance + " does not fit " + source.text());
        }
        if (transform.startsWith("list-item:")) {
            return new Row.ListItem(formula, Integer.parseInt(transform.substring(10)));
        }
        if (transform.equals("ref:interface") || transform.equals("ref:path")) {
            return new Row.Reference(formula);
        }
        return new Row.Direct(formula, conversion(transform));
    }

    private Conversion conversion(String transform) {
        Conversion conversion = Conversions.of(transform, enumerations);
        if (conversion == null) {
            throw new IllegalArgumentException("unknown transform " + transform);
        }
        return conversion;
    }

    private static Formula formula(String instance) {
        Formula formula = Formula.parse(instance);
        if (formula == null) {
            throw new IllegalArgumentException("unknown formula '" + instance + "'");
        }
        return formula;
    }

    /** A connection's name servers are numbered as its port mappings are, in another table. */
    private static Row.How listRows(PathTemplate target, String transform, String instance) {
        if (instance.equals("acl")) {
            return new Row.ListRows(
                    formula(instance), MAX_STATIONS, Map.of("AccessPolicy", "Allow"));
        }
        Formula items = formula("pm" + instance.substring(4, instance.length() - 4));
        return transform.equals("explode-list")
                ? new Row.ListRows(items, MAX_NAME_SERVERS, Map.of())
                : synthetic(target, transform, items);
    }

    /** {@code const:text} or {@code ref:IP.Interface conn.ip}. */
    private static Row.How synthetic(PathTemplate target, String transform, Formula formula) {
        if (transform.startsWith("const:")) {
            return new Row.Constant(formula, transform.substring("const:".length()));
        }
        String[] words = transform.split("[: ]");
        boolean voice = target.text().startsWith(VOICE);
        String table = words[1].startsWith("CallingFeatures") ? "CallControl." : "";
        return new Row.Peer(
                formula,
                PathTemplate.of((voice ? VOICE : "Device.") + table + words[1] + ".{i}"),
                formula((voice ? "idem," : "") + words[2]),
                !transform.startsWith("ref-held:"));
    }

    private static Map<String, Conversion> enumerations(ResourceTable table) {
        Map<String, Map<String, String>> reading = new HashMap<>();
        Map<String, Map<String, String>> writing = new HashMap<>();
        for (String[] fields : table.rows(RowReader::twoOrMore)) {
            String canonical = field(fields, 2);
            if (fields.length < 4) {
                reading.computeIfAbsent(fields[0], _ -> new LinkedHashMap<>())
                        .put(fields[1], canonical);
            }
            writing.computeIfAbsent(fields[0], _ -> new LinkedHashMap<>())
                    .putIfAbsent(canonical, fields[1]);
        }
        Map<String, Conversion> tables = new HashMap<>();
        reading.forEach((name, values) ->
                tables.put(
                        name,
                        Conversions.enumeration(
                                name, values, writing.getOrDefault(name, Map.of()))));
        return tables;
    }

    /** The third is missing where a value has no counterpart. */
    private static String[] twoOrMore(String[] fields) {
        if (fields.length < 2) {
            throw new IllegalArgumentException("has only " + fields.length + " fields");
        }
        return fields;
    }

    private static String field(String[] fields, int index) {
        return index < fields.length ? fields[index] : "";
    }
}
