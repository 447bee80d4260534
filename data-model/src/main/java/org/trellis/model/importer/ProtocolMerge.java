package org.trellis.model.importer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.trellis.model.catalogue.CatalogueNode.Origin.Protocols;
import org.trellis.model.catalogue.NodeFacts;

/**
 * The CWMP and the USP form of a model in one: what both say is one node, what they say differently
 * is two of the same path, the CWMP form first.
 */
final class ProtocolMerge {

    private final String uspFloor;

    /**
     * @param uspFloor the oldest version that the USP form states for what CWMP had before, empty
     *     if it states the same versions; the merged node keeps the one of CWMP
     */
    ProtocolMerge(String uspFloor) {
        this.uspFloor = uspFloor;
    }

    /** The nodes of the only form there is: all forms have them. */
    static List<NodeFacts> only(List<NodeFacts> nodes) {
        return nodes.stream()
                .map(n -> n.with(Protocols.BOTH, n.version(), only(n.children())))
                .toList();
    }

    List<NodeFacts> merge(List<NodeFacts> cwmp, List<NodeFacts> usp) {
        Map<String, NodeFacts> other = new LinkedHashMap<>();
        usp.forEach(node -> other.put(node.name(), node));
        List<NodeFacts> merged = new ArrayList<>();
        for (NodeFacts node : cwmp) {
            NodeFacts twin = other.remove(node.name());
            if (twin == null) {
                merged.add(node);
                continue;
            }
            List<NodeFacts> children = merge(node.children(), twin.children());
            if (same(node, twin)) {
                merged.add(node.with(Protocols.BOTH, node.version(), children));
            } else {
                merged.add(node.withChildren(List.of()));
                merged.add(twin.withChildren(children));
            }
        }
        merged.addAll(other.values());
        return merged;
    }

    private boolean same(NodeFacts cwmp, NodeFacts usp) {
        boolean versions =
                cwmp.version().equals(usp.version())
                        || ModelVersion.max(cwmp.version(), uspFloor).equals(usp.version());
        return versions
                && cwmp.withChildren(List.of())
                        .equals(usp.with(Protocols.CWMP, cwmp.version(), List.of()));
    }
}
