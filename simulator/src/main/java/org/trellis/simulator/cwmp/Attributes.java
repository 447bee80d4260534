package org.trellis.simulator.cwmp;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.trellis.simulator.state.DeviceState;

/**
 * The notification attributes of a CPE (TR-069 A.3.2.4), and what has changed since it informed
 * last. Thread-safe: every method holds the one lock.
 */
final class Attributes {

    private static final int ACTIVE = 2;

    private final DeviceState state;
    private final Map<String, Integer> notifications = new HashMap<>();
    private final Set<String> changed = new LinkedHashSet<>();

    Attributes(DeviceState state) {
        this.state = state;
    }

    /** Whether all of it was taken; one name that is not there, and none is. */
    synchronized boolean set(Map<String, Integer> wanted) {
        Map<String, Integer> all = new HashMap<>();
        for (Map.Entry<String, Integer> entry : wanted.entrySet()) {
            Optional<List<String>> names = named(entry.getKey());
            if (names.isEmpty()) {
                return false;
            }
            names.get().forEach(name -> all.put(name, entry.getValue()));
        }
        notifications.putAll(all);
        return true;
    }

    /** By name; empty if a name is not there. */
    synchronized Optional<Map<String, Integer>> get(List<String> wanted) {
        Map<String, Integer> found = new TreeMap<>();
        for (String name : wanted) {
            Optional<List<String>> names = named(name);
            if (names.isEmpty()) {
                return Optional.empty();
            }
            names.get().forEach(n -> found.put(n, notifications.getOrDefault(n, 0)));
        }
        return Optional.of(found);
    }

    /** A partial path names what is below it at the moment. */
    private Optional<List<String>> named(String name) {
        if (name.isEmpty() || name.endsWith(".")) {
            return state.hasObject(name)
                    ? Optional.of(List.copyOf(state.below(name).keySet()))
                    : Optional.empty();
        }
        return state.get(name).map(_ -> List.of(name));
    }

    /**
     * A value has changed, by no doing of the ACS.
     *
     * @return whether the ACS wants to know at once
     */
    synchronized boolean changed(String path) {
        int notification = notifications.getOrDefault(path, 0);
        if (notification > 0) {
            changed.add(path);
        }
        return notification == ACTIVE;
    }

    /** What the next Inform tells. */
    synchronized List<String> untold() {
        return List.copyOf(changed);
    }

    synchronized void told(List<String> paths) {
        paths.forEach(changed::remove);
    }

    synchronized void factoryReset() {
        notifications.clear();
        changed.clear();
    }
}
