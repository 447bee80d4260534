package org.trellis.southbound;

import java.util.Objects;

/**
 * Somebody at the door, as far as it can be told without believing it.
 *
 * @param address numeric; empty where it is not known
 * @param claimed who it says it is; never a secret
 */
public record Stranger(
        TenantId tenant, Protocol protocol, String transport, String address, String claimed) {
    public Stranger {
        Objects.requireNonNull(tenant);
        Objects.requireNonNull(protocol);
        Objects.requireNonNull(transport);
        Objects.requireNonNull(address);
        Objects.requireNonNull(claimed);
    }
}
