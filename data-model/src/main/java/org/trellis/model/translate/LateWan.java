package org.trellis.model.translate;

import java.util.List;
import java.util.Optional;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterType;
import org.trellis.model.Quality;

/** What a report tells of its WAN connections together. */
final class LateWan {

    private static final String ROUTES = "Device.Routing.Router.1.IPv4Forwarding.";

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
        String service = Evidence.IGD + "Layer3Forwarding.DefaultConnectionService";
        String connection = evidence.text(service);
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
                        service,
                        Quality.DERIVED);
            }
        }
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
