package org.trellis.model.capability.change;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trellis.model.ErrorCode;
import org.trellis.model.capability.resolve.Actions;
import org.trellis.model.capability.resolve.LanResolver;
import org.trellis.model.capability.resolve.MacAddress;
import org.trellis.model.capability.support.Capability;
import org.trellis.model.capability.twin.Twin;
import org.trellis.model.capability.twin.TwinObject;
import org.trellis.model.capability.view.LanView;

/**
 * {@code address: {ipAddress, subnetMask}}, {@code dhcp: {...}} and {@code staticLeases: {mac:
 * {ipAddress, enable} | null}} of the LAN; {@code pools: {n: {...}}}; {@code ports: {n:
 * {duplexMode}}}. A lease of a new address is added.
 */
final class LanChange {

    private static final String[] POOL = {
        "enable", "Enable",
        "minAddress", "MinAddress",
        "maxAddress", "MaxAddress",
        "leaseTime", "LeaseTime",
        "dnsServers", "DNSServers",
        "domainName", "DomainName"
    };

    private final Plan plan;
    private final Twin twin;
    private final List<LanView.Network> networks;

    LanChange(Plan plan) {
        this.plan = plan;
        this.twin = plan.device().twin();
        List<LanView.Network> all =
                LanResolver.resolve(plan.device(), Actions.summary(plan.device(), Capability.LAN))
                        .networks();
        List<LanView.Network> served = all.stream().filter(LanView.Network::served).toList();
        this.networks = served.isEmpty() ? all : served;
    }

    Map<String, Plan.Handler> members() {
        return Map.of(
                "address", this::address,
                "dhcp", (at, value) -> pool(at).ifPresent(p -> fields(at, p, value)),
                "staticLeases", (at, value) -> pool(at).ifPresent(p -> staticLeases(at, p, value)),
                "pools",
                        (at, value) ->
                                plan.rows(
                                        at,
                                        value,
                                        twin.root().rows("DHCPv4.Server.Pool."),
                                        this::fields),
                "ports",
                        (at, value) ->
                                plan.rows(
                                        at,
                                        value,
                                        twin.root().rows("Ethernet.Interface."),
                                        (member, row, v) ->
                                                plan.members(
                                                        member,
                                                        v,
                                                        plan.fields(
                                                                row, "duplexMode", "DuplexMode"))));
    }

    private void fields(String at, TwinObject pool, PatchValue value) {
        plan.members(at, value, plan.fields(pool, POOL));
    }

    private void address(String at, PatchValue value) {
        List<TwinObject> addresses =
                networks.stream()
                        .flatMap(n -> n.ipInterface().stream())
                        .flatMap(ip -> twin.object(ip.text()).rows("IPv4Address.").stream())
                        .toList();
        only(at, "address", addresses)
                .ifPresent(a ->
                        plan.members(
                                at,
                                value,
                                plan.fields(
                                        a, "ipAddress", "IPAddress", "subnetMask", "SubnetMask")));
    }

    /** The one pool that "the DHCP server" means: an enabled one before one that is not. */
    private Optional<TwinObject> pool(String at) {
        List<TwinObject> pools =
                networks.stream()
                        .flatMap(n -> n.pools().stream())
                        .map(p -> twin.object(p.path().text()))
                        .toList();
        List<TwinObject> enabled = pools.stream().filter(p -> p.flag("Enable", false)).toList();
        return only(at, "pool", enabled.isEmpty() ? pools : enabled);
    }

    private Optional<TwinObject> only(String at, String what, List<TwinObject> found) {
        if (found.size() > 1) {
            plan.ambiguous(
                    at,
                    "the LAN has several of them: name the " + what,
                    found.stream().map(TwinObject::path).toList());
        } else if (found.isEmpty()) {
            plan.refuse(at, ErrorCode.NOT_SUPPORTED, "no " + what + " of the LAN is known");
        }
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private void staticLeases(String at, TwinObject pool, PatchValue value) {
        if (!(value instanceof PatchValue.Tree(Map<String, PatchValue> leases))) {
            plan.refuse(at, ErrorCode.INVALID_TYPE, "has to be an object, by MAC address");
            return;
        }
        leases.forEach((key, lease) -> {
            String member = at + "." + key;
            Optional<String> mac = MacAddress.of(key);
            if (mac.isEmpty()) {
                plan.refuse(member, ErrorCode.INVALID_VALUE, "is not a MAC address");
                return;
            }
            Optional<TwinObject> row =
                    pool.rows("StaticAddress.").stream()
                            .filter(r -> r.text("Chaddr").flatMap(MacAddress::of).equals(mac))
                            .findFirst();
            if (row.isPresent()) {
                change(member, row.get(), lease);
            } else {
                add(member, pool, mac.get(), lease);
            }
        });
    }

    private void change(String member, TwinObject row, PatchValue lease) {
        if (lease instanceof PatchValue.Nothing) {
            plan.delete(row);
        } else {
            plan.members(
                    member, lease, plan.fields(row, "ipAddress", "Yiaddr", "enable", "Enable"));
        }
    }

    private void add(String member, TwinObject pool, String mac, PatchValue lease) {
        if (lease instanceof PatchValue.Nothing) {
            plan.refuse(member, ErrorCode.INVALID_PATH, "there is no such lease");
            return;
        }
        Map<String, PatchValue> given = new LinkedHashMap<>();
        given.put("Chaddr", new PatchValue.Text(mac));
        plan.members(
                member,
                lease,
                Map.of(
                        "ipAddress", (_, v) -> given.put("Yiaddr", v),
                        "enable", (_, v) -> given.put("Enable", v)));
        if (!given.containsKey("Yiaddr")) {
            plan.refuse(member, ErrorCode.INVALID_VALUE, "ipAddress is needed");
            return;
        }
        given.putIfAbsent("Enable", new PatchValue.Flag(true));
        String root = twin.root().path();
        plan.add(member, pool.path().substring(root.length()) + "StaticAddress.", given);
    }
}
