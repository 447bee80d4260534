package org.trellis.controller.store;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.trellis.southbound.Command;
import org.trellis.southbound.CommandId;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.Operation;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.TenantId;

/**
 * A command as it is kept. Updated in place by the owner of its device.
 *
 * @param createdBy who asked: a token's name, or {@code system}
 * @param forcedEndpoint the route that the caller demanded
 * @param attempt how often it was leased
 * @param epoch ownership under which it was last leased; 0 before
 * @param endpoint where it was sent
 * @param note why it still waits, for people: the last failed wake
 */
public record CommandRecord(
        TenantId tenant,
        CommandId id,
        DeviceId device,
        Operation operation,
        Command.Priority priority,
        Status status,
        String createdBy,
        Instant createdAt,
        Instant expiresAt,
        Optional<Instant> sentAt,
        Optional<Instant> endedAt,
        Optional<EndpointId> forcedEndpoint,
        int attempt,
        long epoch,
        Optional<Route> endpoint,
        Map<String, String> progress,
        Optional<CommandResult> result,
        String note) {

    /** Where a command went. */
    public record Route(EndpointId id, Protocol protocol, String transport) {}

    /** The life of a command. */
    public enum Status {
        QUEUED,
        SENT,
        RUNNING,
        DONE,
        PARTIAL,
        FAILED,
        EXPIRED,
        CANCELLED,
        OUTCOME_UNKNOWN;

        public boolean ended() {
            return switch (this) {
                case QUEUED, SENT, RUNNING -> false;
                case DONE, PARTIAL, FAILED, EXPIRED, CANCELLED, OUTCOME_UNKNOWN -> true;
            };
        }

        /** The form that the API prints. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public CommandRecord {
        progress = Map.copyOf(progress);
    }
}
