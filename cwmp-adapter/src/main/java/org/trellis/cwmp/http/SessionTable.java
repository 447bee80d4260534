package org.trellis.cwmp.http;

import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    /** Open ones only: the 401 of every digest session asks here, however many have ended. */
    private final Map<Caller, Set<LiveSession>> byCaller = new ConcurrentHashMap<>();

    private final AtomicInteger open = new AtomicInteger();

    private record Caller(String remoteAddress, String user) {
        static Caller of(LiveSession session) {
            return new Caller(session.remoteAddress, session.proof.user());
        }
    }

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
            byCaller.compute(Caller.of(session), (_, others) -> with(others, session));
        }
        session.owned().ifPresent(o -> byEndpoint.put(o.endpoint().id(), session));
    }

    /** It is over; its cookie stays known until {@link #forget}. */
    void ended(LiveSession session) {
        if (byCookie.containsKey(session.cookie)) {
            open.decrementAndGet();
            byCaller.computeIfPresent(Caller.of(session), (_, others) -> without(others, session));
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
        Iterator<LiveSession> theirs =
                byCaller.getOrDefault(new Caller(remoteAddress, user), Set.of()).iterator();
        LiveSession first = theirs.hasNext() ? theirs.next() : null;
        return theirs.hasNext() ? Optional.empty() : Optional.ofNullable(first);
    }

    Collection<LiveSession> all() {
        return byCookie.values();
    }

    private static Set<LiveSession> with(@Nullable Set<LiveSession> others, LiveSession session) {
        Set<LiveSession> all = others == null ? ConcurrentHashMap.newKeySet(1) : others;
        all.add(session);
        return all;
    }

    /** Null where none is left, which takes the entry out of the map. */
    private static @Nullable Set<LiveSession> without(
            Set<LiveSession> others, LiveSession session) {
        others.remove(session);
        return others.isEmpty() ? null : others;
    }
}
