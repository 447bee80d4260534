package org.trellis.simulator.cwmp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.trellis.simulator.state.DeviceState;

/**
 * The software modules of a pretended CPE that has a place for them: what ChangeDUState asks for is
 * done after the session, and told until the ACS has heard of it.
 */
final class Modules {

    private static final int NOT_FETCHED = 9016;
    private static final int DUPLICATE = 9026;
    private static final int UNKNOWN = 9028;

    private final DeviceState state;
    private final String table;
    private final String environment;
    private final Map<Integer, Unit> units = new TreeMap<>();
    private final List<AcsMessage.Node> asked = new ArrayList<>();
    private final List<Ended> ended = new ArrayList<>();
    private int next = 1;

    private record Unit(String uuid, int version, String url) {
        String versionText() {
            return "1." + version;
        }
    }

    /** How one operation ended. */
    record Result(String uuid, String reference, String version, String state, int fault) {}

    /** A request that is done. */
    record Ended(String commandKey, List<Result> results, String at) {}

    Modules(DeviceState state, String root) {
        this.state = state;
        this.table = root + "SoftwareModules.DeploymentUnit.";
        this.environment = root + "SoftwareModules.ExecEnv.1";
    }

    /** Whether the device has a place for modules. */
    boolean present() {
        return state.get(DeviceState.counter(table)).isPresent();
    }

    void add(AcsMessage.Node request) {
        asked.add(request);
    }

    boolean due() {
        return !asked.isEmpty();
    }

    /** What the ACS has not heard of yet. */
    List<Ended> ended() {
        return List.copyOf(ended);
    }

    void told(Ended one) {
        ended.remove(one);
    }

    void run() {
        for (AcsMessage.Node request : asked) {
            List<Result> results =
                    request.children().stream()
                            .filter(child -> child.name().equals("Operations"))
                            .map(this::change)
                            .toList();
            String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
            ended.add(new Ended(request.childText("CommandKey"), results, now));
        }
        asked.clear();
    }

    private Result change(AcsMessage.Node operation) {
        return switch (operation.type()) {
            case "InstallOpStruct" -> install(operation);
            case "UpdateOpStruct" -> update(operation);
            default -> uninstall(operation);
        };
    }

    private Result install(AcsMessage.Node operation) {
        String url = operation.childText("URL");
        String uuid =
                operation.childText("UUID").isEmpty()
                        ? UUID.nameUUIDFromBytes(url.getBytes(StandardCharsets.UTF_8)).toString()
                        : operation.childText("UUID");
        if (number(uuid).isPresent()) {
            return failed(uuid, DUPLICATE);
        }
        if (!fetched(operation)) {
            return failed(uuid, NOT_FETCHED);
        }
        int number = next++;
        units.put(number, new Unit(uuid, 0, url));
        show();
        return done(number, "Installed");
    }

    private Result update(AcsMessage.Node operation) {
        String uuid = operation.childText("UUID");
        Optional<Integer> number = number(uuid);
        if (number.isEmpty()) {
            return failed(uuid, UNKNOWN);
        }
        if (!operation.childText("URL").isEmpty() && !fetched(operation)) {
            return failed(uuid, NOT_FETCHED);
        }
        units.computeIfPresent(
                number.get(), (_, unit) -> new Unit(uuid, unit.version() + 1, unit.url()));
        show();
        return done(number.get(), "Installed");
    }

    private Result uninstall(AcsMessage.Node operation) {
        String uuid = operation.childText("UUID");
        Optional<Integer> number = number(uuid);
        if (number.isEmpty()) {
            return failed(uuid, UNKNOWN);
        }
        Result result = done(number.get(), "Uninstalled");
        units.remove(number.get());
        show();
        return result;
    }

    private static boolean fetched(AcsMessage.Node operation) {
        try {
            FileFetch.fetch(operation);
            return true;
        } catch (IOException | IllegalArgumentException notThere) {
            return false;
        }
    }

    private Optional<Integer> number(String uuid) {
        return units.entrySet().stream()
                .filter(each -> each.getValue().uuid().equals(uuid))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private Result done(int number, String currentState) {
        Unit unit = Optional.ofNullable(units.get(number)).orElseThrow();
        return new Result(unit.uuid(), table + number, unit.versionText(), currentState, 0);
    }

    private static Result failed(String uuid, int fault) {
        return new Result(uuid, "", "", "Failed", fault);
    }

    private void show() {
        state.empty(table);
        units.forEach((number, unit) -> {
            String row = table + number + ".";
            state.fill(row + "UUID", "string", unit.uuid());
            state.fill(row + "Version", "string", unit.versionText());
            state.fill(row + "URL", "string", unit.url());
            state.fill(row + "Status", "string", "Installed");
            state.fill(row + "Resolved", "boolean", "true");
            state.fill(row + "ExecutionEnvRef", "string", environment);
        });
    }
}
