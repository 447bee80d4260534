package org.trellis.controller.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.trellis.controller.core.Core;
import org.trellis.controller.core.CoreBuilder;
import org.trellis.controller.core.CoreSettings;
import org.trellis.controller.core.LocalNodeBus;
import org.trellis.controller.store.DeviceRecord;
import org.trellis.controller.store.EnrollmentKey;
import org.trellis.controller.store.Stores;
import org.trellis.controller.store.memory.MemoryStores;
import org.trellis.cwmp.CwmpAdapter;
import org.trellis.cwmp.CwmpAuthMode;
import org.trellis.cwmp.CwmpSettings;
import org.trellis.simulator.SimulatedDevices;
import org.trellis.simulator.cwmp.Cpe;
import org.trellis.simulator.cwmp.Misbehaviour;
import org.trellis.simulator.http.WireClient;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.Principal;
import org.trellis.southbound.TenantId;

/**
 * A CPE that knocked with the enrollment key gets a login of its own, whichever message is lost;
 * adapter, core and CPE together over HTTP.
 */
class OwnLoginTest {

    private static final String KEY = "let-me-in";
    private static final DeviceId DEVICE = DeviceId.of("0014A5", "HG181", "OWN");
    private static final String USERNAME = "Device.ManagementServer.Username";

    private final Clock clock = Clock.systemUTC();
    private final Stores stores = MemoryStores.create();
    private final Core core =
            new CoreBuilder(stores, clock, CoreSettings.defaults("test"), new LocalNodeBus())
                    .build();
    private final CwmpAdapter adapter =
            new CwmpAdapter(
                    CwmpSettings.of("127.0.0.1", 0, CwmpAuthMode.REQUIRED),
                    clock,
                    new SecureRandom());

    @BeforeEach
    void start() {
        stores.credentials()
                .save(
                        new EnrollmentKey(
                                TenantId.DEFAULT,
                                "auto",
                                "auto",
                                KEY,
                                EnrollmentKey.Policy.AUTO,
                                Set.of(),
                                List.of(),
                                Optional.empty(),
                                false,
                                Instant.EPOCH));
        core.start();
        core.register(adapter);
        adapter.start(core.port());
    }

    @AfterEach
    void stop() {
        adapter.close();
        core.close();
    }

    private Cpe cpe() {
        return SimulatedDevices.tr181Gateway(
                "OWN",
                URI.create("http://127.0.0.1:" + adapter.port() + "/"),
                Optional.of(new WireClient.Login("trellis", KEY)));
    }

    private Principal.Kind comesWith() {
        return stores.devices().endpoints(TenantId.DEFAULT, DEVICE).getFirst().principal().kind();
    }

    private DeviceRecord.State state() {
        return stores.devices().find(TenantId.DEFAULT, DEVICE).orElseThrow().state();
    }

    @Test
    void after_its_first_session_it_comes_with_a_login_of_its_own() throws Exception {
        try (Cpe cpe = cpe()) {
            cpe.adoptLogins();
            cpe.boot(true);
            assertThat(cpe.state().text(USERNAME)).isEqualTo(DEVICE.value());
            assertThat(comesWith()).isEqualTo(Principal.Kind.ENROLLMENT_KEY);
            cpe.periodic();
            assertThat(comesWith()).isEqualTo(Principal.Kind.DEVICE_CREDENTIAL);
        }
    }

    @Test
    void the_enrollment_key_speaks_for_it_no_more() throws Exception {
        try (Cpe cpe = cpe();
                Cpe pretender = cpe()) {
            cpe.adoptLogins();
            cpe.boot(true);
            cpe.periodic();
            pretender.periodic();
            assertThat(state()).isEqualTo(DeviceRecord.State.QUARANTINED);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"VANISH_WITH_LOGIN", "VANISH_WITHOUT_LOGIN"})
    void a_lost_message_locks_nobody_out(Misbehaviour lost) throws Exception {
        try (Cpe cpe = cpe()) {
            cpe.adoptLogins();
            cpe.misbehave(lost);
            assertThatThrownBy(() -> cpe.boot(true)).hasMessage("vanished");
            cpe.misbehave();
            cpe.periodic();
            cpe.periodic();
            assertThat(comesWith()).isEqualTo(Principal.Kind.DEVICE_CREDENTIAL);
            assertThat(state()).isEqualTo(DeviceRecord.State.ACTIVE);
        }
    }

    @Test
    void a_device_that_goes_on_with_the_key_is_let_in_as_before() throws Exception {
        try (Cpe cpe = cpe()) {
            cpe.boot(true);
            cpe.periodic();
            cpe.periodic();
            assertThat(comesWith()).isEqualTo(Principal.Kind.ENROLLMENT_KEY);
            assertThat(state()).isEqualTo(DeviceRecord.State.ACTIVE);
        }
    }
}
