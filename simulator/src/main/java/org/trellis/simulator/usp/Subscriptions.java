package org.trellis.simulator.usp;

import java.util.List;
import org.trellis.simulator.state.DeviceState;

/** The rows of {@code Device.LocalAgent.Subscription.} and what they ask for (TR-369 5.8). */
final class Subscriptions {

    private static final String TABLE = "Device.LocalAgent.Subscription.";

    private final DeviceState state;
    private final PathResolver paths;

    Subscriptions(DeviceState state) {
        this.state = state;
        this.paths = new PathResolver(state);
    }

    /** The enabled subscriptions of a type that refer to a path, as row paths. */
    List<String> matching(String type, String path) {
        return paths.rows(TABLE).stream()
                .filter(row -> state.text(row + "Enable").equals("true"))
                .filter(row -> state.text(row + "NotifType").equals(type))
                .filter(row -> refers(row, path))
                .toList();
    }

    String id(String row) {
        return state.text(row + "ID");
    }

    boolean retried(String row) {
        return state.text(row + "NotifRetry").equals("true");
    }

    private boolean refers(String row, String path) {
        for (String reference : state.text(row + "ReferenceList").split(",", -1)) {
            String pattern =
                    reference
                            .trim()
                            .replace(".", "\\.")
                            .replace("*", "[0-9]+")
                            .replace("(", "\\(")
                            .replace(")", "\\)");
            if (path.matches(pattern.endsWith(".") ? pattern + ".*" : pattern)) {
                return true;
            }
        }
        return false;
    }
}
