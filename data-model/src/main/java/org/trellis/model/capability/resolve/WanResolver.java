package org.trellis.model.capability.resolve;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trellis.model.capability.resolve.Routes.Default;
import org.trellis.model.capability.twin.Twin;
import org.trellis.model.capability.twin.TwinObject;
import org.trellis.model.capability.view.Summary;
import org.trellis.model.capability.view.WanView;
import org.trellis.model.capability.view.WanView.Connection;
import org.trellis.model.capability.view.WanView.Evidence;

/**
 * The connections to the provider: the IP interface of the IPv4 default route; else of the IPv6
 * default route; else one whose stack reaches an interface with {@code Upstream=true}; else the
 * lowest one with a public address. Of those that are as good otherwise, one that is up is meant.
 * All of them are candidates, the first one is primary.
 */
public final class WanResolver {

    private final Twin twin;
    private final InterfaceStack stack;
    private final List<Default> routes;

    private WanResolver(Twin twin) {
        this.twin = twin;
        this.stack = new InterfaceStack(twin);
        this.routes = Routes.defaults(twin);
    }

    public static WanView resolve(Snapshot device, Summary summary) {
        WanResolver resolver = new WanResolver(device.twin());
        return new WanView(summary, resolver.connections(), WanLines.of(device.twin()));
    }

    private record Candidate(TwinObject ip, Evidence evidence, int order) {}

    private List<Connection> connections() {
        List<TwinObject> interfaces =
                twin.root().rows("IP.Interface.").stream().filter(ip -> !isLoopback(ip)).toList();
        Map<String, Candidate> candidates = new LinkedHashMap<>();
        for (int i = 0; i < routes.size(); i++) {
            Default route = routes.get(i);
            int order = i;
            Evidence evidence =
                    route.ipv6() ? Evidence.IPV6_DEFAULT_ROUTE : Evidence.IPV4_DEFAULT_ROUTE;
            interfaces.stream()
                    .filter(ip -> ip.reference().equals(route.ipInterface()))
                    .forEach(ip ->
                            candidates.putIfAbsent(ip.path(), new Candidate(ip, evidence, order)));
        }
        for (TwinObject ip : interfaces) {
            evidence(ip).ifPresent(e -> candidates.putIfAbsent(ip.path(), new Candidate(ip, e, 0)));
        }
        List<Candidate> ordered = new ArrayList<>(candidates.values());
        ordered.sort(
                Comparator.comparing(Candidate::evidence)
                        .thenComparingInt(Candidate::order)
                        .thenComparing(c -> Routes.State.of(c.ip()))
                        .thenComparingLong(c -> c.ip().number()));
        List<Connection> connections = new ArrayList<>();
        for (Candidate candidate : ordered) {
            connections.add(connection(candidate, connections.isEmpty()));
        }
        return connections;
    }

    private static boolean isLoopback(TwinObject ip) {
        return ip.flag("Loopback", false)
                || ip.text("Type").map(t -> t.equals("Loopback")).orElse(false);
    }

    private Optional<Evidence> evidence(TwinObject ip) {
        if (stack.reachesUpstream(ip.reference())) {
            return Optional.of(Evidence.UPSTREAM_INTERFACE);
        }
        return ip.rows("IPv4Address.").stream()
                        .anyMatch(a -> a.text("IPAddress").map(Ipv4::isPublic).orElse(false))
                ? Optional.of(Evidence.PUBLIC_ADDRESS)
                : Optional.empty();
    }

    private Connection connection(Candidate candidate, boolean primary) {
        TwinObject ip = candidate.ip();
        List<String> layers = stack.below(ip.reference());
        return new Connection(
                ip.asPath(),
                primary,
                candidate.evidence(),
                new WanView.Link(
                        ip.string("Status"),
                        ip.integer("LastChange"),
                        ip.list("LowerLayers"),
                        ip.string("Router")),
                ip.rows("IPv4Address.").stream()
                        .map(a ->
                                new WanView.Address(
                                        a.number(),
                                        a.string("IPAddress"),
                                        a.string("SubnetMask"),
                                        a.string("AddressingType")))
                        .toList(),
                ip.rows("IPv6Address.").stream()
                        .map(a -> new WanView.Address6(a.number(), a.string("IPAddress")))
                        .toList(),
                ip.rows("IPv6Prefix.").stream().flatMap(p -> p.string("Prefix").stream()).toList(),
                gateways(ip),
                dns(ip),
                ppp(layers),
                dhcp(ip),
                new WanView.Traffic(
                        ip.decimal("Stats.BytesSent"), ip.decimal("Stats.BytesReceived")),
                layers);
    }

    private List<WanView.Gateway> gateways(TwinObject ip) {
        return routes.stream()
                .filter(r -> r.ipInterface().equals(ip.reference()))
                .map(r -> new WanView.Gateway(r.path(), r.gateway(), r.reading()))
                .toList();
    }

    /** A server without interface is asked over any. */
    private List<WanView.Dns> dns(TwinObject ip) {
        return twin.root().rows("DNS.Client.Server.").stream()
                .filter(s -> s.referenceTo("Interface").map(ip.reference()::equals).orElse(true))
                .map(s -> new WanView.Dns(s.number(), s.string("DNSServer")))
                .toList();
    }

    private Optional<WanView.Ppp> ppp(List<String> layers) {
        return layers.stream()
                .filter(l -> l.startsWith("Device.PPP.Interface."))
                .flatMap(l -> twin.referred(l).stream())
                .findFirst()
                .map(p ->
                        new WanView.Ppp(
                                p.asPath(),
                                p.string("ConnectionStatus"),
                                p.string("LastConnectionError"),
                                p.string("Username"),
                                p.secret("Password")));
    }

    private Optional<WanView.Dhcp> dhcp(TwinObject ip) {
        return twin.root().rows("DHCPv4.Client.").stream()
                .filter(c -> c.referenceTo("Interface").map(ip.reference()::equals).orElse(false))
                .findFirst()
                .map(c ->
                        new WanView.Dhcp(
                                c.asPath(),
                                c.string("DHCPStatus"),
                                c.integer("LeaseTimeRemaining")));
    }
}
