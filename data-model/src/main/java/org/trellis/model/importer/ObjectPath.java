package org.trellis.model.importer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Paths of objects as models write them, and the way along them. */
final class ObjectPath {

    private ObjectPath() {}

    /**
     * @param names what the first step's name starts with, below a command or an event
     * @return null if there is no such object
     */
    static @Nullable Draft descend(Draft from, List<String> segments, String names) {
        Draft node = from;
        String prefix = names;
        for (String segment : segments) {
            Map<String, Draft> children = node.children();
            Draft next = children.get(prefix + segment);
            if (next == null) {
                return null;
            }
            node = next;
            prefix = "";
        }
        return node;
    }

    /**
     * {@code Device.WiFi.SSID.{i}.} as {@code Device.}, {@code WiFi.}, {@code SSID.{i}.}; empty if
     * the path is not an object's.
     */
    static List<String> segments(String path) {
        if (!path.endsWith(".")) {
            return List.of();
        }
        List<String> segments = new ArrayList<>();
        for (String part : path.split("\\.")) {
            if (part.equals("{i}") && !segments.isEmpty()) {
                segments.add(segments.removeLast() + "{i}.");
            } else {
                segments.add(part + ".");
            }
        }
        return segments;
    }
}
