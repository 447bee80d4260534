package org.trellis.controller.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class MqttHealthTest {

    @Test
    void a_node_whose_embedded_broker_has_failed_is_down() {
        assertThat(new MqttHealth(Optional.of(() -> false), () -> true).health().getStatus())
                .isEqualTo(Status.DOWN);
        assertThat(new MqttHealth(Optional.of(() -> true), () -> true).health().getStatus())
                .isEqualTo(Status.UP);
    }

    @Test
    void an_external_broker_that_is_away_is_told_and_takes_nothing_down() {
        assertThat(new MqttHealth(Optional.empty(), () -> false).health().getStatus())
                .isEqualTo(Status.UNKNOWN);
    }
}
