package org.trellis.controller.config;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Whether agents can be reached over MQTT. An embedded broker that has failed stays down until the
 * process is started again: a node with it is not ready. An external one comes back by itself, and
 * the other transports go on meanwhile: its absence is told, and no more.
 */
final class MqttHealth implements HealthIndicator {

    private final Optional<BooleanSupplier> embedded;
    private final BooleanSupplier connected;

    /**
     * @param embedded whether the broker in this process runs; empty if there is none
     * @param connected whether our own connection to the broker is up
     */
    MqttHealth(Optional<BooleanSupplier> embedded, BooleanSupplier connected) {
        this.embedded = embedded;
        this.connected = connected;
    }

    @Override
    public Health health() {
        if (embedded.filter(running -> !running.getAsBoolean()).isPresent()) {
            return Health.down().withDetail("reason", "the embedded broker has failed").build();
        }
        return connected.getAsBoolean()
                ? Health.up().build()
                : Health.unknown().withDetail("reason", "the broker is not reached").build();
    }
}
