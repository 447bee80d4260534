package org.trellis.controller.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.trellis.controller.core.TwinCache.Part;
import org.trellis.controller.store.TwinStore;
import org.trellis.controller.store.TwinValue;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.southbound.Endpoint;

/**
 * Brings what a device said into its twin: compared with what is known, only the difference is
 * written. Writes of one device follow each other in the order in which they were compared.
 */
final class TwinWriter {

    private static final int STRIPES = 256;

    /**
     * What a device said.
     *
     * @param asOf when it said so, if that was earlier: what was seen since is not touched
     */
    record Observation(
            Endpoint endpoint,
            List<ObservedValue> values,
            Collection<ParameterPath> covered,
            Collection<ParameterPath> gone,
            Instant asOf) {

        /** What it says now. */
        Observation(
                Endpoint endpoint,
                List<ObservedValue> values,
                Collection<ParameterPath> covered,
                Collection<ParameterPath> gone) {
            this(endpoint, values, covered, gone, Instant.MAX);
        }

        private boolean isOlderThan(Part part, ParameterPath path) {
            if (asOf.equals(Instant.MAX)) {
                return false;
            }
            TwinValue known = part.values().get(path);
            Instant seen = part.seen().get(path);
            return known != null && known.changedAt().isAfter(asOf)
                    || seen != null && seen.isAfter(asOf);
        }
    }

    /** A value before (null if there was none) and after. */
    record Difference(@org.jspecify.annotations.Nullable TwinValue before, ObservedValue after) {}

    /**
     * The difference, to be written by {@link #write}.
     *
     * @param before the objects that were looked at, as they were
     */
    record Change(
            Endpoint endpoint,
            Map<String, Part> before,
            List<Difference> differences,
            List<TwinValue> changed,
            List<ParameterPath> removed,
            Map<ParameterPath, Instant> coverage) {
        boolean isEmpty() {
            return changed.isEmpty() && removed.isEmpty() && coverage.isEmpty();
        }
    }

    private final Foundation core;
    private final TwinCache cache;
    private final Lock[] stripes = new Lock[STRIPES];

    TwinWriter(Foundation core, TwinCache cache) {
        this.core = core;
        this.cache = cache;
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new ReentrantLock();
        }
    }

    /**
     * Compares, and lets {@code persist} store the change (with {@link #write}) before the next
     * observation of the device is looked at. If it fails, what is cached of it is forgotten.
     */
    void apply(Observation observation, Consumer<Change> persist) {
        Lock stripe = stripes[Math.floorMod(observation.endpoint().device().hashCode(), STRIPES)];
        stripe.lock();
        try {
            Change change = compare(observation);
            boolean persisted = false;
            try {
                persist.accept(change);
                persisted = true;
            } finally {
                if (!persisted) {
                    forget(change);
                }
            }
        } finally {
            stripe.unlock();
        }
    }

    private void forget(Change change) {
        Set<String> tops = new HashSet<>();
        Stream.concat(
                        change.changed().stream().map(v -> v.value().path()),
                        change.removed().stream())
                .forEach(path -> tops.add(TwinStore.topObject(path)));
        cache.forget(change.endpoint(), tops);
    }

    /** Stores a change. */
    void write(Change change) {
        if (change.isEmpty()) {
            return;
        }
        Endpoint endpoint = change.endpoint();
        core.stores()
                .twins()
                .write(
                        endpoint.tenant(),
                        endpoint.device(),
                        endpoint.id(),
                        change.changed(),
                        change.removed(),
                        change.coverage());
        core.metrics().add(CoreMetrics.Counter.TWIN_VALUES_WRITTEN, change.changed().size());
    }

    private Change compare(Observation seen) {
        Endpoint endpoint = seen.endpoint();
        Instant now = core.now().isBefore(seen.asOf()) ? core.now() : seen.asOf();
        Map<String, Part> parts = new LinkedHashMap<>();
        Map<String, Map<ParameterPath, TwinValue>> edited = new HashMap<>();
        for (ParameterPath object : concat(seen.covered(), seen.gone())) {
            if (object.segments().size() == 1) {
                parts.putAll(cache.all(endpoint));
            } else {
                String top = TwinStore.topObject(object);
                parts.computeIfAbsent(top, t -> cache.part(endpoint, t));
            }
        }
        List<Difference> differences = new ArrayList<>();
        List<TwinValue> changed = new ArrayList<>();
        Set<ParameterPath> present = new HashSet<>();
        for (ObservedValue value : seen.values()) {
            String top = TwinStore.topObject(value.path());
            Part part = parts.computeIfAbsent(top, t -> cache.part(endpoint, t));
            Map<ParameterPath, TwinValue> current = edited.getOrDefault(top, part.values());
            TwinValue before = current.get(value.path());
            if (!seen.covered().isEmpty()) {
                present.add(value.path());
            }
            if (seen.isOlderThan(part, value.path())) {
                continue;
            }
            part.seen().put(value.path(), now);
            if (before == null || differs(before.value(), value)) {
                TwinValue after = merged(before, value, now);
                edited.computeIfAbsent(top, _ -> new HashMap<>(part.values()))
                        .put(value.path(), after);
                changed.add(after);
                differences.add(new Difference(before, after.value()));
            }
        }
        List<ParameterPath> removed = removed(seen, parts, edited, present);
        Map<ParameterPath, Instant> coverage = new HashMap<>();
        seen.covered().forEach(object -> coverage.put(object, now));
        parts.forEach((top, part) -> {
            Map<ParameterPath, TwinValue> mine = edited.get(top);
            cache.put(endpoint, top, mine == null ? part : new Part(mine, part.seen()));
        });
        return new Change(endpoint, parts, differences, changed, removed, coverage);
    }

    /** What a whole read no longer shows, and what is said to be gone. */
    private static List<ParameterPath> removed(
            Observation seen,
            Map<String, Part> parts,
            Map<String, Map<ParameterPath, TwinValue>> edited,
            Set<ParameterPath> present) {
        List<ParameterPath> removed = new ArrayList<>();
        if (seen.covered().isEmpty() && seen.gone().isEmpty()) {
            return removed;
        }
        parts.forEach((top, part) -> {
            for (ParameterPath path : part.values().keySet()) {
                boolean gone =
                        within(path, seen.gone())
                                || within(path, seen.covered()) && !present.contains(path);
                if (gone && !seen.isOlderThan(part, path)) {
                    removed.add(path);
                    edited.computeIfAbsent(top, _ -> new HashMap<>(part.values())).remove(path);
                    part.seen().remove(path);
                }
            }
        });
        return removed;
    }

    private static boolean within(ParameterPath path, Collection<ParameterPath> objects) {
        for (ParameterPath object : objects) {
            if (path.isWithin(object)) {
                return true;
            }
        }
        return false;
    }

    private static boolean differs(ObservedValue before, ObservedValue now) {
        return !before.text().equals(now.text())
                || before.type() != now.type()
                || before.quality() != now.quality()
                || now.writable() && !before.writable();
    }

    /** An Inform does not tell what may be written, or is secret: what was known of it stays. */
    private static TwinValue merged(
            @org.jspecify.annotations.Nullable TwinValue before, ObservedValue now, Instant at) {
        if (before == null) {
            return new TwinValue(now, at);
        }
        ObservedValue was = before.value();
        ObservedValue value =
                new ObservedValue(
                        now.path(),
                        now.type(),
                        now.text(),
                        now.writable() || was.writable(),
                        now.secret() || was.secret(),
                        now.sourcePath(),
                        now.quality());
        return new TwinValue(value, was.text().equals(now.text()) ? before.changedAt() : at);
    }

    private static List<ParameterPath> concat(
            Collection<ParameterPath> a, Collection<ParameterPath> b) {
        return Stream.concat(a.stream(), b.stream()).toList();
    }

    /** Parts that are read by whoever asks for the observation times. */
    static Instant observed(Part part, TwinValue value, Map<ParameterPath, Instant> coverage) {
        Instant at = value.changedAt();
        Instant seen = part.seen().get(value.value().path());
        if (seen != null && seen.isAfter(at)) {
            at = seen;
        }
        for (Map.Entry<ParameterPath, Instant> covered : coverage.entrySet()) {
            if (covered.getValue().isAfter(at) && value.value().path().isWithin(covered.getKey())) {
                at = covered.getValue();
            }
        }
        return at;
    }
}
