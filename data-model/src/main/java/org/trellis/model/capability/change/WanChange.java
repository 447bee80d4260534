package org.trellis.model.capability.change;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trellis.model.ErrorCode;
import org.trellis.model.ParameterPath;
import org.trellis.model.capability.resolve.Actions;
import org.trellis.model.capability.resolve.WanResolver;
import org.trellis.model.capability.support.Capability;
import org.trellis.model.capability.twin.Twin;
import org.trellis.model.capability.twin.TwinObject;
import org.trellis.model.capability.view.WanView;
import org.trellis.model.capability.view.WanView.Connection;

/**
 * {@code ppp: {username, password}}, {@code address: {ipAddress, subnetMask}} and {@code gateway}
 * of the primary connection, or of another below {@code connections: {n: ...}}; {@code dns: {n:
 * address}}; {@code cellular: {apn}}.
 */
final class WanChange {

    private final Plan plan;
    private final Twin twin;
    private final WanView view;

    WanChange(Plan plan) {
        this.plan = plan;
        this.twin = plan.device().twin();
        this.view =
                WanResolver.resolve(plan.device(), Actions.summary(plan.device(), Capability.WAN));
    }

    Map<String, Plan.Handler> members() {
        Map<String, Plan.Handler> members = new LinkedHashMap<>(connection(view.primary()));
        Map<String, Plan.Handler> byNumber = new LinkedHashMap<>();
        for (Connection connection : view.connections()) {
            byNumber.put(
                    connection.ipInterface().name(),
                    (at, value) -> plan.members(at, value, connection(Optional.of(connection))));
        }
        members.put("connections", (at, value) -> plan.members(at, value, byNumber));
        members.put("dns", this::dns);
        members.put("cellular", this::cellular);
        return members;
    }

    private Map<String, Plan.Handler> connection(Optional<Connection> connection) {
        return Map.of(
                "ppp",
                (at, value) -> ppp(at, connection, value),
                "address",
                (at, value) -> address(at, connection, value),
                "gateway",
                (at, value) -> gateway(at, connection, value));
    }

    private void ppp(String at, Optional<Connection> connection, PatchValue value) {
        connection
                .flatMap(Connection::ppp)
                .ifPresentOrElse(
                        ppp ->
                                plan.members(
                                        at,
                                        value,
                                        plan.fields(
                                                object(ppp.pppInterface()),
                                                "username",
                                                "Username",
                                                "password",
                                                "Password")),
                        () -> unsupported(at, "the connection is not by PPP"));
    }

    private void address(String at, Optional<Connection> connection, PatchValue value) {
        List<TwinObject> addresses =
                connection.map(c -> object(c.ipInterface()).rows("IPv4Address.")).orElse(List.of());
        if (addresses.size() > 1) {
            plan.ambiguous(
                    at,
                    "the connection has several addresses",
                    addresses.stream().map(TwinObject::path).toList());
        } else if (addresses.isEmpty()) {
            unsupported(at, "the connection has no address");
        } else {
            plan.members(
                    at,
                    value,
                    plan.fields(
                            addresses.getFirst(),
                            "ipAddress",
                            "IPAddress",
                            "subnetMask",
                            "SubnetMask"));
        }
    }

    private void gateway(String at, Optional<Connection> connection, PatchValue value) {
        Optional<TwinObject> route =
                connection.map(Connection::gateways).orElse(List.of()).stream()
                        .map(g -> object(g.route()))
                        .filter(r -> r.path().contains(".IPv4Forwarding."))
                        .findFirst();
        route.ifPresentOrElse(
                r -> plan.write(at, r, "GatewayIPAddress", value),
                () -> unsupported(at, "the connection has no default route"));
    }

    private void dns(String at, PatchValue value) {
        plan.rows(
                at,
                value,
                twin.root().rows("DNS.Client.Server."),
                (member, row, v) -> plan.write(member, row, "DNSServer", v));
    }

    private void cellular(String at, PatchValue value) {
        List<TwinObject> accessPoints = twin.root().rows("Cellular.AccessPoint.");
        if (accessPoints.size() > 1) {
            plan.ambiguous(
                    at,
                    "there are several access points",
                    accessPoints.stream().map(TwinObject::path).toList());
        } else if (accessPoints.isEmpty()) {
            unsupported(at, "the device has no cellular access point");
        } else {
            plan.members(at, value, plan.fields(accessPoints.getFirst(), "apn", "APN"));
        }
    }

    private TwinObject object(ParameterPath path) {
        return twin.object(path.text());
    }

    private void unsupported(String at, String message) {
        plan.refuse(at, ErrorCode.NOT_SUPPORTED, message);
    }
}
