package org.trellis.model.capability.mesh;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trellis.model.capability.mesh.Boxes.Box;
import org.trellis.model.capability.twin.Observation;
import org.trellis.model.capability.twin.TwinObject;
import org.trellis.model.capability.view.Topology;

/** Which boxes are neighbours by IEEE 1905, and how far each is from the gateway that way. */
final class Neighbors {

    /** One side of a link as a table tells it. */
    record Link(Box neighbor, Optional<String> media, Topology.Source source) {}

    private final Boxes boxes;
    private final Map<String, List<Link>> links = new HashMap<>();
    private final Map<String, Integer> hops = new HashMap<>();

    private Neighbors(Boxes boxes) {
        this.boxes = boxes;
    }

    static Neighbors of(List<SiteMember> members, Boxes boxes, Optional<Box> root) {
        Neighbors neighbors = new Neighbors(boxes);
        members.forEach(neighbors::collect);
        root.ifPresent(neighbors::measure);
        return neighbors;
    }

    private void collect(SiteMember member) {
        TwinObject twin = member.twin().root();
        for (TwinObject device : twin.rows(Drafts.IEEE1905)) {
            Box box = boxes.row(member, device);
            for (TwinObject row : device.rows("IEEE1905Neighbor.")) {
                Optional<String> media =
                        row.referenceTo("LocalInterface")
                                .flatMap(member.twin()::referred)
                                .flatMap(i -> i.text("MediaType"));
                link(member, box, row, "NeighborDeviceId", media);
            }
        }
        for (TwinObject own : twin.rows("IEEE1905.AL.Interface.")) {
            for (TwinObject row : own.rows("Link.")) {
                link(member, boxes.device(member), row, "IEEE1905Id", row.text("MediaType"));
            }
        }
    }

    private void link(
            SiteMember member, Box box, TwinObject row, String relative, Optional<String> media) {
        Optional<Box> other = Drafts.mac(row, relative).flatMap(boxes::owner);
        if (other.isPresent() && !other.get().equals(box)) {
            Optional<Observation> observed = row.observation(relative);
            Topology.Source source = Boxes.source(member, row.asPath().child(relative), observed);
            add(box, new Link(other.get(), media, source));
            add(other.get(), new Link(box, media, source));
        }
    }

    private void add(Box box, Link link) {
        links.computeIfAbsent(box.id(), _ -> new ArrayList<>()).add(link);
    }

    private void measure(Box root) {
        Deque<Box> open = new ArrayDeque<>(List.of(root));
        hops.put(root.id(), 0);
        while (!open.isEmpty()) {
            Box box = open.removeFirst();
            int next = hops.getOrDefault(box.id(), 0) + 1;
            for (Link link : links.getOrDefault(box.id(), List.of())) {
                if (hops.putIfAbsent(link.neighbor().id(), next) == null) {
                    open.add(link.neighbor());
                }
            }
        }
    }

    /** The links of a box that lead towards the gateway. */
    List<Link> towardsRoot(Box box) {
        Integer mine = hops.get(box.id());
        return mine == null
                ? List.of()
                : links.getOrDefault(box.id(), List.of()).stream()
                        .filter(l -> hops.getOrDefault(l.neighbor().id(), Integer.MAX_VALUE) < mine)
                        .toList();
    }
}
