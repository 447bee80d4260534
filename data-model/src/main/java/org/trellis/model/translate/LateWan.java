package org.trellis.model.translate;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterType;
import org.trellis.model.Quality;
import org.trellis.model.translate.PathTemplate.Indexed;

/** What a report tells of its WAN connections together. */
final class LateWan {

    private static final String ROUTES = "Device.Routing.Router.1.IPv4Forwarding.";
    private static final String ROUTE_COUNT =
            "Device.Routing.Router.1.IPv4ForwardingNumberOfEntries";
    private static final String ROUTE_COUNT_ROW =
            "Device.Routing.Router.{i}.IPv4ForwardingNumberOfEntries";

    private static final Formula IP = Objects.requireNonNull(Formula.parse("conn.ip"));
    private static final Formula PPP = Objects.requireNonNull(Formula.parse("conn.ppp"));

    private final RowTable table;
    private final CanonicalValues report;
    private final References references;
    private final Evidence evidence;

    LateWan(RowTable table, CanonicalValues report, References references, Evidence evidence) {
        this.table = table;
        this.report = report;
        this.references = references;
        this.evidence = evidence;
    }

    void facts() {
        ethernetLinks();
        defaultRoutes();
    }

    /**
     * Each connection has a default route of its own; {@code DefaultConnectionService} says which
     * of them is used, which TR-181 says with the metric.
     */
    private void defaultRoutes() {
        String connection = evidence.text(Evidence.DEFAULT_CONNECTION);
        Optional<String> used =
                connection == null || connection.isBlank()
                        ? Optional.empty()
                        : references.toCanonical(connection.strip());
        if (used.isEmpty()) {
            return;
        }
        for (ObservedValue value : List.copyOf(report.values())) {
            String path = value.path().text();
            if (value.quality() == Quality.DERIVED
                    && path.startsWith(ROUTES)
                    && path.endsWith(".Interface")) {
                report.fact(
                        LateTranslation.objectOf(path) + "ForwardingMetric",
                        ParameterType.INT,
                        value.text().equals(used.get()) ? "0" : "1",
                        Evidence.DEFAULT_CONNECTION,
                        Quality.DERIVED);
            }
        }
    }

    /**
     * The device counts its table only: a route that a connection implies is one more. Called when
     * it is known which rows there are. A report of the count alone does not tell the others, so
     * that even then it is no more than derived.
     */
    void countRoutes() {
        ObservedValue told = report.value(ROUTE_COUNT);
        if (told == null) {
            return;
        }
        Set<Long> implied = new HashSet<>();
        for (ObservedValue value : report.values()) {
            String path = value.path().text();
            if (path.startsWith(ROUTES)) {
                int end = path.indexOf('.', ROUTES.length());
                long[] number = {Indexed.number(path, ROUTES.length(), end)};
                if (IP.inverse(number) != null || PPP.inverse(number) != null) {
                    implied.add(number[0]);
                }
            }
        }
        report.replace(
                table.byTarget(ROUTE_COUNT_ROW).getFirst(),
                ROUTE_COUNT,
                Long.toString(Long.parseLong(told.text()) + implied.size()),
                told.sourcePath());
    }

    /** What lies below a WAN link: an ATM or PTM link, or the Ethernet port itself. */
    private void ethernetLinks() {
        String lower = "Device.Ethernet.Link.{i}.LowerLayers";
        evidence.links()
                .forEach((link, objects) -> {
                    long[] numbers = {link.wan(), link.connection()};
                    boolean ptm = objects.contains("WANPTMLinkConfig");
                    boolean atm = objects.contains("WANDSLLinkConfig");
                    if (ptm && atm) {
                        ptm = !evidence.isFalse(link.path() + "WANPTMLinkConfig.Enable");
                    }
                    boolean ethernet =
                            objects.contains("WANEthernetLinkConfig")
                                    || evidence.access(link.wan()).equals("Ethernet");
                    String type = evidence.text(link.path() + "WANDSLLinkConfig.LinkType");
                    boolean noEthernet =
                            type != null && (type.equals("PPPoA") || type.equals("IPoA"));
                    long[] number = table.linkNumber(numbers);
                    String below =
                            ptm
                                    ? "Device.PTM.Link."
                                    : atm ? "Device.ATM.Link." : "Device.Ethernet.Interface.";
                    if (number != null && (ptm || (atm ? !noEthernet : ethernet))) {
                        long row = ptm || atm ? number[0] : RowTable.wanEthernet(link.wan());
                        report.derive(
                                table.factRow(lower),
                                PathTemplate.of(lower).fill(number),
                                below + row,
                                link.path(),
                                Quality.DERIVED);
                    }
                });
    }
}
