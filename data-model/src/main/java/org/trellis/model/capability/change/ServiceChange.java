package org.trellis.model.capability.change;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.trellis.model.ErrorCode;
import org.trellis.model.capability.resolve.IotResolver;
import org.trellis.model.capability.twin.TwinObject;

/**
 * Voice: {@code lines: {n: {enable, directoryNumber}}}, {@code accounts: {n: {authUserName,
 * authPassword}}}, {@code networks: {n: {proxyServer, registrarServer}}}, below {@code services:
 * {n: ...}} or of the only service. IoT: {@code devices: {n: {name, functions: {n: {name,
 * value}}}}} and {@code functions: {n: ...}} of the device itself.
 */
final class ServiceChange {

    private static final String NODE = ".Node.";

    private static final List<String> CONTROLS =
            List.of("BinaryControl", "LevelControl", "EnumControl");

    private ServiceChange() {}

    static Map<String, Plan.Handler> voice(Plan plan) {
        List<TwinObject> services = plan.device().twin().root().rows("Services.VoiceService.");
        Map<String, Plan.Handler> members = new LinkedHashMap<>();
        for (String member : List.of("lines", "accounts", "networks")) {
            members.put(
                    member,
                    (at, value) -> {
                        if (services.size() > 1) {
                            plan.ambiguous(
                                    at,
                                    "there are several voice services: use services",
                                    services.stream().map(TwinObject::path).toList());
                        } else {
                            ofService(
                                    plan,
                                    services.isEmpty()
                                            ? plan.device()
                                                    .twin()
                                                    .object("Device.Services.VoiceService.1.")
                                            : services.getFirst(),
                                    member,
                                    at,
                                    value);
                        }
                    });
        }
        members.put(
                "services",
                (at, value) ->
                        plan.rows(
                                at,
                                value,
                                services,
                                (name, service, v) -> {
                                    Map<String, Plan.Handler> inner = new LinkedHashMap<>();
                                    for (String member : List.of("lines", "accounts", "networks")) {
                                        inner.put(
                                                member,
                                                (a, w) -> ofService(plan, service, member, a, w));
                                    }
                                    plan.members(name, v, inner);
                                }));
        return members;
    }

    private static void ofService(
            Plan plan, TwinObject service, String member, String at, PatchValue value) {
        String table =
                switch (member) {
                    case "lines" -> "CallControl.Line.";
                    case "accounts" -> "SIP.Client.";
                    default -> "SIP.Network.";
                };
        String[] fields =
                switch (member) {
                    case "lines" ->
                            new String[] {"enable", "Enable", "directoryNumber", "DirectoryNumber"};
                    case "accounts" ->
                            new String[] {
                                "authUserName", "AuthUserName", "authPassword", "AuthPassword"
                            };
                    default ->
                            new String[] {
                                "proxyServer", "ProxyServer", "registrarServer", "RegistrarServer"
                            };
                };
        plan.rows(
                at,
                value,
                service.rows(table),
                (name, row, v) -> plan.members(name, v, plan.fields(row, fields)));
    }

    static Map<String, Plan.Handler> iot(Plan plan) {
        TwinObject root = plan.device().twin().root();
        return Map.of(
                "functions",
                (at, value) -> functions(plan, root, at, value),
                "devices",
                (at, value) ->
                        plan.rows(
                                at,
                                value,
                                root.rows("ProxiedDevice."),
                                (name, thing, v) -> {
                                    Map<String, Plan.Handler> members =
                                            new LinkedHashMap<>(plan.fields(thing, "name", "Name"));
                                    members.put(
                                            "functions", (a, w) -> functions(plan, thing, a, w));
                                    plan.members(name, v, members);
                                }));
    }

    /** By number, those of a node as {@code node/number}. */
    private static void functions(Plan plan, TwinObject mount, String at, PatchValue value) {
        List<TwinObject> rows = new ArrayList<>(mount.rows("IoTCapability."));
        mount.rows("Node.").forEach(n -> rows.addAll(n.rows("IoTCapability.")));
        Map<String, Plan.Handler> known = new LinkedHashMap<>();
        for (TwinObject row : rows) {
            known.put(
                    key(mount, row),
                    (member, v) -> {
                        Map<String, Plan.Handler> fields =
                                new LinkedHashMap<>(plan.fields(row, "name", "Name"));
                        fields.put("value", (m, w) -> value(plan, row, m, w));
                        plan.members(member, v, fields);
                    });
        }
        plan.members(at, value, known);
    }

    private static String key(TwinObject mount, TwinObject row) {
        String inner = "." + row.path().substring(mount.path().length());
        int node = inner.indexOf(NODE);
        return node < 0
                ? Long.toString(row.number())
                : inner.substring(node + NODE.length(), inner.indexOf(".IoTCapability."))
                        + "/"
                        + row.number();
    }

    /** Sensors measure; what they hold is not written. */
    private static void value(Plan plan, TwinObject row, String member, PatchValue value) {
        String kind = IotResolver.classOf(row);
        if (CONTROLS.contains(kind)) {
            plan.write(member, row, kind + ".Value", value);
        } else {
            plan.refuse(member, ErrorCode.NOT_WRITABLE, row.path() + " is no control");
        }
    }
}
