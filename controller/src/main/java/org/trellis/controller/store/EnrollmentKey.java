package org.trellis.controller.store;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.TenantId;

/**
 * A secret with which an unknown device may knock.
 *
 * @param secret digest authentication needs it in clear; encrypted by the store
 * @param networks CIDR ranges from which it may be used; empty means any
 */
public record EnrollmentKey(
        TenantId tenant,
        String id,
        String name,
        String secret,
        Policy policy,
        Set<Protocol> protocols,
        List<String> networks,
        Optional<Instant> expiresAt,
        boolean revoked,
        Instant createdAt) {

    /** What happens to an unknown device that shows the key. */
    public enum Policy {
        /** Trust on first use. */
        AUTO,
        /** Only identities that were announced before. */
        PREREGISTERED,
        /** Waits for an operator. */
        MANUAL
    }

    public EnrollmentKey {
        Objects.requireNonNull(secret);
        protocols = Set.copyOf(protocols);
        networks = List.copyOf(networks);
    }

    @Override
    public String toString() {
        return "EnrollmentKey[" + id + " " + policy + "]";
    }
}
