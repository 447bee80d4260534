package org.trellis.model.capability.mesh;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.trellis.model.ParameterPath;
import org.trellis.model.capability.twin.Observation;
import org.trellis.model.capability.twin.TwinObject;
import org.trellis.model.capability.view.Topology;

/**
 * The boxes of a site: drafts that share an address, refer to each other, or have the same serial
 * number are one (union-find). Two managed devices are never one, whatever they report: an address
 * that both claim stays with the first.
 */
final class Boxes {

    private final List<Draft> drafts;
    private final int[] parent;
    private final Map<String, Integer> owners = new TreeMap<>();
    private final Map<String, Integer> byRow = new HashMap<>();
    private final @Nullable Draft[] managed;
    private final Map<Integer, List<Draft>> groups = new TreeMap<>();
    private final Map<Integer, TreeSet<String>> addresses = new HashMap<>();
    private final Map<Integer, String> ids = new HashMap<>();

    /** The first draft of a box stands for it. */
    record Box(int first, String id) {}

    private Boxes(List<Draft> drafts) {
        this.drafts = List.copyOf(drafts);
        this.parent = new int[drafts.size()];
        this.managed = new Draft[drafts.size()];
        for (int i = 0; i < parent.length; i++) {
            parent[i] = i;
            managed[i] = drafts.get(i).isManaged() ? drafts.get(i) : null;
        }
    }

    /**
     * @param members in a fixed order
     */
    static Boxes of(List<SiteMember> members) {
        List<Draft> drafts = new ArrayList<>();
        members.forEach(m -> drafts.addAll(Drafts.of(m)));
        Boxes boxes = new Boxes(drafts);
        boxes.merge();
        return boxes;
    }

    private void merge() {
        for (int i = 0; i < drafts.size(); i++) {
            byRow.put(key(drafts.get(i).member(), drafts.get(i).row()), i);
            for (String mac : new TreeSet<>(drafts.get(i).macAddresses())) {
                Integer owner = owners.putIfAbsent(mac, i);
                if (owner != null) {
                    union(owner, i);
                }
            }
        }
        for (int i = 0; i < drafts.size(); i++) {
            references(i);
            for (int j = 0; j < i; j++) {
                boolean oneManaged = drafts.get(i).isManaged() != drafts.get(j).isManaged();
                if (oneManaged && drafts.get(i).isSameBox(drafts.get(j))) {
                    union(j, i);
                }
            }
        }
        for (int i = 0; i < drafts.size(); i++) {
            groups.computeIfAbsent(find(i), _ -> new ArrayList<>()).add(drafts.get(i));
            addresses.computeIfAbsent(find(i), _ -> new TreeSet<>());
        }
        owners.forEach((mac, owner) ->
                addresses.computeIfAbsent(find(owner), _ -> new TreeSet<>()).add(mac));
        groups.keySet().forEach(root -> ids.put(root, id(root)));
    }

    /** Data Elements and IEEE 1905 name each other's rows. */
    private void references(int i) {
        Draft draft = drafts.get(i);
        String relative =
                switch (draft.of()) {
                    case DATA_ELEMENTS -> "MultiAPDevice.AssocIEEE1905DeviceRef";
                    case MULTI_AP -> "AssocIEEE1905DeviceRef";
                    case IEEE1905 -> "AssocWiFiNetworkDeviceRef";
                    case DEVICE -> "";
                };
        draft.row()
                .referenceTo(relative)
                .map(r -> byRow.get(draft.member().device() + " " + r + "."))
                .ifPresent(other -> union(other, i));
    }

    private static String key(SiteMember member, TwinObject row) {
        return member.device() + " " + row.path();
    }

    private int find(int i) {
        int root = i;
        while (parent[root] != root) {
            root = parent[root];
        }
        while (parent[i] != root) {
            int next = parent[i];
            parent[i] = root;
            i = next;
        }
        return root;
    }

    private void union(int a, int b) {
        int first = Math.min(find(a), find(b));
        int second = Math.max(find(a), find(b));
        if (first != second && (managed[first] == null || managed[second] == null)) {
            parent[second] = first;
            if (managed[first] == null) {
                managed[first] = managed[second];
            }
        }
    }

    private List<Draft> members(int root) {
        return groups.getOrDefault(root, List.of());
    }

    private TreeSet<String> macAddresses(int root) {
        return addresses.getOrDefault(root, new TreeSet<>());
    }

    private String id(int root) {
        TreeSet<String> own = macAddresses(root);
        List<String> alIds =
                members(root).stream()
                        .flatMap(d -> d.alId().stream())
                        .filter(own::contains)
                        .toList();
        if (!alIds.isEmpty()) {
            return Collections.min(alIds);
        }
        return own.isEmpty()
                ? members(root).getFirst().member().device() + members(root).getFirst().row().path()
                : own.first();
    }

    /** Ordered by their ids. */
    List<Box> all() {
        return ids.entrySet().stream()
                .map(e -> new Box(e.getKey(), e.getValue()))
                .sorted(java.util.Comparator.comparing(Box::id))
                .toList();
    }

    /** Who has a MAC address. */
    Optional<Box> owner(String mac) {
        return Optional.ofNullable(owners.get(mac)).map(this::box);
    }

    /** Which box a managed device is. */
    Box device(SiteMember member) {
        return box(indexOf(member, member.twin().root()));
    }

    /** Which box a row describes. */
    Box row(SiteMember member, TwinObject row) {
        return box(indexOf(member, row));
    }

    private int indexOf(SiteMember member, TwinObject row) {
        Integer index = byRow.get(key(member, row));
        if (index == null) {
            throw new IllegalArgumentException(row.path() + " describes no box");
        }
        return index;
    }

    private Box box(int draft) {
        int root = find(draft);
        return new Box(root, ids.getOrDefault(root, ""));
    }

    List<Draft> drafts(Box box) {
        return members(box.first());
    }

    TreeSet<String> macAddresses(Box box) {
        return macAddresses(box.first());
    }

    Topology.Node node(Box box, boolean gateway) {
        List<Draft> members = drafts(box);
        return new Topology.Node(
                box.id(),
                Optional.ofNullable(managed[box.first()])
                        .map(d -> d.member().device())
                        .filter(d -> !d.isEmpty()),
                gateway,
                macAddresses(box),
                first(members, d -> d.maker().manufacturer()),
                first(members, d -> d.maker().model()),
                first(members, d -> d.maker().serialNumber()),
                members.stream().map(Boxes::source).toList());
    }

    private static Optional<String> first(
            List<Draft> drafts, java.util.function.Function<Draft, Optional<String>> form) {
        return drafts.stream().flatMap(d -> form.apply(d).stream()).findFirst();
    }

    private static Topology.Source source(Draft draft) {
        String identity =
                switch (draft.of()) {
                    case DEVICE -> "DeviceInfo.SerialNumber";
                    case DATA_ELEMENTS -> "ID";
                    case MULTI_AP -> "MACAddress";
                    case IEEE1905 -> "IEEE1905Id";
                };
        return source(draft.member(), draft.row().asPath(), draft.row().observation(identity));
    }

    /** Of what was not observed itself, the time is unknown. */
    static Topology.Source source(
            SiteMember member, ParameterPath path, Optional<Observation> observation) {
        return new Topology.Source(
                member.device(),
                path,
                observation.map(Observation::observedAt).orElse(java.time.Instant.EPOCH));
    }
}
