package org.trellis.model.translate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trellis.model.catalogue.Catalogue;
import org.trellis.model.catalogue.CatalogueNode;
import org.trellis.model.profile.WlanHabits;

/**
 * The mapping table, indexed by both sides. Objects correspond through the parameters in them;
 * where one TR-098 object feeds several TR-181 tables, the first of them in the table is its
 * principal one.
 */
final class RowTable {

    private static final Formula ETHERNET_WAN = Objects.requireNonNull(Formula.parse("eth.wan"));

    private final Formula wlan = Objects.requireNonNull(Formula.parse("wlan"));
    private final Formula lanInterface = Objects.requireNonNull(Formula.parse("ip.lan"));
    private final Formula link = Objects.requireNonNull(Formula.parse("link"));
    private final Catalogue nativeCatalogue;
    private final WlanHabits habits;
    private final List<Row> rows;
    private final Map<String, List<Row>> bySource = new HashMap<>();
    private final Map<String, List<Row>> byTarget = new HashMap<>();
    private final Map<String, List<Row>> byTop = new HashMap<>();
    private final Map<String, List<ObjectPair>> objectsBySource = new HashMap<>();
    private final Map<String, List<ObjectPair>> objectsByTarget = new HashMap<>();
    private final Map<String, List<Row>> synthetic = new HashMap<>();

    /** A TR-098 object and a TR-181 object that share their instances. */
    record ObjectPair(PathTemplate source, PathTemplate target, Formula formula) {}

    RowTable(List<Row> rows, Catalogue nativeCatalogue, WlanHabits habits) {
        this.nativeCatalogue = nativeCatalogue;
        this.habits = habits;
        this.rows = List.copyOf(rows);
        for (Row row : rows) {
            add(byTarget, row.target().text(), row);
            add(byTop, top(row.target().segments()), row);
            if (row.source().text().isEmpty()) {
                add(synthetic, siblings(row), row);
            } else {
                add(bySource, row.source().text(), row);
            }
            if (row.how() instanceof Row.Direct direct) {
                pair(row, direct.formula());
            }
        }
        pairRoots();
    }

    List<Row> rows() {
        return rows;
    }

    /** How the devices that it is for use their WLANConfigurations. */
    WlanHabits habits() {
        return habits;
    }

    List<Row> bySource(String template) {
        return bySource.getOrDefault(template, List.of());
    }

    List<Row> byTarget(String template) {
        return byTarget.getOrDefault(template, List.of());
    }

    /** The rows that an expression below this top-level object can reach. */
    List<Row> below(List<String> wanted) {
        return wanted.size() < 2 ? rows : byTop.getOrDefault(wanted.get(1), List.of());
    }

    /** The rows without TR-098 side that stand wherever this row stands. */
    List<Row> syntheticSiblings(Row row) {
        return synthetic.getOrDefault(siblings(row), List.of());
    }

    /** The first row with TR-098 side that stands wherever this row without one stands. */
    Optional<Row> anchor(Row syntheticRow) {
        String key = siblings(syntheticRow);
        return below(syntheticRow.target().segments()).stream()
                .filter(r ->
                        (r.how() instanceof Row.Direct || r.how() instanceof Row.ListRows)
                                && siblings(r).equals(key))
                .findFirst();
    }

    /** The TR-181 objects that a TR-098 object feeds, the principal one first. */
    List<ObjectPair> objectsBySource(String template) {
        return objectsBySource.getOrDefault(template, List.of());
    }

    /** The TR-098 objects that feed a TR-181 object. */
    List<ObjectPair> objectsByTarget(String template) {
        return objectsByTarget.getOrDefault(template, List.of());
    }

    /**
     * Whether the TR-181 object is the principal one of the TR-098 object: their vendor parameters
     * go together, and so do their rows if {@link #isRow}.
     */
    boolean isPrincipal(ObjectPair pair) {
        return objectsBySource(pair.source().text()).getFirst().equals(pair);
    }

    /** Whether a row of the TR-181 table is a row of the TR-098 table, and not a part of one. */
    boolean isRow(ObjectPair pair) {
        return isPrincipal(pair)
                && pair.formula().rowByRow()
                && pair.source().text().endsWith(".{i}.")
                && pair.target().text().endsWith(".{i}.");
    }

    /** Whether TR-098 lets rows of the pair's table be created. */
    boolean isCreatable(ObjectPair pair) {
        return nativeCatalogue
                .node(pair.source().text())
                .map(n -> n.access().isWritable())
                .orElse(false);
    }

    /** The SSID and access point of a WLANConfiguration; null if its numbers are out of bounds. */
    long @Nullable [] wlanNumber(long[] numbers) {
        return wlan.forward(numbers);
    }

    /** The WLANConfiguration of an SSID or access point; may hold {@link Formula#ANY}. */
    long @Nullable [] wlanSource(long[] numbers) {
        return wlan.inverse(numbers);
    }

    /** The link of a WANConnectionDevice; null if its numbers are out of bounds. */
    long @Nullable [] linkNumber(long[] numbers) {
        return link.forward(numbers);
    }

    /** The Ethernet interface of a WANDevice. */
    static long wanEthernet(long wan) {
        long[] number = ETHERNET_WAN.forward(new long[] {wan});
        return number == null ? 0 : number[0];
    }

    /** The first IP interface of a LANDevice. */
    String lanInterfaceReference(long lan) {
        long[] number = lanInterface.forward(new long[] {lan, 1});
        return "Device.IP.Interface." + (number == null ? 0 : number[0]);
    }

    /** The row for what follows from others, if the parameter has one, else its first row. */
    Row factRow(String target) {
        List<Row> candidates = byTarget(target);
        return candidates.stream()
                .filter(row -> row.how() instanceof Late.Fact)
                .findFirst()
                .orElseGet(candidates::getFirst);
    }

    /** The row of a TR-098 object that becomes an object as it is; null if there is none. */
    @Nullable Row objectRow(String template) {
        return bySource(template).stream().findFirst().orElse(null);
    }

    /** What the TR-098 catalogue says of a template; null if it does not know it. */
    @Nullable CatalogueNode nativeNode(String template) {
        return nativeCatalogue.node(template).orElse(null);
    }

    private void pair(Row row, Formula formula) {
        String source = row.source().object();
        String target = row.target().object();
        List<ObjectPair> known = objectsBySource.computeIfAbsent(source, _ -> new ArrayList<>());
        if (known.stream().noneMatch(p -> p.target().text().equals(target))) {
            ObjectPair pair =
                    new ObjectPair(PathTemplate.of(source), PathTemplate.of(target), formula);
            known.add(pair);
            objectsByTarget.computeIfAbsent(target, _ -> new ArrayList<>()).add(pair);
        }
    }

    /** The roots correspond whatever parameters they hold. */
    private void pairRoots() {
        ObjectPair roots =
                new ObjectPair(
                        PathTemplate.of("InternetGatewayDevice."),
                        PathTemplate.of("Device."),
                        Objects.requireNonNull(Formula.parse("")));
        objectsBySource.put(roots.source().text(), List.of(roots));
        objectsByTarget.put(roots.target().text(), List.of(roots));
    }

    private static String siblings(Row row) {
        return row.target().object() + " " + row.instance();
    }

    private static String top(List<String> segments) {
        return segments.size() < 2 ? "" : segments.get(1);
    }

    private static void add(Map<String, List<Row>> index, String key, @Nullable Row row) {
        if (row != null) {
            index.computeIfAbsent(key, _ -> new ArrayList<>(2)).add(row);
        }
    }
}
