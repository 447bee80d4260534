package org.trellis.controller.core;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Predicate;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.Protocol;

/**
 * Which command may go out now. CWMP carries one RPC at a time; everything else up to four reads in
 * parallel, and a write is a barrier: it waits for what is out, and nothing overtakes it. A write
 * over one endpoint holds back what goes over another one of the same device.
 */
final class Lanes {

    static final int PARALLEL_READS = 4;

    private Lanes() {}

    /**
     * @param ordered the device's open commands in the order in which they go out
     * @param routedHere whether a queued command goes over this endpoint; what goes elsewhere does
     *     not hold up what goes here
     */
    static Optional<CommandEntry> pick(
            Collection<CommandEntry> ordered,
            Endpoint endpoint,
            Instant now,
            Predicate<CommandEntry> routedHere) {
        int out = 0;
        int here = 0;
        int writes = 0;
        for (CommandEntry entry : ordered) {
            if (entry.unsaved() != null) {
                return Optional.empty();
            }
            if (entry.inLane()) {
                out++;
                here += isAt(entry, endpoint) ? 1 : 0;
                writes += entry.record().operation().readOnly() ? 0 : 1;
            }
        }
        int lanes = endpoint.protocol() == Protocol.CWMP ? 1 : PARALLEL_READS;
        if (writes > 0 || here >= lanes) {
            return Optional.empty();
        }
        for (CommandEntry entry : ordered) {
            boolean candidate =
                    entry.queued()
                            && entry.record().expiresAt().isAfter(now)
                            && routedHere.test(entry);
            if (candidate) {
                return entry.record().operation().readOnly() || out == 0
                        ? Optional.of(entry)
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean isAt(CommandEntry entry, Endpoint endpoint) {
        return entry.record()
                .endpoint()
                .filter(route -> route.id().equals(endpoint.id()))
                .isPresent();
    }
}
