package org.trellis.model.translate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trellis.model.catalogue.Catalogue;
import org.trellis.model.catalogue.CatalogueNode;

/** Reads the shipped mapping table and decides for each row how it is translated. */
final class RowReader {

    private static final String ROWS = "tr098-rows.tsv";
    private static final String ENUMERATIONS = "tr098-enums.tsv";

    private final Catalogue nativeCatalogue;
    private final Catalogue canonicalCatalogue;
    private final Map<String, Conversion> enumerations;

    private RowReader(Catalogue nativeCatalogue, Catalogue canonicalCatalogue) {
        this.nativeCatalogue = nativeCatalogue;
        this.canonicalCatalogue = canonicalCatalogue;
        this.enumerations = enumerations();
    }

    static List<Row> standard(Catalogue nativeCatalogue, Catalogue canonicalCatalogue) {
        RowReader reader = new RowReader(nativeCatalogue, canonicalCatalogue);
        return lines(ROWS).stream().map(reader::row).toList();
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
                        ? new Row.Unsupported()
                        : how(from, to, transform, instance),
                new Row.Nodes(node(nativeCatalogue, source), node(canonicalCatalogue, target)));
    }

    private static @Nullable CatalogueNode node(Catalogue catalogue, String template) {
        return catalogue.node(template).orElse(null);
    }

    private Row.How how(
            PathTemplate source, PathTemplate target, String transform, String instance) {
        if (transform.startsWith("wlan.")
                || transform.equals("hexstring") && instance.contains("WEPKeyIndex")) {
            return new Row.Security();
        }
        if (transform.equals("derive:band") || transform.equals("ref:WiFi.Radio radio")) {
            return new Row.FromBand();
        }
        if (instance.equals("radio") && !source.text().isEmpty()) {
            if (transform.equals("standard")) {
                return new Row.RadioStandard();
            }
            Conversion conversion = Conversions.of(transform, enumerations);
            return conversion == null ? new Row.Unsupported() : new Row.OnRadio(conversion);
        }
        if ((transform.equals("sum") || transform.equals("or")) && target.instances() == 0) {
            return new Row.Aggregate(transform.equals("sum"));
        }
        if (instance.endsWith(".dns")) {
            return listRows(transform, "pm" + instance.substring(4, instance.length() - 4));
        }
        Formula formula = Formula.parse(instance);
        if (formula == null || formula.targets() != target.instances()) {
            return new Row.Unsupported();
        }
        if (source.text().isEmpty()) {
            return synthetic(transform, formula);
        }
        if (formula.sources() != source.instances() || source.text().endsWith(".")) {
            return new Row.Unsupported();
        }
        if (transform.startsWith("list-item:")) {
            return new Row.ListItem(formula, Integer.parseInt(transform.substring(10)));
        }
        if (transform.equals("ref:interface") || transform.equals("ref:path")) {
            return new Row.Reference(formula);
        }
        Conversion conversion = Conversions.of(transform, enumerations);
        return conversion == null ? new Row.Unsupported() : new Row.Direct(formula, conversion);
    }

    /** A connection's name servers are numbered as its port mappings are, in another table. */
    private static Row.How listRows(String transform, String numbering) {
        Formula items = Formula.parse(numbering);
        if (items == null) {
            return new Row.Unsupported();
        }
        return transform.equals("explode-list")
                ? new Row.ListRows(items)
                : synthetic(transform, items);
    }

    /** {@code const:text} or {@code ref:IP.Interface conn.ip}. */
    private static Row.How synthetic(String transform, Formula formula) {
        if (transform.startsWith("const:") && !transform.equals("const:last")) {
            return new Row.Constant(formula, transform.substring("const:".length()));
        }
        String[] words = transform.split("[: ]");
        if (words.length == 3 && words[0].equals("ref")) {
            Formula peer = Formula.parse(words[2]);
            String table = "Device." + words[1] + ".";
            if (peer != null && peer.targets() == 1) {
                return new Row.Peer(formula, table, peer);
            }
        }
        return new Row.Unsupported();
    }

    private static Map<String, Conversion> enumerations() {
        Map<String, Map<String, String>> reading = new HashMap<>();
        Map<String, Map<String, String>> writing = new HashMap<>();
        for (String[] fields : lines(ENUMERATIONS)) {
            String canonical = field(fields, 2);
            if (fields.length < 4) {
                reading.computeIfAbsent(fields[0], _ -> new LinkedHashMap<>())
                        .put(fields[1], canonical);
            }
            writing.computeIfAbsent(fields[0], _ -> new LinkedHashMap<>())
                    .putIfAbsent(canonical, fields[1]);
        }
        Map<String, Conversion> tables = new HashMap<>();
        reading.forEach((name, table) ->
                tables.put(
                        name,
                        Conversions.enumeration(table, writing.getOrDefault(name, Map.of()))));
        return tables;
    }

    private static List<String[]> lines(String resource) {
        List<String[]> lines = new ArrayList<>();
        try (InputStream in = RowReader.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + resource);
            }
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.startsWith("#")) {
                    lines.add(line.split("\t", -1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
        return lines;
    }

    private static String field(String[] fields, int index) {
        return index < fields.length ? fields[index] : "";
    }
}
