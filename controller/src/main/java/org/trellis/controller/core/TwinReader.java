package org.trellis.controller.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trellis.controller.core.TwinCache.Part;
import org.trellis.controller.store.TwinStore;
import org.trellis.controller.store.TwinValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathExpression;
import org.trellis.southbound.Endpoint;

/** Reads one endpoint's twin: from memory where this node owns the device, else from the store. */
final class TwinReader {

    private final TwinCache cache;
    private final OwnedHere owned;

    /** Whether this node owns a device, for certain. */
    @FunctionalInterface
    interface OwnedHere {
        boolean test(DeviceKey device);
    }

    TwinReader(TwinCache cache, OwnedHere owned) {
        this.cache = cache;
        this.owned = owned;
    }

    /** The part with a top-level object. */
    Part part(Endpoint endpoint, String top) {
        if (owned.test(DeviceKey.of(endpoint))) {
            return cache.part(endpoint, top);
        }
        return TwinCache.part(cache.read(endpoint, Set.of(top)));
    }

    Optional<TwinValue> value(Endpoint endpoint, ParameterPath path) {
        return Optional.ofNullable(part(endpoint, TwinStore.topObject(path)).values().get(path));
    }

    Collection<TwinValue> all(Endpoint endpoint) {
        List<TwinValue> values = new ArrayList<>();
        parts(endpoint).values().forEach(part -> values.addAll(part.values().values()));
        return values;
    }

    /** All parts, with the times of observation that this node knows. */
    Map<String, Part> parts(Endpoint endpoint) {
        return owned.test(DeviceKey.of(endpoint)) ? cache.all(endpoint) : cache.stored(endpoint);
    }

    List<TwinValue> matching(Endpoint endpoint, PathExpression expression) {
        List<String> segments = expression.segments();
        Collection<TwinValue> candidates =
                segments.size() < 2
                        ? all(endpoint)
                        : part(endpoint, top(expression)).values().values();
        return Searches.matching(candidates, expression);
    }

    /** The top-level object that an expression lies in; only the root has none. */
    static String top(PathExpression expression) {
        List<String> segments = expression.segments();
        boolean parameterOfRoot = segments.size() == 2 && !expression.isPartial();
        return parameterOfRoot ? segments.getFirst() : segments.get(1);
    }
}
