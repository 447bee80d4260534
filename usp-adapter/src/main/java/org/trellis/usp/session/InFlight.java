package org.trellis.usp.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.trellis.southbound.Lease;
import org.trellis.usp.mtp.MtpPeer;

/** The requests of one agent that are not answered yet, by message id (TR-369 R-MSG.0). */
final class InFlight {

    /** Who waits for the answer. */
    sealed interface Asker {
        record ByCommand(Lease lease, CommandPlan plan) implements Asker {}

        record ByHousekeeping() implements Asker {}
    }

    record Pending(Asker asker, MtpPeer to, Instant sent, Instant deadline) {}

    private final Map<String, Pending> byId = new LinkedHashMap<>();

    void add(String id, Pending pending) {
        byId.put(id, pending);
    }

    Optional<Pending> remove(String id) {
        return Optional.ofNullable(byId.remove(id));
    }

    boolean isEmpty() {
        return byId.isEmpty();
    }

    Optional<Instant> deadline() {
        return byId.values().stream().map(Pending::deadline).min(Instant::compareTo);
    }

    /** Takes out what was asked over a connection. */
    List<Pending> over(MtpPeer peer) {
        return take(p -> p.to().sameConnection(peer));
    }

    /** Takes out what should have been answered by now. */
    List<Pending> late(Instant now) {
        return take(p -> !now.isBefore(p.deadline()));
    }

    private List<Pending> take(Predicate<Pending> which) {
        List<Pending> taken = new ArrayList<>(byId.values().stream().filter(which).toList());
        byId.values().removeIf(which);
        return taken;
    }

    long commands() {
        return byId.values().stream().filter(p -> p.asker() instanceof Asker.ByCommand).count();
    }

    boolean hasWrite() {
        return byId.values().stream()
                .anyMatch(p ->
                        p.asker() instanceof Asker.ByCommand(Lease lease, var _)
                                && !lease.command().operation().readOnly());
    }
}
