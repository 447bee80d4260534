package org.trellis.controller.config;

import static org.trellis.controller.config.OperatorTasks.done;
import static org.trellis.controller.config.OperatorTasks.output;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.trellis.controller.config.Gateway.Answer;
import org.trellis.controller.config.OperatorTasks.Task;
import tools.jackson.databind.JsonNode;

/** What concerns the home: its networks, its hosts, and what they may. */
final class HomeTasks {

    private HomeTasks() {}

    static void addTo(List<Task> tasks) {
        wifi(tasks);
        home(tasks);
    }

    private static void wifi(List<Task> tasks) {
        tasks.add(
                new Task(
                        "Rename the network of the 5 GHz band",
                        "`PATCH wifi {bands: {5GHz: {ssid}}}`",
                        g ->
                                done(
                                        g.patch("wifi", bands("5GHz", "ssid", "kitchen")),
                                        _ -> names(g))));
        tasks.add(
                new Task(
                        "Give it another key",
                        "`PATCH wifi {bands: {5GHz: {passphrase}}}`",
                        g ->
                                done(
                                        g.patch(
                                                "wifi",
                                                bands("5GHz", "passphrase", "correct horse")),
                                        _ ->
                                                "the device has it: "
                                                        + g.state().below("").values().stream()
                                                                .anyMatch(p ->
                                                                        p.value()
                                                                                .equals(
                                                                                        "correct"
                                                                                                + " horse")))));
        tasks.add(
                new Task(
                        "Put it on channel 44",
                        "`PATCH wifi {radios: {5GHz: {channel}}}`",
                        g ->
                                done(
                                        g.patch(
                                                "wifi",
                                                Map.of(
                                                        "radios",
                                                        Map.of("5GHz", Map.of("channel", 44)))),
                                        _ -> {
                                            g.get("Device.WiFi.Radio.");
                                            return Gateway.items(
                                                            g.capability("wifi").path("radios"))
                                                    .stream()
                                                    .filter(r ->
                                                            Gateway.values(r, "band")
                                                                    .contains("5GHz"))
                                                    .flatMap(r ->
                                                            Gateway.values(
                                                                    r, "channel", "autoChannel")
                                                                    .stream())
                                                    .collect(Collectors.joining(", auto "));
                                        })));
        tasks.add(
                new Task(
                        "Switch the guest network on",
                        "`PATCH wifi {networks: {guest: {enabled}}}`",
                        g ->
                                done(
                                        g.patch(
                                                "wifi",
                                                Map.of(
                                                        "networks",
                                                        Map.of("guest", Map.of("enabled", true)))),
                                        _ -> names(g))));
        tasks.add(
                new Task(
                        "See the neighbours' networks",
                        "`operate Device.WiFi.NeighboringWiFiDiagnostic()`",
                        g ->
                                done(
                                        g.operate(
                                                "Device.WiFi.NeighboringWiFiDiagnostic()",
                                                Map.of()),
                                        body ->
                                                "some are seen: "
                                                        + !output(body, "SSID").isEmpty())));
    }

    private static Map<String, ?> bands(String band, String member, String value) {
        return Map.of("bands", Map.of(band, Map.of(member, value)));
    }

    /** The enabled networks by name. */
    private static String names(Gateway g) throws Exception {
        g.get("Device.WiFi.");
        return Gateway.items(g.capability("wifi").path("networks")).stream()
                .filter(n ->
                        Gateway.items(n.path("members")).stream()
                                .anyMatch(m ->
                                        Gateway.values(m, "enable", "accessPointEnable")
                                                .equals(List.of("true", "true"))))
                .map(n -> n.path("ssid").asString())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static void home(List<Task> tasks) {
        tasks.add(
                new Task(
                        "Open a port",
                        "`PATCH nat {add: [{externalPort, internalClient, protocol}]}`",
                        g ->
                                done(
                                        g.patch(
                                                "nat",
                                                Map.of(
                                                        "add",
                                                        List.of(
                                                                Map.of(
                                                                        "externalPort",
                                                                        8080,
                                                                        "internalClient",
                                                                        "192.168.1.101",
                                                                        "protocol",
                                                                        "TCP",
                                                                        "description",
                                                                        "camera")))),
                                        _ -> mappings(g))));
        tasks.add(
                new Task(
                        "Close it again",
                        "`PATCH nat {portMappings: {n: null}}`",
                        g -> {
                            Optional<JsonNode> mapping =
                                    Gateway.items(g.capability("nat").path("portMappings")).stream()
                                            .filter(m ->
                                                    Gateway.values(m, "externalPort")
                                                            .contains("8080"))
                                            .findFirst();
                            if (mapping.isEmpty()) {
                                return "there is none";
                            }
                            Map<String, Object> gone = new java.util.HashMap<>();
                            gone.put(mapping.get().path("number").asString(), null);
                            return done(
                                    g.patch("nat", Map.of("portMappings", gone)), _ -> mappings(g));
                        }));
        tasks.add(
                new Task(
                        "Change the address pool",
                        "`PATCH lan {dhcp: {minAddress, maxAddress}}`",
                        g ->
                                dhcp(
                                        g,
                                        Map.of(
                                                "minAddress",
                                                "192.168.1.50",
                                                "maxAddress",
                                                "192.168.1.150"),
                                        "minAddress",
                                        "maxAddress")));
        tasks.add(
                new Task(
                        "Always give a host the same address",
                        "`PATCH lan {staticLeases: {mac: {ipAddress}}}`",
                        g ->
                                done(
                                        g.patch(
                                                "lan",
                                                Map.of(
                                                        "staticLeases",
                                                        Map.of(
                                                                "02:00:00:00:00:11",
                                                                Map.of(
                                                                        "ipAddress",
                                                                        "192.168.1.60")))),
                                        _ -> {
                                            g.get("Device.DHCPv4.Server.");
                                            return Gateway.items(
                                                            g.capability("lan")
                                                                    .at(
                                                                            "/networks/0/pools/0/staticLeases"))
                                                    .stream()
                                                    .map(l ->
                                                            String.join(
                                                                    " is ",
                                                                    Gateway.values(
                                                                            l,
                                                                            "macAddress",
                                                                            "ipAddress")))
                                                    .collect(Collectors.joining(", "));
                                        })));
        tasks.add(
                new Task(
                        "Give hosts another name server",
                        "`PATCH lan {dhcp: {dnsServers}}`",
                        g ->
                                dhcp(
                                        g,
                                        Map.of("dnsServers", List.of("9.9.9.9", "1.1.1.1")),
                                        "dnsServers")));
        tasks.add(
                new Task(
                        "List the hosts",
                        "`get Device.Hosts.`, `GET lan`",
                        g ->
                                done(
                                        g.get("Device.Hosts."),
                                        _ ->
                                                Gateway.items(g.capability("lan").path("hosts"))
                                                        .stream()
                                                        .filter(h -> h.has("ipAddress"))
                                                        .map(h ->
                                                                String.join(
                                                                        " ",
                                                                        Gateway.values(
                                                                                h,
                                                                                "hostName",
                                                                                "ipAddress")))
                                                        .sorted()
                                                        .collect(Collectors.joining(", ")))));
        tasks.add(
                new Task(
                        "Keep a child's tablet off the net at night",
                        "`add Device.Hosts.AccessControl.`, its `Schedule`",
                        HomeTasks::schedule));
    }

    private static String mappings(Gateway g) throws Exception {
        g.get("Device.NAT.PortMapping.");
        return Gateway.items(g.capability("nat").path("portMappings")).stream()
                .map(m ->
                        String.join(
                                " ",
                                Gateway.values(
                                        m,
                                        "protocol",
                                        "externalPort",
                                        "internalClient",
                                        "description")))
                .sorted()
                .collect(Collectors.joining(", ", "mappings: ", ""));
    }

    private static String dhcp(Gateway g, Map<String, ?> values, String... members)
            throws Exception {
        return done(
                g.patch("lan", Map.of("dhcp", values)),
                _ -> {
                    g.get("Device.DHCPv4.Server.");
                    return String.join(
                            " to ",
                            Gateway.values(g.capability("lan").at("/networks/0/pools/0"), members));
                });
    }

    private static String schedule(Gateway g) throws Exception {
        Answer added =
                g.command(
                        Map.of(
                                "type",
                                "add",
                                "objects",
                                List.of(
                                        Map.of(
                                                "object",
                                                "Device.Hosts.AccessControl.",
                                                "values",
                                                Map.of(
                                                        "PhysAddress",
                                                        "02:00:00:00:00:12",
                                                        "AccessPolicy",
                                                        "Deny",
                                                        "Enable",
                                                        "true")))));
        return done(
                added,
                body -> {
                    String row = body.at("/result/instances/0").asString();
                    return done(
                            g.command(
                                    Map.of(
                                            "type",
                                            "add",
                                            "objects",
                                            List.of(
                                                    Map.of(
                                                            "object",
                                                            row + "Schedule.",
                                                            "values",
                                                            Map.of(
                                                                    "Enable",
                                                                    "true",
                                                                    "Day",
                                                                    "Monday,Tuesday",
                                                                    "StartTime",
                                                                    "21:00",
                                                                    "Duration",
                                                                    "28800"))))),
                            _ -> {
                                g.get("Device.Hosts.AccessControl.");
                                return g
                                        .known("Device.Hosts.AccessControl.*.Schedule.*.StartTime")
                                        .values()
                                        .stream()
                                        .collect(Collectors.joining(", ", "from ", ""));
                            });
                });
    }
}
