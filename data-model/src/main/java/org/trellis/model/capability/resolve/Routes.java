package org.trellis.model.capability.resolve;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.trellis.model.ParameterPath;
import org.trellis.model.capability.twin.Reading;
import org.trellis.model.capability.twin.Twin;
import org.trellis.model.capability.twin.TwinObject;

/**
 * The default routes of a device, best first: by metric, and of those with the same one the first
 * whose interface is known to be up. What is not known of an interface does not speak against it as
 * long as no other is up.
 */
final class Routes {

    private static final String NONE = "0.0.0.0";

    /**
     * A default route.
     *
     * @param ipInterface reference to the interface that it leads over
     * @param state what is known of that interface
     */
    record Default(
            ParameterPath path,
            boolean ipv6,
            long metric,
            String ipInterface,
            State state,
            Optional<Reading<String>> gateway,
            Optional<Reading<String>> reading) {}

    /** What is known of an interface, the best first. */
    enum State {
        UP,
        UNKNOWN,
        DOWN;

        static State of(TwinObject ip) {
            if (!ip.flag("Enable", true)) {
                return DOWN;
            }
            return ip.text("Status").map(s -> s.equals("Up") ? UP : DOWN).orElse(UNKNOWN);
        }
    }

    private static final Comparator<Default> BEST =
            Comparator.comparing(Default::ipv6)
                    .thenComparingLong(Default::metric)
                    .thenComparing(Default::state)
                    .thenComparing(Default::path);

    private final Twin twin;

    private Routes(Twin twin) {
        this.twin = twin;
    }

    static List<Default> defaults(Twin twin) {
        return new Routes(twin).all();
    }

    private List<Default> all() {
        List<Default> found = new ArrayList<>();
        for (TwinObject router : twin.root().rows("Routing.Router.")) {
            for (TwinObject route : router.rows("IPv4Forwarding.")) {
                if (isOn(route) && isDefault4(route)) {
                    add(found, route, false, route.string("GatewayIPAddress"));
                }
            }
            for (TwinObject route : router.rows("IPv6Forwarding.")) {
                if (isOn(route) && isDefault6(route)) {
                    add(found, route, true, route.string("NextHop"));
                }
            }
        }
        found.sort(BEST);
        return found;
    }

    /** A row that does not tell is one: a route that TR-098 implies has no switch of its own. */
    private static boolean isOn(TwinObject route) {
        return route.flag("Enable", true);
    }

    /** The destination is empty by the model if it is not given. */
    private static boolean isDefault4(TwinObject route) {
        String mask = route.text("DestSubnetMask").orElse("");
        String destination = route.text("DestIPAddress").orElse("");
        return (destination.isEmpty() || destination.equals(NONE))
                && (mask.isEmpty() || mask.equals(NONE));
    }

    private static boolean isDefault6(TwinObject route) {
        String prefix = route.text("DestIPPrefix").orElse("");
        return prefix.isEmpty() || prefix.equals("::/0");
    }

    private void add(
            List<Default> found,
            TwinObject route,
            boolean ipv6,
            Optional<Reading<String>> gateway) {
        route.referenceTo("Interface")
                .or(() -> gateway.map(Reading::value).flatMap(this::interfaceOf))
                .ifPresent(over ->
                        found.add(
                                new Default(
                                        route.asPath(),
                                        ipv6,
                                        // -1: the metric is not used
                                        Math.max(0, route.count("ForwardingMetric", 0)),
                                        over,
                                        twin.referred(over).map(State::of).orElse(State.UNKNOWN),
                                        gateway,
                                        route.string("Interface"))));
    }

    /** A route may name its gateway only: it leads over the interface in the gateway's network. */
    private Optional<String> interfaceOf(String gateway) {
        for (TwinObject ip : twin.root().rows("IP.Interface.")) {
            for (TwinObject address : ip.rows("IPv4Address.")) {
                if (Ipv4.sameNetwork(
                        gateway,
                        address.text("IPAddress").orElse(""),
                        address.text("SubnetMask").orElse(""))) {
                    return Optional.of(ip.reference());
                }
            }
        }
        return Optional.empty();
    }
}
