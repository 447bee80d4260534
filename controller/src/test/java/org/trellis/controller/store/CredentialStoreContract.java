package org.trellis.controller.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.TenantId;

/** What every {@link CredentialStore} promises. */
public interface CredentialStoreContract {

    DeviceId DEVICE = new DeviceId("0014A5-HG100-SN1");

    CredentialStore credentials();

    private static EnrollmentKey key(TenantId tenant, String id, boolean revoked) {
        return new EnrollmentKey(
                tenant,
                id,
                "field",
                "enroll-secret",
                EnrollmentKey.Policy.PREREGISTERED,
                Set.of(Protocol.CWMP, Protocol.USP),
                List.of("192.0.2.0/24", "2001:db8::/32"),
                Optional.of(Samples.now().plus(Duration.ofDays(1))),
                revoked,
                Samples.now());
    }

    @Test
    default void keeps_enrollment_keys() {
        TenantId tenant = Samples.tenant();
        EnrollmentKey one = key(tenant, "k1", false);
        EnrollmentKey two = key(tenant, "k2", false);
        EnrollmentKey revoked = key(tenant, "k1", true);
        credentials().save(one);
        credentials().save(two);
        assertThat(credentials().enrollmentKeys()).contains(one, two);
        credentials().save(revoked);
        assertThat(credentials().enrollmentKeys()).contains(revoked, two).doesNotContain(one);
    }

    @Test
    default void finds_a_credential_by_login_and_by_device() {
        TenantId tenant = Samples.tenant();
        String user = "os::" + UUID.randomUUID();
        DeviceCredential inbound =
                new DeviceCredential(
                        tenant,
                        Protocol.USP,
                        "inbound",
                        user,
                        Optional.of(DEVICE),
                        "pw-1",
                        Samples.now());
        DeviceCredential outbound =
                new DeviceCredential(
                        tenant,
                        Protocol.CWMP,
                        "connection-request",
                        user,
                        Optional.of(DEVICE),
                        "pw-2",
                        Samples.now());
        DeviceCredential bridge =
                new DeviceCredential(
                        tenant,
                        Protocol.IOT,
                        "bridge",
                        user,
                        Optional.empty(),
                        "pw-3",
                        Samples.now());
        credentials().save(inbound);
        credentials().save(outbound);
        credentials().save(bridge);

        assertThat(credentials().find(Protocol.USP, "inbound", user)).contains(inbound);
        assertThat(credentials().find(Protocol.IOT, "bridge", user)).contains(bridge);
        assertThat(credentials().find(Protocol.CWMP, "inbound", user)).isEmpty();
        assertThat(credentials().ofDevice(tenant, DEVICE))
                .containsExactlyInAnyOrder(inbound, outbound);
        DeviceCredential renewed =
                new DeviceCredential(
                        tenant,
                        Protocol.USP,
                        "inbound",
                        user,
                        Optional.of(DEVICE),
                        "pw-9",
                        Samples.now());
        credentials().save(renewed);
        credentials().delete(outbound);
        assertThat(credentials().find(Protocol.USP, "inbound", user)).contains(renewed);
        assertThat(credentials().find(Protocol.CWMP, "connection-request", user)).isEmpty();
        assertThat(credentials().ofDevice(tenant, DEVICE)).containsExactly(renewed);
    }

    @Test
    default void keeps_preregistrations() {
        TenantId tenant = Samples.tenant();
        Preregistration one =
                new Preregistration(tenant, DEVICE, Map.of("site", "North"), Samples.now());
        credentials().save(one);
        assertThat(credentials().preregistration(tenant, DEVICE)).contains(one);
        assertThat(credentials().preregistrations(tenant)).containsExactly(one);
        assertThat(credentials().preregistration(Samples.tenant(), DEVICE)).isEmpty();
    }

    @Test
    default void a_shared_secret_is_made_once() {
        String purpose = "nonce-" + UUID.randomUUID();
        byte[] first = credentials().sharedSecret(purpose);
        assertThat(first).hasSize(32);
        assertThat(credentials().sharedSecret(purpose)).isEqualTo(first);
        assertThat(credentials().sharedSecret(purpose + "2")).isNotEqualTo(first);
    }
}
