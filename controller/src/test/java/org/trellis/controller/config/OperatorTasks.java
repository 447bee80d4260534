package org.trellis.controller.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.trellis.controller.config.Gateway.Answer;
import tools.jackson.databind.JsonNode;

/**
 * What operators do all day, each by the same calls on every gateway. A task yields a short text
 * that says what came of it; the same text on every gateway, or a reason why not.
 */
final class OperatorTasks {

    /** Where the device takes files from and puts them. */
    private final String files;

    OperatorTasks(String files) {
        this.files = files;
    }

    /**
     * @param calls what is called, for the one who reads the table
     */
    record Task(String name, String calls, Steps steps) {}

    @FunctionalInterface
    interface Steps {
        String on(Gateway gateway) throws Exception;
    }

    List<Task> all() {
        List<Task> tasks = new ArrayList<>();
        wifi(tasks);
        home(tasks);
        line(tasks);
        diagnostics(tasks);
        system(tasks);
        return tasks;
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
                                done(
                                        g.patch(
                                                "lan",
                                                Map.of(
                                                        "dhcp",
                                                        Map.of(
                                                                "minAddress",
                                                                "192.168.1.50",
                                                                "maxAddress",
                                                                "192.168.1.150"))),
                                        _ -> {
                                            g.get("Device.DHCPv4.Server.");
                                            return pool(g, "minAddress", "maxAddress");
                                        })));
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
                                done(
                                        g.patch(
                                                "lan",
                                                Map.of(
                                                        "dhcp",
                                                        Map.of(
                                                                "dnsServers",
                                                                List.of("9.9.9.9", "1.1.1.1")))),
                                        _ -> {
                                            g.get("Device.DHCPv4.Server.");
                                            return pool(g, "dnsServers");
                                        })));
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
                        OperatorTasks::schedule));
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

    private static String pool(Gateway g, String... members) throws Exception {
        return String.join(
                " to ", Gateway.values(g.capability("lan").at("/networks/0/pools/0"), members));
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

    private static void line(List<Task> tasks) {
        tasks.add(
                new Task(
                        "Is the line up, and with which address",
                        "`get Device.IP.`, `GET wan`",
                        g ->
                                done(
                                        g.get("Device.IP."),
                                        _ -> {
                                            JsonNode primary = primary(g);
                                            return String.join(
                                                    " ",
                                                    Gateway.values(
                                                            primary,
                                                            "link.status",
                                                            "addresses.0.ipAddress"));
                                        })));
        tasks.add(
                new Task(
                        "Give it another PPP user",
                        "`set Device.PPP.Interface.*.Username`",
                        g ->
                                done(
                                        g.command(
                                                Map.of(
                                                        "type",
                                                        "set",
                                                        "values",
                                                        Map.of(
                                                                "Device.PPP.Interface.*.Username",
                                                                "joe@isp.example"))),
                                        _ -> {
                                            g.get("Device.PPP.");
                                            return String.join(
                                                    ", ",
                                                    g.known("Device.PPP.Interface.*.Username")
                                                            .values());
                                        })));
        tasks.add(
                new Task(
                        "Ask another name server",
                        "`PATCH wan {dns: {n: address}}`",
                        g -> {
                            Optional<String> row =
                                    g.row("Device.DNS.Client.Server.*.DNSServer", "203.0.113.53");
                            if (row.isEmpty()) {
                                return "there is none";
                            }
                            String[] path = row.get().split("\\.");
                            return done(
                                    g.patch(
                                            "wan",
                                            Map.of(
                                                    "dns",
                                                    Map.of(path[path.length - 1], "9.9.9.9"))),
                                    _ -> {
                                        g.get("Device.DNS.");
                                        return Gateway.items(primary(g).path("dns")).stream()
                                                .flatMap(d -> Gateway.values(d, "server").stream())
                                                .sorted()
                                                .collect(Collectors.joining(", "));
                                    });
                        }));
        tasks.add(
                new Task(
                        "How much goes over the line",
                        "`get Device.IP.`, `GET wan`",
                        g ->
                                done(
                                        g.get("Device.IP."),
                                        _ ->
                                                "both ways told: "
                                                        + (Gateway.values(
                                                                                primary(g),
                                                                                "traffic.bytesSent",
                                                                                "traffic.bytesReceived")
                                                                        .size()
                                                                == 2))));
    }

    private static JsonNode primary(Gateway g) throws Exception {
        return Gateway.items(g.capability("wan").path("connections")).stream()
                .filter(c -> c.path("primary").asBoolean())
                .findFirst()
                .orElseThrow(() -> new AssertionError(g.label() + " has no connection"));
    }

    /** What the model wants of every probe. */
    private static final Map<String, String> PROBE =
            Map.of(
                    "Host", "192.0.2.1",
                    "ProtocolVersion", "Any",
                    "Timeout", "1000",
                    "DataBlockSize", "64");

    private static Map<String, String> with(Map<String, String> input, String... more) {
        Map<String, String> all = new java.util.TreeMap<>(input);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    private void diagnostics(List<Task> tasks) {
        tasks.add(
                new Task(
                        "Ping a host",
                        "`operate Device.IP.Diagnostics.IPPing()`",
                        g ->
                                done(
                                        g.operate(
                                                "Device.IP.Diagnostics.IPPing()",
                                                with(PROBE, "NumberOfRepetitions", "4")),
                                        body ->
                                                outputs(
                                                        body,
                                                        "Status",
                                                        "SuccessCount",
                                                        "FailureCount"))));
        tasks.add(
                new Task(
                        "Trace the route to it",
                        "`operate Device.IP.Diagnostics.TraceRoute()`",
                        g ->
                                done(
                                        g.operate(
                                                "Device.IP.Diagnostics.TraceRoute()",
                                                with(
                                                        PROBE,
                                                        "NumberOfTries",
                                                        "1",
                                                        "MaxHopCount",
                                                        "16")),
                                        body ->
                                                outputs(body, "Status")
                                                        + ", hops told: "
                                                        + !output(body, "HostAddress").isEmpty())));
        tasks.add(
                new Task(
                        "Measure the speed",
                        "`operate Device.IP.Diagnostics.DownloadDiagnostics()`",
                        g ->
                                done(
                                        g.operate(
                                                "Device.IP.Diagnostics.DownloadDiagnostics()",
                                                Map.of("DownloadURL", files + "/speed")),
                                        body ->
                                                outputs(body, "Status")
                                                        + ", measured "
                                                        + !output(body, "TestBytesReceived")
                                                                .isEmpty())));
    }

    private void system(List<Task> tasks) {
        tasks.add(
                new Task(
                        "Which firmware runs",
                        "`get Device.DeviceInfo.`, `GET firmware`",
                        g ->
                                done(
                                        g.get("Device.DeviceInfo."),
                                        _ ->
                                                String.join(
                                                        "",
                                                        Gateway.values(
                                                                g.capability("firmware"),
                                                                "softwareVersion")))));
        tasks.add(
                new Task(
                        "Call every five minutes",
                        "`PATCH system {periodicInterval}`",
                        g ->
                                done(
                                        g.patch("system", Map.of("periodicInterval", 300)),
                                        _ ->
                                                String.join(
                                                        "",
                                                        Gateway.values(
                                                                g.capability("system"),
                                                                "periodicInterval")))));
        tasks.add(
                new Task(
                        "Take the time from another server",
                        "`set Device.Time.Client.1.Servers`",
                        g ->
                                done(
                                        g.command(
                                                Map.of(
                                                        "type",
                                                        "set",
                                                        "values",
                                                        Map.of(
                                                                "Device.Time.Client.1.Servers",
                                                                "ntp.isp.example"))),
                                        _ -> {
                                            g.get("Device.Time.");
                                            return g.known("Device.Time.Client.1.Servers")
                                                    .toString();
                                        })));
        tasks.add(
                new Task(
                        "Switch the lights off",
                        "`set` of the vendor's parameter",
                        g -> {
                            Optional<String> led =
                                    g.known("Device.").keySet().stream()
                                            .filter(p -> p.endsWith("X_0014A5_LEDEnable"))
                                            .findFirst();
                            if (led.isEmpty()) {
                                return "there is none";
                            }
                            return done(
                                    g.command(
                                            Map.of(
                                                    "type",
                                                    "set",
                                                    "values",
                                                    Map.of(led.get(), "false"))),
                                    _ -> {
                                        g.get(led.get());
                                        return g.known(led.get()).toString();
                                    });
                        }));
        tasks.add(
                new Task(
                        "Fetch its log",
                        "`operate Device.DeviceInfo.VendorLogFile.1.Upload()`",
                        g ->
                                done(
                                        g.operate(
                                                "Device.DeviceInfo.VendorLogFile.1.Upload()",
                                                Map.of("URL", files + "/log")),
                                        _ -> "it came")));
        tasks.add(
                new Task(
                        "Keep its settings and put them back",
                        "`operate Device.DeviceInfo.VendorConfigFile.1.Backup()`, `Restore()`",
                        g ->
                                done(
                                        g.operate(
                                                "Device.DeviceInfo.VendorConfigFile.1.Backup()",
                                                Map.of("URL", files + "/config")),
                                        _ ->
                                                done(
                                                        g.operate(
                                                                "Device.DeviceInfo.VendorConfigFile.1.Restore()",
                                                                Map.of("URL", files + "/config")),
                                                        _ -> "kept and back"))));
        tasks.add(
                new Task(
                        "Restart it",
                        "`operate Device.Reboot()`",
                        g -> done(g.operate("Device.Reboot()", Map.of()), _ -> "it is back")));
    }

    private interface Then {
        String with(JsonNode body) throws Exception;
    }

    private static String done(Answer answer, Then then) throws Exception {
        return switch (answer) {
            case Answer.Done(JsonNode body) -> then.with(body);
            case Answer.Refused(String reason) -> REFUSED + reason;
        };
    }

    /** Begins the text of a task that was not done. */
    static final String REFUSED = "refused: ";

    /** The outputs of these names. */
    private static String outputs(JsonNode body, String... names) {
        return java.util.Arrays.stream(names)
                .map(n -> n + " " + String.join(",", output(body, n)))
                .collect(Collectors.joining(", "));
    }

    /** All outputs whose last part has this name. */
    private static List<String> output(JsonNode body, String name) {
        List<String> values = new ArrayList<>();
        body.at("/result/output")
                .properties()
                .forEach(e -> {
                    if (e.getKey().equals(name) || e.getKey().endsWith("." + name)) {
                        values.add(e.getValue().asString());
                    }
                });
        return values;
    }
}
