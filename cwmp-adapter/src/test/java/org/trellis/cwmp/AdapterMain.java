package org.trellis.cwmp;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathExpression;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.Operation;

/**
 * Runs the adapter with a core in memory, to be tried with a foreign client by hand: every device
 * that calls is discovered, read, written and called back.
 *
 * <p>Arguments: port, authentication mode, user, password.
 */
final class AdapterMain {

    private AdapterMain() {}

    public static void main(String[] arguments) throws Exception {
        RecordingPort port = new RecordingPort();
        port.requeue = true;
        CwmpAuthMode mode = CwmpAuthMode.valueOf(arguments[1]);
        if (arguments.length > 3) {
            port.users.put(arguments[2], arguments[3]);
        }
        CwmpSettings settings =
                CwmpSettings.of("127.0.0.1", Integer.parseInt(arguments[0]), mode)
                        .withConnectionRequests(
                                new CwmpSettings.ConnectionRequests(
                                        List.of("127.0.0.0/8"),
                                        Set.of(),
                                        Duration.ofSeconds(10),
                                        16,
                                        100,
                                        true));
        try (CwmpAdapter adapter =
                new CwmpAdapter(settings, Clock.systemUTC(), new SecureRandom())) {
            adapter.start(port);
            System.out.println("listening on " + adapter.port());
            DeviceId device = firstDevice(port);
            System.out.println("device " + device + " at " + port.endpoint(device).address());
            List<Operation> operations =
                    List.of(
                            new Operation.Discover(ParameterPath.of("Device.")),
                            new Operation.Get(
                                    List.of(
                                            PathExpression.of("Device.DeviceInfo."),
                                            PathExpression.of("Device.WiFi.SSID.*.SSID"),
                                            PathExpression.of("Device.NoSuch.Thing"))),
                            new Operation.Set(
                                    ordered(
                                            "Device.ManagementServer.PeriodicInformInterval",
                                            "300"),
                                    false),
                            new Operation.Set(ordered("Device.WiFi.SSID.1.SSID", "trellis"), false),
                            new Operation.Operate(PathExpression.of("Device.Reboot()"), Map.of()));
            for (Operation operation : operations) {
                String tag = port.queue(device, operation);
                System.out.println(operation.type() + " " + tag);
                long began = System.nanoTime();
                System.out.println(
                        "  wake: "
                                + adapter.wake(
                                        port.endpoint(device), Instant.now().plusSeconds(10)));
                for (int i = 0; i < 900 && !port.results.containsKey(tag); i++) {
                    Thread.sleep(50);
                }
                System.out.println(
                        "  "
                                + (System.nanoTime() - began) / 1_000_000
                                + " ms "
                                + Optional.ofNullable(port.results.get(tag))
                                        .map(r ->
                                                r.status()
                                                        + " values="
                                                        + r.values().size()
                                                        + " "
                                                        + r.values().stream().limit(4).toList()
                                                        + " model="
                                                        + r.model().map(m -> m.nodes().size())
                                                        + " errors="
                                                        + r.errors().stream().limit(5).toList())
                                        .orElse("no result"));
                Thread.sleep(1500);
            }
            System.out.println(port.calls);
            System.out.println(
                    port.settings.keySet()
                            + " "
                            + port.settings.get("cwmp.connection-request-state"));
            System.out.println(adapter.metrics().snapshot());
        }
    }

    private static Map<PathExpression, String> ordered(String path, String value) {
        Map<PathExpression, String> values = new LinkedHashMap<>();
        values.put(PathExpression.of(path), value);
        return values;
    }

    private static DeviceId firstDevice(RecordingPort port) throws InterruptedException {
        while (port.hellos.isEmpty()) {
            Thread.sleep(50);
        }
        Thread.sleep(500);
        return port.hellos.getFirst().identity().orElseThrow().deviceId();
    }
}
