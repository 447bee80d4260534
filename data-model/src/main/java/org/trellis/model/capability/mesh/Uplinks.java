package org.trellis.model.capability.mesh;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trellis.model.Quality;
import org.trellis.model.capability.mesh.Boxes.Box;
import org.trellis.model.capability.view.Topology.Edge;
import org.trellis.model.capability.view.Topology.Evidence;

/**
 * One uplink for each box but the root: the first of its claims that makes no cycle. Of the edges
 * of a cycle the newest are kept.
 */
final class Uplinks {

    private final Optional<Box> root;
    private final Map<String, List<Claim>> open = new HashMap<>();
    private final Map<String, String> parents = new HashMap<>();
    private final List<Edge> edges = new ArrayList<>();

    private Uplinks(Optional<Box> root) {
        this.root = root;
    }

    /**
     * @param claims of each box, best first
     */
    static List<Edge> of(Map<Box, List<Claim>> claims, Optional<Box> root) {
        Uplinks uplinks = new Uplinks(root);
        claims.forEach((box, ofBox) -> uplinks.open.put(box.id(), new ArrayList<>(ofBox)));
        root.ifPresent(r -> uplinks.open.remove(r.id()));
        while (!uplinks.open.isEmpty()) {
            uplinks.next();
        }
        uplinks.edges.sort(Comparator.comparing(Edge::child));
        return uplinks.edges;
    }

    private void next() {
        String child =
                open.entrySet().stream()
                        .min(
                                Comparator.<Map.Entry<String, List<Claim>>, Instant>comparing(
                                                e -> time(e.getValue()), Comparator.reverseOrder())
                                        .thenComparing(Map.Entry::getKey))
                        .map(Map.Entry::getKey)
                        .orElseThrow();
        List<Claim> claims = open.getOrDefault(child, List.of());
        if (claims.isEmpty()) {
            open.remove(child);
            root.ifPresent(r -> place(child, r.id(), assumed(child, r)));
            return;
        }
        Claim claim = claims.removeFirst();
        if (!isBelow(claim.parent().id(), child)) {
            open.remove(child);
            place(
                    child,
                    claim.parent().id(),
                    new Edge(
                            child,
                            claim.parent().id(),
                            claim.evidence(),
                            claim.media(),
                            claim.phyRate(),
                            Quality.DERIVED,
                            Optional.of(claim.source())));
        }
    }

    /** What has no claim left waits: it may hang at the root in any case. */
    private static Instant time(List<Claim> claims) {
        return claims.isEmpty() ? Instant.MIN : claims.getFirst().source().observedAt();
    }

    private static Edge assumed(String child, Box root) {
        return new Edge(
                child,
                root.id(),
                Evidence.ASSUMED,
                Optional.empty(),
                Optional.empty(),
                Quality.ASSUMED,
                Optional.empty());
    }

    private void place(String child, String parent, Edge edge) {
        parents.put(child, parent);
        edges.add(edge);
    }

    /** Whether the way up from a box, as far as it is placed, passes another. */
    private boolean isBelow(String box, String other) {
        String at = box;
        while (at != null) {
            if (at.equals(other)) {
                return true;
            }
            at = parents.get(at);
        }
        return false;
    }
}
