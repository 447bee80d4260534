package org.trellis.usp.mtp.mqtt;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How agents were reached last, so that one that was given up can be sent to again. Confined to who
 * holds the transport's lock.
 */
final class LastRoutes {

    private static final int MAX = 100_000;

    /** How long an agent is left alone that does not listen to its topic. */
    private static final Duration DEAF = Duration.ofSeconds(20);

    /**
     * @param deafAt when it was found not to listen, by the clock of {@link System#nanoTime}
     */
    private record Last(Route route, Optional<Long> deafAt) {}

    private final Map<String, Last> routes =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Last> eldest) {
                    return size() > MAX;
                }
            };

    void reached(Route route) {
        routes.put(route.endpointId(), new Last(route, Optional.empty()));
    }

    void deaf(String endpointId) {
        routes.computeIfPresent(
                endpointId, (_, last) -> new Last(last.route(), Optional.of(System.nanoTime())));
    }

    boolean isDeaf(String endpointId) {
        return Optional.ofNullable(routes.get(endpointId))
                .flatMap(Last::deafAt)
                .filter(at -> System.nanoTime() - at < DEAF.toNanos())
                .isPresent();
    }

    Optional<Route> of(String endpointId) {
        return Optional.ofNullable(routes.get(endpointId)).map(Last::route);
    }

    void forget(String endpointId) {
        routes.remove(endpointId);
    }
}
