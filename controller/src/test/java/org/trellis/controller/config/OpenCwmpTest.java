package org.trellis.controller.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trellis.controller.core.Core;
import org.trellis.controller.core.CoreBuilder;
import org.trellis.controller.core.CoreSettings;
import org.trellis.controller.core.LocalNodeBus;
import org.trellis.controller.store.Stores;
import org.trellis.controller.store.memory.MemoryStores;
import org.trellis.cwmp.CwmpAdapter;
import org.trellis.cwmp.CwmpAuthMode;
import org.trellis.cwmp.CwmpSettings;
import org.trellis.simulator.SimulatedDevices;
import org.trellis.simulator.cwmp.Cpe;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.TenantId;

/** {@code TRELLIS_CWMP_AUTH=none}, adapter and core together: neither side is a fake. */
class OpenCwmpTest {

    private final Stores stores = MemoryStores.create();

    @Test
    void without_authentication_a_cpe_that_shows_nothing_is_admitted() throws Exception {
        boot(CwmpAuthMode.NONE);
        assertThat(stores.devices().find(TenantId.DEFAULT, DeviceId.of("0014A5", "HG181", "OPEN")))
                .isPresent();
    }

    @Test
    void with_authentication_the_same_cpe_stays_outside() throws Exception {
        assertThatThrownBy(() -> boot(CwmpAuthMode.REQUIRED)).hasMessageContaining("401");
        assertThat(stores.devices().find(TenantId.DEFAULT, DeviceId.of("0014A5", "HG181", "OPEN")))
                .isEmpty();
    }

    private void boot(CwmpAuthMode mode) throws Exception {
        Clock clock = Clock.systemUTC();
        try (Core core =
                        new CoreBuilder(
                                        stores,
                                        clock,
                                        CoreSettings.defaults("test"),
                                        new LocalNodeBus())
                                .build();
                CwmpAdapter adapter =
                        new CwmpAdapter(
                                CwmpSettings.of("127.0.0.1", 0, mode), clock, new SecureRandom())) {
            core.start();
            core.register(adapter);
            adapter.start(core.port());
            URI acs = URI.create("http://127.0.0.1:" + adapter.port() + "/");
            try (Cpe cpe = SimulatedDevices.tr181Gateway("OPEN", acs, Optional.empty())) {
                cpe.boot(true);
            }
        }
    }
}
