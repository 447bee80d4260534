package org.trellis.controller.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.trellis.controller.store.DeviceCredential;
import org.trellis.controller.store.EnrollmentKey;
import org.trellis.controller.store.EventRecord;
import org.trellis.controller.store.Stores;
import org.trellis.controller.store.memory.MemoryStores;
import org.trellis.southbound.Admission;
import org.trellis.southbound.Authentication;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.DeviceIdentity;
import org.trellis.southbound.DeviceLogin;
import org.trellis.southbound.Hello;
import org.trellis.southbound.Principal;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.Stranger;

/** What devices get in exchange for the key that many have, and what the key alone cannot do. */
class OwnCredentialsTest {

    private static final DeviceId S1 = Node.identity("S1").deviceId();
    private static final String EID = "os::0014A5-S1";

    private final SettableClock clock = new SettableClock();
    private final Stores stores = MemoryStores.create();
    private final Node node = new Node("a", stores, clock, new LocalNodeBus()).withKey();

    @AfterEach
    void close() {
        node.close();
    }

    private Authentication byKey() {
        return node.claim(Protocol.USP, "trellis", Node.KEY, Optional.of(EID));
    }

    private Authentication by(String secret) {
        return node.claim(Protocol.USP, EID, secret, Optional.of(EID));
    }

    private static Authentication own() {
        return new Authentication.Granted(
                new Principal(Principal.Kind.DEVICE_CREDENTIAL, S1.value(), Node.TENANT));
    }

    private List<EventRecord> refused() {
        return stores.events().feed(Node.TENANT, new java.util.UUID(0, 0), 100).stream()
                .filter(e -> e.type().equals("device.refused"))
                .toList();
    }

    @Test
    void what_a_device_had_stays_valid_until_it_shows_what_it_was_given() {
        Session device = node.usp("S1");
        DeviceLogin given = node.port.ownLogin(device.endpoint);
        assertThat(given.user()).isEqualTo(EID);
        assertThat(given.toString()).doesNotContain(given.password());
        assertThat(node.port.ownLogin(device.endpoint)).isEqualTo(given);
        assertThat(byKey()).isInstanceOf(Authentication.Granted.class);
        assertThat(by("a guess")).isInstanceOf(Authentication.Denied.class);
        assertThat(by(given.password())).isEqualTo(own());
        assertThat(byKey())
                .as("the key does not speak for it any more")
                .isInstanceOf(Authentication.Denied.class);
        assertThat(by(given.password())).isEqualTo(own());
    }

    @Test
    void a_key_makes_nobody_a_further_endpoint_of_a_device_and_the_device_does_not_suffer() {
        node.cwmp("S1");
        Hello thief =
                Node.usp(node.login(Node.KEY), "mqtt", "S1", Optional.of(Node.identity("S1")));
        assertThat(node.port.admit(thief)).isInstanceOf(Admission.Quarantined.class);
        assertThat(stores.devices().find(Node.TENANT, S1).orElseThrow().served()).isTrue();
        assertThat(stores.devices().endpoints(Node.TENANT, S1)).hasSize(1);
        assertThat(node.eventTypes(S1)).contains("device.quarantined");
        node.announce("S1");
        assertThat(node.port.admit(thief)).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void an_operator_makes_one_that_is_told_once_and_takes_it_away() {
        node.usp("S1");
        DeviceCredentials office = node.north.credentials();
        DeviceCredential made = office.create(Node.OPERATOR, S1, Protocol.USP, "").orElseThrow();
        assertThat(made.user()).isEqualTo(EID);
        assertThat(office.credentials(Node.OPERATOR, S1))
                .extracting(DeviceCredential::secret)
                .containsExactly("");
        assertThat(by(made.secret())).isEqualTo(own());
        assertThat(office.revoke(Node.OPERATOR, S1, Protocol.USP, EID)).isTrue();
        assertThat(office.revoke(Node.OPERATOR, S1, Protocol.USP, EID)).isFalse();
        assertThat(by(made.secret())).isInstanceOf(Authentication.Denied.class);
        assertThat(node.eventTypes(S1)).contains("credential.created", "credential.revoked");
        assertThat(node.events(S1)).noneMatch(e -> e.data().toString().contains(made.secret()));
    }

    @Test
    void nobody_gets_a_credential_in_the_name_of_another_device() {
        node.usp("S1");
        node.usp("S2");
        DeviceId other = Node.identity("S2").deviceId();
        DeviceCredentials office = node.north.credentials();
        assertThat(office.create(Node.OPERATOR, other, Protocol.USP, EID)).isEmpty();
        assertThat(office.create(Node.OPERATOR, other, Protocol.USP, "trellis")).isEmpty();
        assertThat(office.create(Node.OPERATOR, other, Protocol.USP, "os::0014A5-S2")).isPresent();
    }

    @Test
    void a_deleted_device_enrolls_anew_with_the_key() {
        Session device = node.usp("S1");
        DeviceLogin given = node.port.ownLogin(device.endpoint);
        by(given.password());
        device.close();
        node.north.devices().delete(Node.OPERATOR, S1, OptionalLong.empty());
        assertThat(by(given.password())).isInstanceOf(Authentication.Denied.class);
        assertThat(byKey()).isInstanceOf(Authentication.Granted.class);
    }

    @Test
    void who_an_external_broker_vouches_for_is_held_to_the_key_bound_to_it() {
        Stranger agent = new Stranger(Node.TENANT, Protocol.USP, "mqtt", "", EID);
        assertThat(node.port.vouched(agent)).isInstanceOf(Authentication.Denied.class);
        node.north
                .enrollment()
                .create(Node.OPERATOR, Node.key("first", "f", EnrollmentKey.Policy.MANUAL));
        assertThat(node.port.vouched(agent))
                .isEqualTo(
                        new Authentication.Granted(
                                new Principal(
                                        Principal.Kind.ENROLLMENT_KEY, "first", Node.TENANT)));
        assertThat(refused()).as("nothing was refused that was let in").hasSize(1);
        node.north.enrollment().revoke(Node.OPERATOR, "first");
        assertThat(node.port.vouched(agent)).isInstanceOf(Authentication.Denied.class);
    }

    @Test
    void an_identity_that_fits_no_id_is_none() {
        DeviceIdentity endless =
                new DeviceIdentity("Acme", "0014A5", "HG100", "9".repeat(70_000), "HG", "1", "A");
        assertThat(
                        node.port.admit(
                                Node.usp(node.login(Node.KEY), "mqtt", "S1", Optional.of(endless))))
                .isInstanceOf(Admission.Refused.class);
    }
}
