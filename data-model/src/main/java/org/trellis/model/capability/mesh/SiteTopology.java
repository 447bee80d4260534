package org.trellis.model.capability.mesh;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trellis.model.capability.mesh.Boxes.Box;
import org.trellis.model.capability.view.Topology;

/**
 * The tree of a site from the twins of its managed devices: a gateway alone, or with extenders that
 * are managed themselves. It does not depend on the order of the devices.
 */
public final class SiteTopology {

    private SiteTopology() {}

    public static Topology of(List<SiteMember> site) {
        List<SiteMember> members =
                site.stream().sorted(Comparator.comparing(SiteMember::device)).toList();
        Boxes boxes = Boxes.of(members);
        Optional<Box> root = root(members, boxes);
        Stations stations = Stations.of(members, boxes);
        Optional<SiteMember> gateway =
                members.stream()
                        .filter(m -> root.map(boxes.device(m)::equals).orElse(false))
                        .findFirst();
        Claims claims = new Claims(boxes, stations, Neighbors.of(members, boxes, root), gateway);
        Map<Box, List<Claim>> ofBoxes = new LinkedHashMap<>();
        List<Topology.Node> nodes = new ArrayList<>();
        for (Box box : boxes.all()) {
            ofBoxes.put(box, claims.of(box));
            nodes.add(boxes.node(box, root.map(box::equals).orElse(false)));
        }
        return new Topology(
                root.map(Box::id),
                nodes,
                Uplinks.of(ofBoxes, root),
                SiteClients.of(members, boxes, stations, root));
    }

    /** The gateway; else where the mesh controller of a report is. */
    private static Optional<Box> root(List<SiteMember> members, Boxes boxes) {
        return members.stream()
                .filter(SiteMember::gateway)
                .findFirst()
                .map(boxes::device)
                .or(() -> named(members, boxes, "ColocatedAgentID"))
                .or(() -> named(members, boxes, "ControllerID"));
    }

    private static Optional<Box> named(List<SiteMember> members, Boxes boxes, String relative) {
        return members.stream()
                .map(m -> m.twin().root().at("WiFi.DataElements.Network."))
                .flatMap(network -> Drafts.mac(network, relative).stream())
                .flatMap(mac -> boxes.owner(mac).stream())
                .findFirst();
    }
}
