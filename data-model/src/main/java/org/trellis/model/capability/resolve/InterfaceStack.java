package org.trellis.model.capability.resolve;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trellis.model.capability.twin.Reading;
import org.trellis.model.capability.twin.Twin;
import org.trellis.model.capability.twin.TwinObject;

/**
 * Which interface runs over which (TR-181 4.2): by the {@code InterfaceStack} table where it has
 * the interface, by {@code LowerLayers} otherwise.
 */
final class InterfaceStack {

    private final Twin twin;
    private final Map<String, List<String>> table = new HashMap<>();

    InterfaceStack(Twin twin) {
        this.twin = twin;
        for (TwinObject row : twin.root().rows("InterfaceStack.")) {
            Optional<String> higher = row.referenceTo("HigherLayer");
            Optional<String> lower = row.referenceTo("LowerLayer");
            if (higher.isPresent() && lower.isPresent()) {
                table.computeIfAbsent(higher.get(), _ -> new ArrayList<>()).add(lower.get());
            }
        }
    }

    /** Everything below an interface, nearest first; a loop that a device reports ends. */
    List<String> below(String reference) {
        Set<String> seen = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(lower(reference));
        while (!open.isEmpty()) {
            String next = open.removeFirst();
            if (!next.equals(reference) && seen.add(next)) {
                open.addAll(lower(next));
            }
        }
        return List.copyOf(seen);
    }

    private List<String> lower(String reference) {
        List<String> rows = table.get(reference);
        if (rows != null) {
            return rows;
        }
        return twin
                .referred(reference)
                .flatMap(o -> o.list("LowerLayers"))
                .map(Reading::value)
                .orElse(List.of())
                .stream()
                .map(Twin::plain)
                .filter(r -> !r.isEmpty())
                .toList();
    }

    /** Whether something below it leads to the provider. */
    boolean reachesUpstream(String reference) {
        return below(reference).stream()
                .anyMatch(r -> twin.referred(r).map(o -> o.flag("Upstream", false)).orElse(false));
    }
}
