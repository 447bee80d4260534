package org.trellis.model.capability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathExpression;
import org.trellis.model.Quality;
import org.trellis.model.capability.change.Change;
import org.trellis.model.capability.change.Changes;
import org.trellis.model.capability.change.PatchResult;
import org.trellis.model.capability.change.PatchValue;
import org.trellis.model.capability.mesh.SiteMember;
import org.trellis.model.capability.mesh.SiteTopology;
import org.trellis.model.capability.resolve.Scope;
import org.trellis.model.capability.resolve.Snapshot;
import org.trellis.model.capability.support.Capability;
import org.trellis.model.capability.twin.Observation;
import org.trellis.model.capability.twin.Reading;
import org.trellis.model.capability.twin.Secret;
import org.trellis.model.capability.twin.Twin;
import org.trellis.model.capability.twin.TwinObject;
import org.trellis.model.capability.view.CapabilityView;
import org.trellis.model.capability.view.LanView;
import org.trellis.model.capability.view.Topology;
import org.trellis.model.capability.view.WanView;
import org.trellis.model.capability.view.WifiView;
import org.trellis.model.catalogue.Catalogue;

/** What holds for every device, whatever it reports. A failure names its seed. */
class CapabilityPropertyTest {

    private static final int HOMES = 150;

    @Test
    void views_never_fail_and_do_not_depend_on_the_order_of_the_values() {
        for (long seed = 0; seed < HOMES; seed++) {
            TwinBuilder home = new RandomHome(seed).next();
            List<Observation> shuffled = home.values();
            Collections.shuffle(shuffled, new Random(seed));
            Snapshot other = Snapshot.of(Twin.of(shuffled), List.of(), Catalogue.canonical());
            for (Capability capability : Capability.values()) {
                CapabilityView view = Capabilities.view(home.undiscovered(), capability);
                assertThat(view).as("seed " + seed).isEqualTo(Capabilities.view(other, capability));
                assertThat(view.capability()).isEqualTo(capability);
                assertThat(view.toString()).as("seed " + seed).doesNotContain(RandomHome.SECRET);
            }
        }
    }

    @Test
    void a_view_needs_no_more_of_the_twin_than_its_scope() {
        for (long seed = 0; seed < HOMES; seed++) {
            TwinBuilder home = new RandomHome(seed).next();
            for (Capability capability : Capability.values()) {
                List<PathExpression> scope = Scope.of(capability);
                List<Observation> within =
                        home.values().stream()
                                .filter(o ->
                                        scope.isEmpty()
                                                || scope.stream()
                                                        .anyMatch(s -> s.covers(o.value().path())))
                                .toList();
                Snapshot part = Snapshot.of(Twin.of(within), List.of(), Catalogue.canonical());
                assertThat(Capabilities.view(part, capability))
                        .as("seed " + seed)
                        .isEqualTo(Capabilities.view(home.undiscovered(), capability));
            }
        }
    }

    @Test
    void every_reading_says_what_the_twin_says_at_its_path() {
        for (long seed = 0; seed < HOMES; seed++) {
            Snapshot home = new RandomHome(seed).next().usp();
            for (Capability capability : Capability.values()) {
                for (Reading<?> reading : Readings.of(Capabilities.view(home, capability))) {
                    ObservedValue value = home.twin().value(reading.path()).orElseThrow().value();
                    assertThat(reading.writable()).isEqualTo(value.writable());
                    if (reading.value() instanceof String text) {
                        assertThat(text).as("seed " + seed).isEqualTo(value.text());
                    }
                }
            }
        }
    }

    @Test
    void there_is_one_primary_connection_if_there_is_any() {
        int found = 0;
        for (long seed = 0; seed < HOMES; seed++) {
            Snapshot home = new RandomHome(seed).next().usp();
            WanView view = (WanView) Capabilities.view(home, Capability.WAN);
            long primary = view.connections().stream().filter(c -> c.primary()).count();
            assertThat(primary).as("seed " + seed).isEqualTo(view.connections().isEmpty() ? 0 : 1);
            assertThat(view.connections()).extracting(c -> c.ipInterface()).doesNotHaveDuplicates();
            found += (int) primary;
        }
        assertThat(found).isGreaterThan(HOMES / 10);
    }

    @Test
    void there_is_one_host_for_each_address_and_no_host_of_the_table_is_missing() {
        int hosts = 0;
        for (long seed = 0; seed < HOMES; seed++) {
            Snapshot home = new RandomHome(seed).next().usp();
            LanView view = (LanView) Capabilities.view(home, Capability.LAN);
            assertThat(view.hosts())
                    .as("seed " + seed)
                    .extracting(h -> h.macAddress())
                    .doesNotHaveDuplicates();
            Set<ParameterPath> sources = new HashSet<>();
            view.hosts().forEach(h -> sources.addAll(h.sources()));
            for (TwinObject row : home.twin().root().rows("Hosts.Host.")) {
                if (row.text("PhysAddress").filter(t -> !t.isBlank()).isPresent()) {
                    assertThat(sources).as("seed " + seed).contains(row.asPath());
                }
            }
            hosts += view.hosts().size();
        }
        assertThat(hosts).isGreaterThan(HOMES);
    }

    @Test
    void every_access_point_is_in_exactly_one_network() {
        for (long seed = 0; seed < HOMES; seed++) {
            RandomHome random = new RandomHome(seed);
            TwinBuilder home = new TwinBuilder();
            List<Integer> ssids = new ArrayList<>(List.of(1, 2, 3, 4));
            Collections.shuffle(ssids, random.random);
            List<ParameterPath> all = new ArrayList<>();
            for (int i = 0; i < ssids.size(); i++) {
                String accessPoint = "Device.WiFi.AccessPoint." + (i + 1) + ".";
                String ssid = "Device.WiFi.SSID." + ssids.get(i);
                home.value(
                        accessPoint + "SSIDReference",
                        random.pick(List.of(ssid, ssid + ".")),
                        true);
                home.value(ssid + ".SSID", random.pick(List.of("home", "visitors")), true);
                home.value(ssid + ".LowerLayers", "Device.WiFi.Radio." + (1 + i % 2), true);
                all.add(ParameterPath.of(accessPoint));
            }
            WifiView view = (WifiView) Capabilities.view(home.usp(), Capability.WIFI);
            assertThat(
                            view.networks().stream()
                                    .flatMap(n -> n.members().stream())
                                    .flatMap(b -> b.accessPoint().stream()))
                    .as("seed " + seed)
                    .containsExactlyInAnyOrderElementsOf(all);
        }
    }

    @Test
    void of_default_routes_the_lowest_metric_wins_whatever_else_is_there() {
        for (long seed = 0; seed < HOMES; seed++) {
            RandomHome random = new RandomHome(seed);
            TwinBuilder home = new TwinBuilder();
            long[] metrics = random.random.longs(3, 0, 5).toArray();
            for (int i = 0; i < metrics.length; i++) {
                String route = "Device.Routing.Router.1.IPv4Forwarding." + (i + 1) + ".";
                home.value("Device.IP.Interface." + (i + 1) + ".Enable", "true", true);
                home.value(route + "Interface", "Device.IP.Interface." + (i + 1), true);
                home.value(route + "ForwardingMetric", Long.toString(metrics[i]), true);
            }
            WanView view = (WanView) Capabilities.view(home.usp(), Capability.WAN);
            int primary =
                    Integer.parseInt(
                            view.connections()
                                    .getFirst()
                                    .ipInterface()
                                    .text()
                                    .replaceAll("\\D", ""));
            assertThat(metrics[primary - 1])
                    .as("seed " + seed)
                    .isEqualTo(Arrays.stream(metrics).min().orElseThrow());
        }
    }

    @Test
    void a_mesh_has_no_cycles_and_every_client_once_whatever_the_order_of_its_twins() {
        int edges = 0;
        for (long seed = 0; seed < HOMES; seed++) {
            RandomHome random = new RandomHome(seed);
            List<SiteMember> site = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                site.add(new SiteMember("device" + i, i == 1, random.next().twin()));
            }
            Topology topology = SiteTopology.of(site);
            Collections.reverse(site);
            assertThat(SiteTopology.of(site)).as("seed " + seed).isEqualTo(topology);
            tree(topology, "seed " + seed);
            edges += topology.edges().size();
        }
        assertThat(edges).isGreaterThan(HOMES);
    }

    private static void tree(Topology topology, String seed) {
        Set<String> nodes = new HashSet<>();
        Set<String> own = new HashSet<>();
        for (Topology.Node node : topology.nodes()) {
            assertThat(nodes.add(node.id())).as(seed).isTrue();
            for (String mac : node.macAddresses()) {
                assertThat(own.add(mac)).as(seed + " " + mac).isTrue();
            }
        }
        Map<String, String> parents = new HashMap<>();
        for (Topology.Edge edge : topology.edges()) {
            assertThat(parents.put(edge.child(), edge.parent())).as(seed).isNull();
            assertThat(nodes).as(seed).contains(edge.child(), edge.parent());
        }
        assertThat(parents).as(seed).doesNotContainKey(topology.root().orElseThrow());
        for (String node : nodes) {
            String at = node;
            for (int i = 0; i <= nodes.size() && parents.containsKey(at); i++) {
                at = parents.get(at);
            }
            assertThat(at).as(seed).isEqualTo(topology.root().orElseThrow());
        }
        Set<String> clients = new HashSet<>();
        for (Topology.Client client : topology.clients()) {
            assertThat(clients.add(client.macAddress())).as(seed).isTrue();
            assertThat(own).as(seed).doesNotContain(client.macAddress());
            assertThat(nodes).as(seed).contains(client.node().orElseThrow());
        }
    }

    @Test
    void what_is_written_is_in_the_catalogue_and_is_read_afterwards() {
        Map<Capability, Integer> accepted = new HashMap<>();
        for (long seed = 0; seed < 4 * HOMES; seed++) {
            RandomHome random = new RandomHome(seed);
            TwinBuilder home = random.next();
            Snapshot device = home.usp();
            for (Capability capability : Capability.values()) {
                PatchValue patch = new RandomPatch(random).patch(capability);
                PatchResult result = Changes.of(device, capability, patch);
                if (result instanceof PatchResult.Accepted(Change change)) {
                    accepted.merge(capability, 1, Integer::sum);
                    Map<ParameterPath, String> written = written(change);
                    for (ParameterPath path : written.keySet()) {
                        assertThat(Catalogue.canonical().node(path)).as(path.text()).isPresent();
                    }
                    readBack(capability, home, written, "seed " + seed + " " + change);
                }
            }
        }
        assertThat(accepted.keySet())
                .contains(
                        Capability.WIFI,
                        Capability.LAN,
                        Capability.WAN,
                        Capability.NAT,
                        Capability.SYSTEM,
                        Capability.VOICE,
                        Capability.IOT);
    }

    /** What a device would hold that does as it is told; new rows get a number of their own. */
    private static Map<ParameterPath, String> written(Change change) {
        Map<ParameterPath, String> written = new LinkedHashMap<>();
        switch (change) {
            case Change.Set(Map<ParameterPath, String> values) -> written.putAll(values);
            case Change.Add(List<Change.Row> rows) -> {
                for (Change.Row row : rows) {
                    row.values()
                            .forEach((name, text) ->
                                    written.put(row.table().child("77." + name), text));
                }
            }
            case Change.Delete _, Change.Operate _ -> {}
        }
        return written;
    }

    private static void readBack(
            Capability capability,
            TwinBuilder home,
            Map<ParameterPath, String> written,
            String what) {
        Map<ParameterPath, Observation> after = new LinkedHashMap<>();
        home.values().forEach(o -> after.put(o.value().path(), o));
        written.forEach((path, text) -> after.put(path, observed(path, text)));
        CapabilityView view =
                Capabilities.view(
                        Snapshot.of(Twin.of(after.values()), List.of(), Catalogue.canonical()),
                        capability);
        Map<ParameterPath, Reading<?>> read = new HashMap<>();
        Readings.of(view).forEach(r -> read.put(r.path(), r));
        written.forEach((path, text) -> {
            assertThat(read).as(what).containsKey(path);
            Reading<?> reading = read.get(path);
            if (reading.value() != Secret.HIDDEN) {
                assertThat(Readings.text(reading)).as(what).isEqualTo(text);
            }
        });
    }

    private static Observation observed(ParameterPath path, String text) {
        boolean secret = Catalogue.canonical().isSecret(path);
        return new Observation(
                new ObservedValue(
                        path,
                        Catalogue.canonical().node(path).orElseThrow().type().orElseThrow(),
                        text,
                        true,
                        secret,
                        path.text(),
                        Quality.UNCONFIRMED),
                TwinBuilder.NOON.plusSeconds(60));
    }
}
