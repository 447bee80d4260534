package org.trellis.model.capability.mesh;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.trellis.model.capability.mesh.Boxes.Box;
import org.trellis.model.capability.mesh.Stations.MultiLink;
import org.trellis.model.capability.mesh.Stations.Seen;
import org.trellis.model.capability.resolve.MacAddress;
import org.trellis.model.capability.resolve.Sighting;
import org.trellis.model.capability.twin.Reading;
import org.trellis.model.capability.twin.TwinObject;
import org.trellis.model.capability.view.Topology;
import org.trellis.model.capability.view.Topology.Client;

/** Every client of a site, once. */
final class SiteClients {

    /** How near to the client its table is. */
    private enum Nearness {
        STATION,
        NEIGHBOR,
        PORT,
        HOST
    }

    private record Trace(
            Box box,
            Nearness nearness,
            boolean wireless,
            Optional<Boolean> active,
            Instant associatedAt,
            Optional<Sighting> sighting,
            Topology.Source source) {

        static final Comparator<Trace> BEST =
                Comparator.<Trace, Boolean>comparing(t -> !t.active().orElse(true))
                        .thenComparing(Trace::nearness)
                        .thenComparing(Trace::associatedAt, Comparator.reverseOrder())
                        .thenComparing(Trace::signal, Comparator.reverseOrder())
                        .thenComparing(t -> t.box().id())
                        .thenComparing(t -> t.source().path())
                        .thenComparing(t -> t.source().device());

        long signal() {
            return sighting.flatMap(Sighting::signalStrength)
                    .map(Reading::value)
                    .orElse(Long.MIN_VALUE);
        }
    }

    private final Boxes boxes;
    private final Stations stations;
    private final Map<String, List<Trace>> traces = new TreeMap<>();
    private final Map<String, Set<String>> links = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();

    private SiteClients(Boxes boxes, Stations stations) {
        this.boxes = boxes;
        this.stations = stations;
    }

    static List<Client> of(
            List<SiteMember> members, Boxes boxes, Stations stations, Optional<Box> root) {
        SiteClients clients = new SiteClients(boxes, stations);
        stations.seen().forEach(clients::station);
        stations.multiLinks().forEach(clients::multiLink);
        for (SiteMember member : members) {
            boolean gateway = root.map(boxes.device(member)::equals).orElse(false);
            clients.hosts(member, gateway);
            clients.neighbors(member);
        }
        return clients.all();
    }

    private void station(Seen seen) {
        Sighting sighting = seen.sighting();
        String client = stations.clientOf(sighting.macAddress());
        if (!client.equals(sighting.macAddress())) {
            links.computeIfAbsent(client, _ -> new TreeSet<>()).add(sighting.macAddress());
        }
        sighting.row().text("Hostname").ifPresent(n -> name(client, n));
        trace(
                client,
                new Trace(
                        seen.box(),
                        Nearness.STATION,
                        true,
                        sighting.active().map(Reading::value),
                        sighting.associatedAt().orElse(Instant.MIN),
                        Optional.of(sighting),
                        Claims.source(seen.member(), sighting.row(), "MACAddress")));
    }

    private void multiLink(MultiLink mld) {
        links.computeIfAbsent(mld.macAddress(), _ -> new TreeSet<>()).addAll(mld.links());
        mld.row().text("Hostname").ifPresent(n -> name(mld.macAddress(), n));
        trace(
                mld.macAddress(),
                new Trace(
                        mld.box(),
                        Nearness.STATION,
                        true,
                        Optional.empty(),
                        Instant.MIN,
                        Optional.empty(),
                        Claims.source(mld.member(), mld.row(), "MLDMACAddress")));
    }

    private void hosts(SiteMember member, boolean gateway) {
        for (TwinObject host : member.twin().root().rows("Hosts.Host.")) {
            Optional<String> mac = Drafts.mac(host, "PhysAddress");
            if (mac.isEmpty()) {
                continue;
            }
            String client = stations.clientOf(mac.get());
            host.text("HostName").ifPresent(n -> name(client, n));
            Optional<String> layer1 = host.referenceTo("Layer1Interface");
            boolean upstream =
                    layer1.flatMap(member.twin()::referred)
                            .map(i -> i.flag("Upstream", false))
                            .orElse(false);
            if (upstream && !gateway) {
                continue;
            }
            boolean wireless = layer1.map(l -> l.startsWith("Device.WiFi.")).orElse(false);
            boolean atPort = !gateway && layer1.isPresent() && !wireless;
            trace(
                    client,
                    new Trace(
                            boxes.device(member),
                            atPort ? Nearness.PORT : Nearness.HOST,
                            wireless,
                            host.bool("Active").map(Reading::value),
                            Instant.MIN,
                            Optional.empty(),
                            Claims.source(member, host, "PhysAddress")));
        }
    }

    private void neighbors(SiteMember member) {
        for (TwinObject device : member.twin().root().rows(Drafts.IEEE1905)) {
            for (TwinObject row : device.rows("NonIEEE1905Neighbor.")) {
                for (String item :
                        row.list("NeighborInterfaceId").map(Reading::value).orElse(List.of())) {
                    MacAddress.of(item)
                            .ifPresent(mac ->
                                    trace(
                                            stations.clientOf(mac),
                                            new Trace(
                                                    boxes.row(member, device),
                                                    Nearness.NEIGHBOR,
                                                    false,
                                                    Optional.empty(),
                                                    Instant.MIN,
                                                    Optional.empty(),
                                                    Claims.source(
                                                            member, row, "NeighborInterfaceId"))));
                }
            }
        }
    }

    private void trace(String client, Trace trace) {
        if (!stations.isBackhaul(client)) {
            traces.computeIfAbsent(client, _ -> new ArrayList<>()).add(trace);
        }
    }

    /** The smallest of several, so that it does not depend on the order of the twins. */
    private void name(String client, String name) {
        if (!name.isBlank()) {
            names.merge(client, name, (a, b) -> a.compareTo(b) <= 0 ? a : b);
        }
    }

    private List<Client> all() {
        List<Client> clients = new ArrayList<>();
        traces.forEach((mac, ofClient) -> {
            Trace best = ofClient.stream().min(Trace.BEST).orElseThrow();
            Optional<Sighting> sighting = best.sighting();
            clients.add(
                    new Client(
                            mac,
                            Optional.of(best.box().id()),
                            best.wireless(),
                            best.active(),
                            sighting.flatMap(Sighting::bssid),
                            sighting.flatMap(Sighting::ssid),
                            sighting.flatMap(Sighting::signalStrength).map(Reading::value),
                            Optional.ofNullable(names.get(mac)),
                            List.copyOf(links.getOrDefault(mac, Set.of())),
                            best.source()));
        });
        return clients;
    }
}
