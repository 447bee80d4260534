package org.trellis.controller.config;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.trellis.controller.store.OwnershipStore;
import org.trellis.southbound.UnavailableException;

/** Whether the store answers: a node without it is not ready. */
final class StoreHealth implements HealthIndicator {

    private final OwnershipStore store;

    StoreHealth(OwnershipStore store) {
        this.store = store;
    }

    @Override
    public Health health() {
        try {
            store.nodes();
            return Health.up().build();
        } catch (UnavailableException e) {
            return Health.down().withDetail("reason", String.valueOf(e.getMessage())).build();
        }
    }
}
