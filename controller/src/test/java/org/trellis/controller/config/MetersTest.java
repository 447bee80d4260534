package org.trellis.controller.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.trellis.cwmp.CwmpMetrics;

class MetersTest {

    @Test
    void what_only_grows_is_a_counter_and_what_is_open_a_gauge() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        CwmpMetrics cwmp = new CwmpMetrics();
        Meters.bind(cwmp, registry);
        cwmp.inform();
        cwmp.connectionRequest(false);
        cwmp.gaugeOpenSessions(() -> 3);
        assertThat(registry.get("trellis.cwmp.informs").functionCounter().count()).isEqualTo(1);
        assertThat(
                        registry.get("trellis.cwmp.failed.connection.requests")
                                .functionCounter()
                                .count())
                .isEqualTo(1);
        assertThat(registry.get("trellis.cwmp.open.sessions").gauge().value()).isEqualTo(3);
    }
}
