package org.trellis.controller.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trellis.controller.store.EndpointRecord;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.Principal;
import org.trellis.southbound.TenantId;
import org.trellis.southbound.UnavailableException;

/**
 * Who is there. Kept in memory for the endpoints that this node has heard; written at most once a
 * minute per endpoint, and at once when a live connection comes or goes. Tells {@code
 * device.online} and {@code device.offline} when the first endpoint of a device comes or the last
 * one goes.
 */
final class PresenceBook {

    private static final Logger LOG = LoggerFactory.getLogger(PresenceBook.class);

    private static final Duration PERSIST = Duration.ofMinutes(1);
    private static final int PARALLEL = 16;
    private static final Duration REFRESH = Duration.ofMinutes(4);

    /** A connection that another node keeps is believed as long as it says so. */
    static final Duration BELIEVED = Duration.ofMinutes(6);

    private record Key(TenantId tenant, EndpointId id) {}

    /** An endpoint as it was last heard here; guarded by itself. */
    private static final class Live {
        Endpoint endpoint;
        Principal principal;
        Instant lastSeen;
        Instant persisted;
        Duration periodic;
        boolean connected;
        boolean online;

        Live(EndpointRecord stored, boolean online) {
            this.endpoint = stored.endpoint();
            this.principal = stored.principal();
            this.lastSeen = stored.lastSeen();
            this.persisted = stored.lastSeen();
            this.periodic = stored.periodic();
            this.online = online;
        }

        EndpointRecord toRecord() {
            return new EndpointRecord(endpoint, principal, connected, lastSeen, periodic);
        }
    }

    private final Foundation core;
    private final Registry registry;
    private final EventLog events;
    private final Cluster cluster;
    private final ConcurrentMap<Key, Live> book = new ConcurrentHashMap<>();

    PresenceBook(Foundation core, Registry registry, EventLog events, Cluster cluster) {
        this.core = core;
        this.registry = registry;
        this.events = events;
        this.cluster = cluster;
    }

    /** Heard now. */
    void touch(Endpoint endpoint) {
        update(endpoint, live -> {}, true);
    }

    /** A session or connection is there, or is over. */
    void connected(Endpoint endpoint, boolean connected) {
        boolean heard = connected || endpoint.protocol() == org.trellis.southbound.Protocol.CWMP;
        update(endpoint, live -> live.connected = connected, heard);
    }

    /** The periodic interval that the device was found to have. */
    void periodic(Endpoint endpoint, Duration periodic) {
        Live live = book.get(key(endpoint));
        if (live == null) {
            return;
        }
        synchronized (live) {
            if (!live.periodic.equals(periodic)) {
                live.periodic = periodic;
                persist(live);
            }
        }
    }

    /** Admission saw the endpoint with this principal and address, and stored it. */
    void admitted(EndpointRecord stored) {
        Live live = book.get(key(stored.endpoint()));
        if (live != null) {
            synchronized (live) {
                live.endpoint = stored.endpoint();
                live.principal = stored.principal();
            }
        }
    }

    void forget(Registry.Known known) {
        known.endpoints().values().forEach(e -> book.remove(key(e.endpoint())));
    }

    /**
     * Of an endpoint whose device was forgotten there is no presence.
     *
     * @param heard whether it is a sign of life; that a connection is over is none
     */
    private void update(
            Endpoint endpoint, java.util.function.Consumer<Live> change, boolean heard) {
        boolean known =
                book.containsKey(key(endpoint))
                        || registry.find(DeviceKey.of(endpoint)).isPresent();
        if (!known) {
            return;
        }
        Live live = book.computeIfAbsent(key(endpoint), _ -> load(endpoint));
        boolean came;
        synchronized (live) {
            Instant now = core.now();
            boolean wasConnected = live.connected;
            live.lastSeen = heard ? now : live.lastSeen;
            change.accept(live);
            came = !live.online && online(live, now);
            live.online |= came;
            boolean flipped =
                    live.connected != wasConnected
                            && endpoint.protocol() != org.trellis.southbound.Protocol.CWMP;
            if (flipped || came || !now.isBefore(live.persisted.plus(PERSIST))) {
                persist(live);
            }
        }
        if (came && !announce(endpoint, "device.online")) {
            synchronized (live) {
                live.online = false;
            }
        }
    }

    private Live load(Endpoint endpoint) {
        EndpointRecord stored =
                registry.find(DeviceKey.of(endpoint))
                        .map(k -> k.endpoints().get(endpoint.id()))
                        .orElseGet(() ->
                                new EndpointRecord(
                                        endpoint,
                                        new Principal(Principal.Kind.NONE, "", endpoint.tenant()),
                                        false,
                                        Instant.EPOCH,
                                        Duration.ZERO));
        Instant now = core.now();
        boolean recent = stored.lastSeen().isAfter(now.minus(BELIEVED));
        return new Live(stored, online(stored, stored.connected() && recent, now));
    }

    /** A store that is away costs no session: the next sign of life is written instead. */
    private void persist(Live live) {
        try {
            registry.savePresence(live.toRecord());
            live.persisted = core.now();
        } catch (UnavailableException away) {
            LOG.debug("Presence of {} is not stored: {}", live.endpoint.id(), away.getMessage());
        }
    }

    /**
     * Only the first endpoint that comes and the last one that goes are news of the device.
     *
     * @return false if the store is away, and it should be told later
     */
    private boolean announce(Endpoint endpoint, String type) {
        boolean others =
                registry.find(DeviceKey.of(endpoint)).stream()
                        .flatMap(k -> k.endpoints().values().stream())
                        .filter(e -> !e.endpoint().id().equals(endpoint.id()))
                        .anyMatch(this::online);
        if (others) {
            return true;
        }
        Map<String, Object> data = new HashMap<>();
        data.put("endpoint", endpoint.id().value());
        data.put("protocol", endpoint.protocol().label());
        data.put("transport", endpoint.transport());
        try {
            events.append(endpoint.tenant(), Optional.of(endpoint.device()), type, data);
            return true;
        } catch (UnavailableException away) {
            return false;
        }
    }

    /** Of a stored record, with what this node knows better. */
    boolean online(EndpointRecord stored) {
        Live live = book.get(key(stored.endpoint()));
        Instant now = core.now();
        if (live != null) {
            synchronized (live) {
                if (live.connected || !live.lastSeen.isBefore(stored.lastSeen())) {
                    return online(live, now);
                }
            }
        }
        boolean elsewhere =
                stored.connected()
                        && cluster.hasOthers()
                        && stored.lastSeen().isAfter(now.minus(BELIEVED));
        return online(stored, elsewhere, now);
    }

    /** The stored record, with what this node knows better. */
    EndpointRecord current(EndpointRecord stored) {
        Live live = book.get(key(stored.endpoint()));
        if (live == null) {
            return stored;
        }
        synchronized (live) {
            return live.lastSeen.isBefore(stored.lastSeen())
                    ? stored
                    : new EndpointRecord(
                            stored.endpoint(),
                            stored.principal(),
                            live.connected,
                            live.lastSeen,
                            live.periodic);
        }
    }

    /** Finds who has gone, and says of the living connections that they live. */
    void tick() {
        Instant now = core.now();
        List<Map.Entry<Key, Live>> due = new ArrayList<>();
        for (Map.Entry<Key, Live> entry : book.entrySet()) {
            Live live = entry.getValue();
            synchronized (live) {
                if (isDue(live, now)) {
                    due.add(entry);
                }
            }
        }
        Parallel.each(due, PARALLEL, entry -> look(entry.getKey(), entry.getValue()));
    }

    private static boolean isDue(Live live, Instant now) {
        return live.connected ? !now.isBefore(live.persisted.plus(REFRESH)) : !online(live, now);
    }

    private void look(Key key, Live live) {
        Endpoint gone = null;
        synchronized (live) {
            Instant now = core.now();
            if (live.connected && !now.isBefore(live.persisted.plus(REFRESH))) {
                if (hearsPings(live.endpoint)) {
                    live.lastSeen = now;
                }
                persist(live);
            }
            if (!online(live, now) && !live.connected) {
                gone = live.online ? lastWord(live, now) : null;
                book.remove(key, live);
            }
        }
        if (gone != null && !announce(gone, "device.offline")) {
            synchronized (live) {
                live.online = true;
            }
            book.putIfAbsent(key, live);
        }
    }

    /** A socket of our own that is open has answered its ping; behind a broker nobody is asked. */
    private static boolean hearsPings(Endpoint endpoint) {
        return !endpoint.transport().startsWith("mqtt");
    }

    /** Null if another node has heard the endpoint since. */
    private @org.jspecify.annotations.Nullable Endpoint lastWord(Live live, Instant now) {
        Optional<EndpointRecord> stored =
                core.stores().devices().findEndpoint(live.endpoint.tenant(), live.endpoint.id());
        if (stored.isEmpty()) {
            return null;
        }
        boolean heardElsewhere = stored.get().lastSeen().isAfter(live.lastSeen);
        if (heardElsewhere && online(stored.get(), stored.get().connected(), now)) {
            return null;
        }
        live.online = false;
        persist(live);
        return live.endpoint;
    }

    private static boolean online(EndpointRecord e, boolean connected, Instant now) {
        return PresenceRule.online(e.endpoint(), connected, e.lastSeen(), e.periodic(), now);
    }

    private static boolean online(Live live, Instant now) {
        return PresenceRule.online(
                live.endpoint, live.connected, live.lastSeen, live.periodic, now);
    }

    private static Key key(Endpoint endpoint) {
        return new Key(endpoint.tenant(), endpoint.id());
    }
}
