package org.trellis.cwmp.http;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.trellis.southbound.EndpointId;

/**
 * The sessions of this node, by cookie and by endpoint. Bounded. A session that ended stays known
 * by its cookie for a moment, so that a late POST of it is told from a stranger's. Thread-safe.
 */
final class SessionTable {

    private final int max;
    private final Map<String, LiveSession> byCookie = new ConcurrentHashMap<>();
    private final Map<EndpointId, LiveSession> byEndpoint = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();

    SessionTable(int max) {
        this.max = max;
    }

    boolean full() {
        return open.get() >= max;
    }

    int open() {
        return open.get();
    }

    void add(LiveSession session) {
        if (byCookie.put(session.cookie, session) == null) {
            open.incrementAndGet();
        }
        session.owned().ifPresent(o -> byEndpoint.put(o.endpoint().id(), session));
    }

    /** It is over; its cookie stays known until {@link #forget}. */
    void ended(LiveSession session) {
        if (byCookie.containsKey(session.cookie)) {
            open.decrementAndGet();
        }
        session.owned().ifPresent(o -> byEndpoint.remove(o.endpoint().id(), session));
    }

    void forget(LiveSession session) {
        byCookie.remove(session.cookie, session);
    }

    Optional<LiveSession> byCookie(String cookie) {
        return Optional.ofNullable(byCookie.get(cookie));
    }

    @Nullable LiveSession byEndpoint(EndpointId endpoint) {
        return byEndpoint.get(endpoint);
    }

    /** The one open session of that user from that address; empty if there are several. */
    Optional<LiveSession> byUser(String remoteAddress, String user) {
        List<LiveSession> candidates =
                byCookie.values().stream()
                        .filter(LiveSession::isOpen)
                        .filter(s -> s.remoteAddress.equals(remoteAddress))
                        .filter(s -> s.proof.user().equals(user))
                        .limit(2)
                        .toList();
        return candidates.size() == 1 ? Optional.of(candidates.getFirst()) : Optional.empty();
    }

    Collection<LiveSession> all() {
        return byCookie.values();
    }
}
