package org.trellis.model.translate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.catalogue.Catalogue;
import org.trellis.model.catalogue.CatalogueNode;
import org.trellis.model.catalogue.TableFacts;
import org.trellis.model.translate.PathTemplate.Indexed;

/**
 * Finds the rows of one endpoint among those of another endpoint of the same device. The two number
 * their instances as they like: a row is the same where a unique key of its table says so, never
 * because its number is the same. Pure and thread-safe.
 */
public final class RowCorrelation {

    /** References lead to references: an access point to its SSID, that to its radio. */
    private static final int MAX_DEPTH = 6;

    /**
     * Parameters that tell rows apart in practice where they are unique, for tables whose own keys
     * one side often lacks.
     */
    private static final Map<String, List<List<String>>> ALSO =
            Map.of(
                    "Device.WiFi.SSID.{i}.",
                    List.of(
                            List.of("BSSID"),
                            List.of("MACAddress"),
                            List.of("SSID", "LowerLayers"),
                            List.of("SSID"),
                            List.of("Name", "LowerLayers")),
                    "Device.WiFi.Radio.{i}.",
                    List.of(List.of("OperatingFrequencyBand")),
                    "Device.WiFi.AccessPoint.{i}.",
                    List.of(List.of("SSIDReference")),
                    "Device.Hosts.Host.{i}.",
                    List.of(List.of("PhysAddress")),
                    "Device.Ethernet.Interface.{i}.",
                    List.of(List.of("MACAddress")),
                    "Device.IP.Interface.{i}.IPv4Address.{i}.",
                    List.of(List.of("IPAddress")),
                    "Device.DeviceInfo.FirmwareImage.{i}.",
                    List.of(List.of("Version")));

    private final Catalogue catalogue;

    public RowCorrelation(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * The same node in the other endpoint's numbering.
     *
     * @param path of an object, parameter or command, in the numbering of {@code from}
     * @param from values of the endpoint that the path comes from: all below the top-level objects
     *     concerned
     * @param to likewise of the other endpoint
     * @return empty if a row on the way has no counterpart, or no unique one
     */
    public Optional<ParameterPath> correlate(
            ParameterPath path, Collection<ObservedValue> from, Collection<ObservedValue> to) {
        String there = new Search(rows(from), rows(to)).path(path.text(), 0);
        return there == null ? Optional.empty() : ParameterPath.parse(there);
    }

    /** The parameters directly in each row, by table and instance number. */
    private static Map<String, Map<String, Map<String, String>>> rows(
            Collection<ObservedValue> values) {
        Map<String, Map<String, Map<String, String>>> tables = new HashMap<>();
        for (ObservedValue value : values) {
            String path = value.path().text();
            int name = path.lastIndexOf('.');
            int row = path.lastIndexOf('.', name - 1);
            if (row > 0 && Indexed.number(path, row + 1, name) > 0) {
                tables.computeIfAbsent(path.substring(0, row + 1), _ -> new LinkedHashMap<>())
                        .computeIfAbsent(path.substring(row + 1, name), _ -> new HashMap<>())
                        .put(path.substring(name + 1), value.text());
            }
        }
        return tables;
    }

    private List<List<String>> keys(String rowTemplate) {
        List<List<String>> functional = new ArrayList<>();
        List<List<String>> addressing = new ArrayList<>();
        List<TableFacts.UniqueKey> keys =
                catalogue
                        .node(rowTemplate)
                        .map(CatalogueNode::table)
                        .orElse(TableFacts.NONE)
                        .uniqueKeys();
        for (TableFacts.UniqueKey key : keys) {
            (key.functional() ? functional : addressing).add(key.parameters());
        }
        functional.addAll(ALSO.getOrDefault(rowTemplate, List.of()));
        functional.addAll(addressing);
        return functional;
    }

    /** One question. */
    private final class Search {
        private final Map<String, Map<String, Map<String, String>>> here;
        private final Map<String, Map<String, Map<String, String>>> there;

        Search(
                Map<String, Map<String, Map<String, String>>> here,
                Map<String, Map<String, Map<String, String>>> there) {
            this.here = here;
            this.there = there;
        }

        @Nullable String path(String text, int depth) {
            if (depth > MAX_DEPTH) {
                return null;
            }
            StringBuilder hereTo = new StringBuilder();
            StringBuilder thereTo = new StringBuilder();
            StringBuilder template = new StringBuilder();
            int start = 0;
            while (start < text.length()) {
                int dot = text.indexOf('.', start);
                int end = dot < 0 ? text.length() : dot;
                String segment = text.substring(start, end);
                boolean instance = Indexed.number(segment, 0, segment.length()) > 0;
                template.append(instance ? PathTemplate.INSTANCE : segment);
                String other = segment;
                if (instance) {
                    List<List<String>> keys = keys(template + ".");
                    other =
                            row(
                                    here.getOrDefault(hereTo.toString(), Map.of()),
                                    there.getOrDefault(thereTo.toString(), Map.of()),
                                    segment,
                                    keys,
                                    depth);
                }
                if (other == null) {
                    return null;
                }
                String separator = dot < 0 ? "" : ".";
                hereTo.append(segment).append(separator);
                thereTo.append(other).append(separator);
                template.append(separator);
                start = end + 1;
            }
            return thereTo.toString();
        }

        /** The other side's number of a row. */
        private @Nullable String row(
                Map<String, Map<String, String>> rowsHere,
                Map<String, Map<String, String>> rowsThere,
                String number,
                List<List<String>> keys,
                int depth) {
            Map<String, String> row = rowsHere.getOrDefault(number, Map.of());
            for (List<String> key : keys) {
                List<String> own = key.stream().map(name -> row.getOrDefault(name, "")).toList();
                if (own.contains("") || rowsWith(rowsHere, key, own).size() != 1) {
                    continue;
                }
                List<String> wanted = new ArrayList<>();
                for (String value : own) {
                    String translated = isPath(value) ? path(value, depth + 1) : value;
                    wanted.add(translated == null ? "" : translated);
                }
                List<String> same =
                        wanted.contains("") ? List.of() : rowsWith(rowsThere, key, wanted);
                if (same.size() == 1) {
                    return same.getFirst();
                }
            }
            return null;
        }

        private static boolean isPath(String value) {
            return value.startsWith("Device.") && value.indexOf(',') < 0;
        }

        private static List<String> rowsWith(
                Map<String, Map<String, String>> rows, List<String> key, List<String> values) {
            List<String> found = new ArrayList<>();
            rows.forEach((number, row) -> {
                boolean same = true;
                for (int i = 0; i < key.size(); i++) {
                    same &= bare(values.get(i)).equals(bare(row.getOrDefault(key.get(i), "")));
                }
                if (same) {
                    found.add(number);
                }
            });
            return found;
        }

        /** Some agents end a reference with a dot. */
        private static String bare(String value) {
            return isPath(value) && value.endsWith(".")
                    ? value.substring(0, value.length() - 1)
                    : value;
        }
    }
}
