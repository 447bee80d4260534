package org.trellis.model.capability.resolve;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trellis.model.capability.twin.Twin;
import org.trellis.model.capability.twin.TwinObject;
import org.trellis.model.capability.view.LanView;
import org.trellis.model.capability.view.Summary;

/** The home network: the IP interface that owns an enabled DHCP pool. */
public final class LanResolver {

    private LanResolver() {}

    public static LanView resolve(Snapshot device, Summary summary) {
        Twin twin = device.twin();
        return new LanView(summary, networks(twin), HostUnion.of(twin), ports(twin));
    }

    private static List<LanView.Network> networks(Twin twin) {
        Map<String, List<TwinObject>> owned = new LinkedHashMap<>();
        for (TwinObject pool : twin.root().rows("DHCPv4.Server.Pool.")) {
            owned.computeIfAbsent(owner(twin, pool), _ -> new ArrayList<>()).add(pool);
        }
        List<LanView.Network> networks = new ArrayList<>();
        owned.forEach((owner, pools) -> networks.add(network(twin, owner, pools)));
        // an enabled one is what "the LAN" means; the sort is stable
        networks.sort(Comparator.comparing(n -> !n.served()));
        return networks;
    }

    private static LanView.Network network(Twin twin, String owner, List<TwinObject> pools) {
        Optional<TwinObject> ip =
                twin.referred(owner).filter(o -> o.path().startsWith("Device.IP.Interface."));
        return new LanView.Network(
                ip.map(TwinObject::asPath),
                pools.stream().anyMatch(p -> p.flag("Enable", false)),
                ip.map(i -> i.rows("IPv4Address.")).orElse(List.of()).stream()
                        .map(a ->
                                new LanView.Address(
                                        a.number(), a.string("IPAddress"), a.string("SubnetMask")))
                        .toList(),
                pools.stream().map(LanResolver::pool).toList());
    }

    /** By its reference, else by the network that its addresses are in; empty if neither tells. */
    private static String owner(Twin twin, TwinObject pool) {
        Optional<String> named = pool.referenceTo("Interface");
        if (named.isPresent()) {
            return named.get();
        }
        String first = pool.text("MinAddress").orElse("");
        for (TwinObject ip : twin.root().rows("IP.Interface.")) {
            for (TwinObject address : ip.rows("IPv4Address.")) {
                String mask =
                        address.text("SubnetMask").or(() -> pool.text("SubnetMask")).orElse("");
                if (Ipv4.sameNetwork(first, address.text("IPAddress").orElse(""), mask)) {
                    return ip.reference();
                }
            }
        }
        return "";
    }

    private static LanView.Pool pool(TwinObject pool) {
        return new LanView.Pool(
                pool.asPath(),
                pool.number(),
                pool.bool("Enable"),
                pool.string("MinAddress"),
                pool.string("MaxAddress"),
                pool.integer("LeaseTime"),
                pool.list("DNSServers"),
                pool.string("DomainName"),
                pool.rows("StaticAddress.").stream()
                        .map(s ->
                                new LanView.StaticLease(
                                        s.asPath(),
                                        s.number(),
                                        s.bool("Enable"),
                                        s.string("Chaddr"),
                                        s.string("Yiaddr")))
                        .toList());
    }

    private static List<LanView.Port> ports(Twin twin) {
        return twin.root().rows("Ethernet.Interface.").stream()
                .map(p ->
                        new LanView.Port(
                                p.number(),
                                p.string("Name"),
                                p.string("Status"),
                                p.integer("CurrentBitRate"),
                                p.string("DuplexMode"),
                                p.bool("Upstream")))
                .toList();
    }
}
