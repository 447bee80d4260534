package org.trellis.controller.core;

import java.time.Instant;
import java.util.Optional;
import org.trellis.southbound.Command;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.Operation;

/**
 * What an operator asks for.
 *
 * @param expiresAt empty means after 24 hours
 * @param endpoint the route, if forced
 * @param idempotency key and fingerprint of the body, if the caller gave one
 */
public record CommandRequest(
        DeviceId device,
        Operation operation,
        Command.Priority priority,
        Optional<Instant> expiresAt,
        Optional<EndpointId> endpoint,
        Optional<Idempotency> idempotency) {

    /** An Idempotency-Key with the hash of what came with it. */
    public record Idempotency(String key, String fingerprint) {}
}
