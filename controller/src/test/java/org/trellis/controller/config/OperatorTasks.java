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
    private final FileShelf files;

    OperatorTasks(FileShelf files) {
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
        HomeTasks.addTo(tasks);
        LineTasks.addTo(tasks, files.url(""));
        system(tasks);
        return tasks;
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
                        g -> {
                            files.put("/log", "");
                            return done(
                                    g.operate(
                                            "Device.DeviceInfo.VendorLogFile.1.Upload()",
                                            Map.of("URL", files.url("/log"))),
                                    _ -> "it came: " + files.file("/log").isPresent());
                        }));
        tasks.add(
                new Task(
                        "Keep its settings and put them back",
                        "`operate Device.DeviceInfo.VendorConfigFile.1.Backup()`, `Restore()`",
                        g -> {
                            files.put("/config", "");
                            Map<String, String> there = Map.of("URL", files.url("/config"));
                            return done(
                                    g.operate(
                                            "Device.DeviceInfo.VendorConfigFile.1.Backup()", there),
                                    _ -> {
                                        boolean came = files.file("/config").isPresent();
                                        return done(
                                                g.operate(
                                                        "Device.DeviceInfo.VendorConfigFile.1.Restore()",
                                                        there),
                                                _ -> "kept: " + came + ", and fetched again");
                                    });
                        }));
        tasks.add(
                new Task(
                        "Restart it",
                        "`operate Device.Reboot()`",
                        g -> done(g.operate("Device.Reboot()", Map.of()), _ -> "it is back")));
    }

    interface Then {
        String with(JsonNode body) throws Exception;
    }

    static String done(Answer answer, Then then) throws Exception {
        return switch (answer) {
            case Answer.Done(JsonNode body) -> then.with(body);
            case Answer.Refused(String reason) -> REFUSED + reason;
        };
    }

    /** Begins the text of a task that was not done. */
    static final String REFUSED = "refused: ";

    /** The outputs of these names. */
    static String outputs(JsonNode body, String... names) {
        return java.util.Arrays.stream(names)
                .map(n -> n + " " + String.join(",", output(body, n)))
                .collect(Collectors.joining(", "));
    }

    /** All outputs whose last part has this name. */
    static List<String> output(JsonNode body, String name) {
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
