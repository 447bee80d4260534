package org.trellis.controller.config;

import static org.trellis.controller.config.OperatorTasks.done;
import static org.trellis.controller.config.OperatorTasks.output;
import static org.trellis.controller.config.OperatorTasks.outputs;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.trellis.controller.config.OperatorTasks.Task;
import tools.jackson.databind.JsonNode;

/** What concerns the line to the provider, and its tests. */
final class LineTasks {

    private LineTasks() {}

    static void addTo(List<Task> tasks, String files) {
        line(tasks);
        diagnostics(tasks, files);
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

    private static void diagnostics(List<Task> tasks, String files) {
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
}
