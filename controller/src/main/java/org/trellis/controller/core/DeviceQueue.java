package org.trellis.controller.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.trellis.controller.store.CommandRecord;
import org.trellis.southbound.Command;
import org.trellis.southbound.CommandId;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.EndpointId;

/**
 * What this node holds of one device: its ownership, the sessions of its endpoints, and, while it
 * is the owner, the open commands in the order in which they go out. Every method wants the lock.
 */
final class DeviceQueue {

    /** An opening of an endpoint on this node. */
    record Session(long number, Endpoint endpoint) {}

    private record Place(Command.Priority priority, CommandId id) {
        private static final Comparator<Place> ORDER =
                Comparator.comparing(Place::priority).thenComparing(p -> p.id().value());
    }

    private final DeviceKey key;
    private final ReentrantLock lock = new ReentrantLock();
    private final TreeMap<Place, CommandEntry> entries = new TreeMap<>(Place.ORDER);
    private final Map<EndpointId, Session> sessions = new HashMap<>();
    private final Set<CommandId> arriving = new HashSet<>();
    private long epoch;
    private Instant verified = Instant.MIN;
    private Instant used = Instant.MIN;
    private boolean retired;

    DeviceQueue(DeviceKey key) {
        this.key = key;
    }

    DeviceKey key() {
        return key;
    }

    ReentrantLock lock() {
        return lock;
    }

    boolean owned() {
        return epoch > 0;
    }

    long epoch() {
        return epoch;
    }

    void own(long newEpoch, Instant at) {
        epoch = newEpoch;
        verified = at;
    }

    void lose() {
        epoch = 0;
    }

    Instant verified() {
        return verified;
    }

    void verified(Instant at) {
        verified = at;
    }

    Instant used() {
        return used;
    }

    void used(Instant at) {
        used = at;
    }

    /** No longer in the map: whoever waited for the lock looks again. */
    boolean retired() {
        return retired;
    }

    void retire() {
        retired = true;
    }

    @Nullable Session session(EndpointId endpoint) {
        return sessions.get(endpoint);
    }

    boolean isCurrent(EndpointId endpoint, long session) {
        Session current = sessions.get(endpoint);
        return current != null && current.number() == session;
    }

    /** Returns the opening that was there before. */
    @Nullable Session open(Session session) {
        return sessions.put(session.endpoint().id(), session);
    }

    void close(EndpointId endpoint) {
        sessions.remove(endpoint);
    }

    Collection<Session> sessions() {
        return sessions.values();
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    int size() {
        return entries.size();
    }

    /** In the order in which they go out. */
    List<CommandEntry> entries() {
        return new ArrayList<>(entries.values());
    }

    Collection<CommandEntry> inOrder() {
        return entries.values();
    }

    boolean hasQueued() {
        return entries.values().stream().anyMatch(CommandEntry::queued);
    }

    Optional<CommandEntry> entry(CommandId id) {
        for (Command.Priority priority : Command.Priority.values()) {
            CommandEntry entry = entries.get(new Place(priority, id));
            if (entry != null) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    /**
     * The command is being stored and will be added: what the store shows of it meanwhile is not to
     * be taken up a second time.
     */
    void arriving(CommandId id) {
        arriving.add(id);
    }

    void arrived(CommandId id) {
        arriving.remove(id);
    }

    boolean isArriving(CommandId id) {
        return arriving.contains(id);
    }

    /** False if it is there already. */
    boolean add(CommandEntry entry) {
        return entries.putIfAbsent(place(entry.record()), entry) == null;
    }

    void remove(CommandEntry entry) {
        entries.remove(place(entry.record()));
    }

    private static Place place(CommandRecord record) {
        return new Place(record.priority(), record.id());
    }
}
