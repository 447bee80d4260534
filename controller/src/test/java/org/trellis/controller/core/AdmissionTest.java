package org.trellis.controller.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.trellis.controller.store.CommandRecord.Status;
import org.trellis.controller.store.DeviceCredential;
import org.trellis.controller.store.DeviceRecord;
import org.trellis.controller.store.EnrollmentKey;
import org.trellis.controller.store.EventRecord;
import org.trellis.controller.store.Preregistration;
import org.trellis.controller.store.Stores;
import org.trellis.controller.store.memory.MemoryStores;
import org.trellis.southbound.Admission;
import org.trellis.southbound.Authentication;
import org.trellis.southbound.Claim;
import org.trellis.southbound.Credential;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.DeviceIdentity;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.Hello;
import org.trellis.southbound.Principal;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.Report;
import org.trellis.southbound.Revocation;

/** Who gets in, as which device, and who lands in quarantine. */
class AdmissionTest {

    private static final DeviceId S1 = Node.identity("S1").deviceId();

    private final SettableClock clock = new SettableClock();
    private final Stores stores = MemoryStores.create();
    private final Node node = new Node("a", stores, clock, new LocalNodeBus()).withKey();

    @AfterEach
    void close() {
        node.close();
    }

    private static Principal principal(Principal.Kind kind, String id) {
        return new Principal(kind, id, Node.TENANT);
    }

    private DeviceRecord device() {
        return stores.devices().find(Node.TENANT, S1).orElseThrow();
    }

    @Test
    void enrolls_an_unknown_device_that_shows_an_automatic_key() {
        Session device = node.cwmp("S1");
        assertThat(device.device()).isEqualTo(S1);
        assertThat(device().state()).isEqualTo(DeviceRecord.State.ACTIVE);
        assertThat(node.eventTypes(S1)).contains("device.enrolled", "device.online");
        Devices.View view = node.north.devices().find(Node.OPERATOR, S1.value()).orElseThrow();
        assertThat(view.online()).isTrue();
        assertThat(view.endpoints()).hasSize(1);
    }

    @Test
    void keeps_a_device_pending_until_it_is_approved() {
        node.north
                .enrollment()
                .create(Node.OPERATOR, Node.key("m", "manual-key", EnrollmentKey.Policy.MANUAL));
        Hello hello = Node.cwmp(node.login("manual-key"), "S1");
        assertThat(node.port.admit(hello)).isEqualTo(new Admission.Pending(S1));
        assertThat(node.port.admit(hello)).isEqualTo(new Admission.Pending(S1));
        assertThat(node.eventTypes(S1)).containsExactly("device.pending");
        node.north.devices().approve(Node.OPERATOR, S1);
        assertThat(node.port.admit(hello)).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void admits_only_announced_devices_with_a_preregistered_key() {
        node.north
                .enrollment()
                .create(
                        Node.OPERATOR,
                        Node.key("p", "announced", EnrollmentKey.Policy.PREREGISTERED));
        Hello hello = Node.cwmp(node.login("announced"), "S1");
        assertThat(node.port.admit(hello)).isInstanceOf(Admission.Refused.class);
        node.north
                .enrollment()
                .preregister(
                        Node.OPERATOR,
                        new Preregistration(
                                Node.TENANT, S1, Map.of("site", "Bonn"), Instant.EPOCH));
        assertThat(node.port.admit(hello)).isInstanceOf(Admission.Admitted.class);
        assertThat(device().attributes()).containsEntry("site", "Bonn");
    }

    @Test
    void asks_an_unknown_agent_who_it_is_and_knows_it_by_its_endpoint_afterwards() {
        Principal key = node.login(Node.KEY);
        Hello anonymous = Node.usp(key, "mqtt", "S1", Optional.empty());
        assertThat(node.port.admit(anonymous)).isEqualTo(new Admission.IdentityNeeded());
        node.open(Node.usp(key, "mqtt", "S1", Optional.of(Node.identity("S1"))));
        assertThat(node.port.admit(anonymous)).isInstanceOf(Admission.Admitted.class);
        assertThat(node.north.devices().find(Node.OPERATOR, "usp:os::0014A5-S1")).isPresent();
    }

    @Test
    void makes_one_device_with_two_endpoints_of_a_box_that_speaks_both() {
        Session cwmp = node.cwmp("S1");
        node.announce("S1");
        Session usp = node.usp("S1");
        assertThat(usp.device()).isEqualTo(cwmp.device());
        assertThat(node.north.devices().find(Node.OPERATOR, S1.value()).orElseThrow().endpoints())
                .extracting(p -> p.endpoint().endpoint().protocol())
                .containsExactly(Protocol.CWMP, Protocol.USP);
    }

    @Test
    void ends_what_a_device_has_open_when_a_visitor_takes_its_place_and_not_before() {
        node.open(Node.cwmp(node.login(Node.KEY), "S1"));
        assertThat(
                        node.port.admit(
                                Node.cwmp(principal(Principal.Kind.DEVICE_CREDENTIAL, "x"), "S1")))
                .isInstanceOf(Admission.Quarantined.class);
        node.north.devices().release(Node.OPERATOR, S1);
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(node.adapters.get(Protocol.CWMP).revoked())
                                .containsExactly(
                                        new Revocation.OfDevice(
                                                Node.TENANT,
                                                S1,
                                                Set.of(new EndpointId("cwmp:" + S1)))));
    }

    static Stream<Arguments> principals() {
        Principal key = principal(Principal.Kind.ENROLLMENT_KEY, "auto");
        Principal other = principal(Principal.Kind.ENROLLMENT_KEY, "other");
        Principal gone = principal(Principal.Kind.ENROLLMENT_KEY, "gone");
        Principal none = principal(Principal.Kind.NONE, "");
        Principal own = principal(Principal.Kind.DEVICE_CREDENTIAL, S1.value());
        Principal anothers = principal(Principal.Kind.DEVICE_CREDENTIAL, "0014A5-HG100-S2");
        Principal certificate = principal(Principal.Kind.CERTIFICATE, "0014A5-S1");
        Principal certificate2 = principal(Principal.Kind.CERTIFICATE, "0014A5-HG100-S1");
        return Stream.of(
                Arguments.of(key, key, true),
                Arguments.of(key, other, false),
                Arguments.of(gone, key, true),
                Arguments.of(key, own, true),
                Arguments.of(key, anothers, false),
                Arguments.of(own, key, false),
                Arguments.of(own, none, false),
                Arguments.of(key, none, true),
                Arguments.of(none, key, true),
                Arguments.of(key, certificate, true),
                Arguments.of(certificate, certificate, true),
                Arguments.of(certificate, certificate2, true),
                Arguments.of(certificate, key, false));
    }

    @ParameterizedTest
    @MethodSource("principals")
    void judges_the_principal_of_a_known_device(Principal first, Principal then, boolean admitted) {
        node.north
                .enrollment()
                .create(Node.OPERATOR, Node.key("other", "other", EnrollmentKey.Policy.AUTO));
        node.north
                .enrollment()
                .create(Node.OPERATOR, Node.key("gone", "gone", EnrollmentKey.Policy.AUTO));
        node.open(Node.cwmp(first, "S1"));
        node.north.enrollment().revoke(Node.OPERATOR, "gone");
        Admission answer = node.port.admit(Node.cwmp(then, "S1"));
        if (admitted) {
            assertThat(answer).isInstanceOf(Admission.Admitted.class);
            assertThat(device().state()).isEqualTo(DeviceRecord.State.ACTIVE);
        } else {
            assertThat(answer).isInstanceOf(Admission.Quarantined.class);
            assertThat(device().state()).isEqualTo(DeviceRecord.State.QUARANTINED);
            assertThat(device().stateReason()).isNotEmpty();
            assertThat(node.eventTypes(S1)).contains("device.quarantined");
        }
    }

    @Test
    void tells_a_visitor_in_quarantine_nothing_until_it_is_released_with_what_it_now_has() {
        Hello clone = clone("S1");
        Hello rightful = Node.cwmp(node.login(Node.KEY), "S1");
        node.open(rightful).drained();
        assertThat(node.port.admit(clone)).isInstanceOf(Admission.Quarantined.class);
        assertThat(node.port.admit(clone)).isInstanceOf(Admission.Quarantined.class);
        assertThat(node.eventTypes(S1)).filteredOn("device.quarantined"::equals).hasSize(1);
        node.north.devices().release(Node.OPERATOR, S1);
        assertThat(device().state()).isEqualTo(DeviceRecord.State.ACTIVE);
        assertThat(device().visitor()).isEmpty();
        assertThat(node.port.admit(clone)).isInstanceOf(Admission.Admitted.class);
        assertThat(node.port.admit(rightful)).isInstanceOf(Admission.Quarantined.class);
    }

    @Test
    void goes_on_serving_a_device_whose_identity_a_visitor_claims() {
        Hello clone = clone("S1");
        Hello rightful = Node.cwmp(node.login(Node.KEY), "S1");
        Session device = node.open(rightful).drained();
        assertThat(node.port.admit(clone)).isInstanceOf(Admission.Quarantined.class);
        node.submit(S1, Session.set("Device.WiFi.SSID.1.SSID", "home"));
        assertThat(device.next()).isPresent();
        device.close();
        assertThat(node.port.admit(rightful)).isInstanceOf(Admission.Admitted.class);
        assertThat(device().state()).isEqualTo(DeviceRecord.State.QUARANTINED);
        assertThat(device().stateReason()).contains("other");
    }

    @Test
    void a_visitor_over_another_endpoint_gets_no_hold_on_the_device() {
        Hello clone = clone("S1");
        node.cwmp("S1").drained();
        Hello usp =
                Node.usp(clone.principal(), "websocket", "S1", Optional.of(Node.identity("S1")));
        assertThat(node.port.admit(usp)).isInstanceOf(Admission.Quarantined.class);
        assertThat(node.port.admit(usp)).isInstanceOf(Admission.Quarantined.class);
        assertThat(stores.devices().endpoints(Node.TENANT, S1)).hasSize(1);
        node.north.devices().release(Node.OPERATOR, S1);
        assertThat(node.port.admit(usp)).isInstanceOf(Admission.Admitted.class);
        assertThat(stores.devices().endpoints(Node.TENANT, S1)).hasSize(2);
    }

    /** The device with another enrollment key than it has. */
    private Hello clone(String serial) {
        node.north
                .enrollment()
                .create(Node.OPERATOR, Node.key("other", "other", EnrollmentKey.Policy.AUTO));
        return Node.cwmp(node.login("other"), serial);
    }

    @Test
    void a_stale_copy_of_a_device_takes_back_nothing_that_another_node_changed() {
        Session device = node.cwmp("S1").drained();
        stores.devices()
                .edit(
                        Node.TENANT,
                        S1,
                        OptionalLong.empty(),
                        d ->
                                d.withLabels(Set.of("vip"), Map.of("site", "Bonn"), Map.of())
                                        .withState(
                                                DeviceRecord.State.DECOMMISSIONED,
                                                "gone",
                                                Optional.empty()));
        node.port.remember(device.endpoint, Map.of("cwmp.prolog", "off"));
        device.report(
                new Report.Values(
                        List.of(Session.value("Device.DeviceInfo.SoftwareVersion", "9.9")),
                        List.of(),
                        false));
        assertThat(device().state()).isEqualTo(DeviceRecord.State.DECOMMISSIONED);
        assertThat(device().tags()).containsExactly("vip");
        assertThat(device().attributes()).containsEntry("site", "Bonn");
        assertThat(device().settings()).containsEntry("cwmp.prolog", "off");
        assertThat(device().identity().softwareVersion()).isEqualTo("9.9");
    }

    @Test
    void changes_nothing_that_was_edited_since_it_was_seen() {
        node.cwmp("S1").drained();
        OptionalLong seen = OptionalLong.of(device().version());
        node.north.devices().tag(Node.OPERATOR, S1, "vip", true);
        Devices.Patch patch = new Devices.Patch(Map.of("site", Optional.of("Bonn")), Map.of());
        assertThat(node.north.devices().patch(Node.OPERATOR, S1, patch, seen))
                .isInstanceOf(Devices.Edited.Outdated.class);
        assertThat(node.north.devices().delete(Node.OPERATOR, S1, seen))
                .isInstanceOf(Devices.Edited.Outdated.class);
        assertThat(device().attributes()).isEmpty();
        seen = OptionalLong.of(device().version());
        assertThat(node.north.devices().patch(Node.OPERATOR, S1, patch, seen))
                .isInstanceOf(Devices.Edited.Done.class);
    }

    @Test
    void what_a_forgotten_device_still_says_brings_nothing_back() {
        Session device = node.usp("S1").drained();
        node.port.remember(device.endpoint, Map.of("cwmp.connection-request-password", "pw"));
        assertThat(stores.credentials().ofDevice(Node.TENANT, S1)).isNotEmpty();
        node.north.devices().delete(Node.OPERATOR, S1, OptionalLong.empty());
        device.report(
                new Report.Values(
                        List.of(Session.value("Device.WiFi.SSID.1.SSID", "home")),
                        List.of(),
                        true));
        clock.advance(Duration.ofMinutes(10));
        device.report(new Report.Contact(List.of("2 PERIODIC")));
        device.close();
        assertThat(stores.devices().endpoints(Node.TENANT, S1)).isEmpty();
        assertThat(stores.devices().findEndpoint(Node.TENANT, device.endpoint.id())).isEmpty();
        assertThat(stores.twins().read(Node.TENANT, S1, device.endpoint.id(), Set.of())).isEmpty();
        assertThat(stores.credentials().ofDevice(Node.TENANT, S1)).isEmpty();
        assertThat(node.eventTypes(S1)).doesNotContain("parameter.changed");
    }

    @Test
    void a_secret_that_was_learnt_drops_only_its_own_lookup_and_reaches_other_nodes() {
        LocalNodeBus bus = new LocalNodeBus();
        TrickyStores tricky = new TrickyStores(stores);
        try (Node one = new Node("one", tricky.stores(), clock, bus).withKey();
                Node two = new Node("two", stores, clock, bus)) {
            Session device = one.cwmp("S1");
            String name = "cwmp.connection-request-password";
            one.port.remember(device.endpoint, Map.of(name, "first"));
            assertThat(two.port.context(device.endpoint).settings()).containsEntry(name, "first");
            tricky.calls().clear();
            one.port.remember(device.endpoint, Map.of(name, "second"));
            one.login(Node.KEY);
            assertThat(tricky.calls()).doesNotContain("CredentialStore.enrollmentKeys");
            Awaitility.await()
                    .untilAsserted(() ->
                            assertThat(two.port.context(device.endpoint).settings())
                                    .containsEntry(name, "second"));
            tricky.calls().clear();
            one.port.remember(device.endpoint, Map.of(name, "second"));
            assertThat(tricky.calls()).doesNotContain("CredentialStore.save");
        }
    }

    @Test
    void lets_a_device_enroll_anew_within_the_window_of_a_reset_that_trellis_ordered() {
        Principal own = principal(Principal.Kind.DEVICE_CREDENTIAL, S1.value());
        Session device = node.open(Node.cwmp(own, "S1")).drained();
        var reset = node.submit(S1, Session.operate("Device.FactoryReset()"));
        node.port.accepted(device.pull());
        device.close();
        clock.advance(Duration.ofMinutes(5));
        Hello hello = Node.cwmp(node.login(Node.KEY), "S1");
        Hello bootstrap = Node.bootstrap(hello);
        assertThat(node.port.admit(bootstrap)).isInstanceOf(Admission.Admitted.class);
        assertThat(node.status(reset)).as("the bootstrap ends it").isEqualTo(Status.DONE);
    }

    @Test
    void quarantines_a_reset_that_nobody_ordered() {
        Principal own = principal(Principal.Kind.DEVICE_CREDENTIAL, S1.value());
        node.open(Node.cwmp(own, "S1"));
        assertThat(node.port.admit(Node.cwmp(node.login(Node.KEY), "S1")))
                .isInstanceOf(Admission.Quarantined.class);
    }

    @Test
    void a_key_does_not_speak_for_an_endpoint_with_its_own_credential() {
        stores.credentials()
                .save(
                        new DeviceCredential(
                                Node.TENANT,
                                Protocol.USP,
                                Authenticator.INBOUND,
                                "os::0014A5-S1",
                                Optional.of(S1),
                                "own-secret",
                                Instant.EPOCH));
        assertThat(node.claim(Protocol.USP, "trellis", Node.KEY, Optional.of("os::0014A5-S1")))
                .isInstanceOf(Authentication.Denied.class);
        assertThat(node.claim(Protocol.USP, "trellis", Node.KEY, Optional.of("os::0014A5-S2")))
                .isInstanceOf(Authentication.Granted.class);
        assertThat(
                        node.claim(
                                Protocol.USP,
                                "os::0014A5-S1",
                                "own-secret",
                                Optional.of("os::0014A5-S1")))
                .isEqualTo(
                        new Authentication.Granted(
                                principal(Principal.Kind.DEVICE_CREDENTIAL, S1.value())));
        assertThat(
                        node.claim(
                                Protocol.USP,
                                "os::0014A5-S1",
                                "own-secret",
                                Optional.of("os::0014A5-S2")))
                .isInstanceOf(Authentication.Denied.class);
    }

    @Test
    void takes_a_token_for_a_websocket() {
        Claim claim =
                new Claim(
                        Protocol.USP,
                        "websocket",
                        new Credential.Token(Node.KEY),
                        Optional.of("os::1"),
                        "::1");
        assertThat(node.port.authenticate(claim)).isInstanceOf(Authentication.Granted.class);
        Claim wrong =
                new Claim(
                        Protocol.USP,
                        "websocket",
                        new Credential.Token("guess"),
                        Optional.of("os::1"),
                        "::1");
        assertThat(node.port.authenticate(wrong)).isInstanceOf(Authentication.Denied.class);
    }

    @Test
    void honours_network_expiry_protocol_and_revocation_of_a_key() {
        EnrollmentKey limited =
                new EnrollmentKey(
                        Node.TENANT,
                        "limited",
                        "limited",
                        "limited-key",
                        EnrollmentKey.Policy.AUTO,
                        Set.of(Protocol.CWMP),
                        List.of("192.0.2.0/25"),
                        Optional.of(clock.instant().plusSeconds(60)),
                        false,
                        Instant.EPOCH);
        node.north.enrollment().create(Node.OPERATOR, limited);
        assertThat(node.claim(Protocol.CWMP, "trellis", "limited-key", Optional.empty()))
                .isInstanceOf(Authentication.Granted.class);
        assertThat(node.claim(Protocol.USP, "trellis", "limited-key", Optional.empty()))
                .isInstanceOf(Authentication.Denied.class);
        Claim elsewhere =
                new Claim(
                        Protocol.CWMP,
                        "http",
                        new Credential.Password("trellis", "limited-key"::equals),
                        Optional.empty(),
                        "192.0.2.200");
        assertThat(node.port.authenticate(elsewhere)).isInstanceOf(Authentication.Denied.class);
        clock.advance(Duration.ofSeconds(61));
        assertThat(node.claim(Protocol.CWMP, "trellis", "limited-key", Optional.empty()))
                .isInstanceOf(Authentication.Denied.class);
        node.north.enrollment().revoke(Node.OPERATOR, "auto");
        assertThat(node.claim(Protocol.CWMP, "trellis", Node.KEY, Optional.empty()))
                .isInstanceOf(Authentication.Denied.class);
    }

    @Test
    void tells_the_operator_once_who_knocked_and_why_it_was_refused() {
        for (int i = 0; i < 50; i++) {
            node.claim(Protocol.CWMP, "trellis", "wrong", Optional.empty());
        }
        List<EventRecord> refused =
                stores.events().feed(Node.TENANT, new java.util.UUID(0, 0), 100).stream()
                        .filter(e -> e.type().equals("device.refused"))
                        .toList();
        assertThat(refused).hasSize(1);
        assertThat(refused.getFirst().data())
                .containsEntry("remoteAddress", "192.0.2.7")
                .containsEntry("reason", "wrong enrollment key")
                .doesNotContainValue("wrong");
    }

    @Test
    void a_bridge_speaks_only_for_its_own_things() {
        String secret = node.north.enrollment().createBridge(Node.OPERATOR, "home1").orElseThrow();
        assertThat(node.claim(Protocol.IOT, "home1", secret, Optional.empty()))
                .isEqualTo(new Authentication.Granted(principal(Principal.Kind.BRIDGE, "home1")));
        Principal bridge = principal(Principal.Kind.BRIDGE, "home1");
        assertThat(node.port.admit(thing(bridge, "iot:home1:0x1")))
                .isInstanceOf(Admission.Admitted.class);
        assertThat(node.port.admit(thing(bridge, "iot:home2:0x1")))
                .isInstanceOf(Admission.Refused.class);
    }

    private static Hello thing(Principal bridge, String endpoint) {
        Hello hello = Node.cwmp(bridge, "Z");
        return new Hello(
                bridge,
                Protocol.IOT,
                "mqtt",
                "zigbee2mqtt/plug",
                "192.0.2.9",
                new EndpointId(endpoint),
                hello.identity(),
                Optional.of(DeviceId.ofSource("zigbee", "0x1")),
                Optional.of(S1),
                org.trellis.southbound.DeviceKind.IOT,
                hello.dataModel(),
                Set.of(),
                false);
    }

    @Test
    void follows_a_new_firmware_and_discovers_it_once() {
        node.cwmp("S1").drained().close();
        DeviceIdentity newer =
                new DeviceIdentity("Acme", "0014A5", "HG100", "S1", "HG", "2.0", "A");
        Hello was = Node.cwmp(node.login(Node.KEY), "S1");
        Hello is =
                new Hello(
                        was.principal(),
                        was.protocol(),
                        was.transport(),
                        was.address(),
                        was.remoteAddress(),
                        was.endpointId(),
                        Optional.of(newer),
                        was.deviceId(),
                        was.parent(),
                        was.kind(),
                        was.dataModel(),
                        was.aliases(),
                        false);
        Session again = node.open(is);
        assertThat(device().identity().softwareVersion()).isEqualTo("2.0");
        assertThat(again.pull().command().operation()).isEqualTo(Session.discover());
    }

    @Test
    void asks_only_the_first_device_of_a_model_for_its_whole_data_model() {
        node.cwmp("S1").drained();
        Session second = node.cwmp("S2");
        assertThat(second.pull().command().operation().type()).isEqualTo("get");
        assertThat(stores.devices().find(Node.TENANT, second.device()).orElseThrow().modelKey())
                .isNotEmpty();
        Session third = node.cwmp("S3").drained();
        third.close();
        Session thirdAgain = node.cwmp("S3");
        assertThat(thirdAgain.next()).isEmpty();
    }

    @Test
    void forgets_a_deleted_device_and_enrolls_it_anew() {
        Session device = node.cwmp("S1").drained();
        var waiting = node.submit(S1, Session.operate("Device.Reboot()"));
        device.close();
        assertThat(node.north.devices().delete(Node.OPERATOR, S1, OptionalLong.empty()))
                .isInstanceOf(Devices.Edited.Done.class);
        assertThat(node.status(waiting)).isEqualTo(Status.CANCELLED);
        assertThat(node.north.devices().find(Node.OPERATOR, S1.value())).isEmpty();
        node.cwmp("S1");
        assertThat(node.eventTypes(S1)).filteredOn("device.enrolled"::equals).hasSize(2);
    }

    @Test
    void remembers_what_an_adapter_learnt_and_keeps_its_secrets_apart() {
        Session device = node.cwmp("S1");
        node.port.remember(
                device.endpoint,
                Map.of("cwmp.prolog", "off", "cwmp.connection-request-password", "pw"));
        assertThat(node.port.context(device.endpoint).settings())
                .containsEntry("cwmp.prolog", "off")
                .containsEntry("cwmp.connection-request-password", "pw");
        assertThat(device().settings()).doesNotContainValue("pw");
    }

    @Test
    void keeps_a_password_that_an_operator_sets_apart_and_gives_it_to_the_adapter() {
        String name = "cwmp.connection-request-password";
        Session device = node.cwmp("S1");
        patchSettings(Map.of(name, Optional.of("pw"), "cwmp.prolog", Optional.of("off")));
        assertThat(device().settings())
                .containsEntry("cwmp.prolog", "off")
                .containsEntry(name, "(secret)");
        assertThat(node.port.context(device.endpoint).settings()).containsEntry(name, "pw");

        // What a reader got and gives back changes nothing.
        patchSettings(Map.of(name, Optional.of("(secret)")));
        assertThat(node.port.context(device.endpoint).settings()).containsEntry(name, "pw");

        patchSettings(Map.of(name, Optional.empty()));
        assertThat(device().settings()).doesNotContainKey(name);
        assertThat(node.port.context(device.endpoint).settings()).doesNotContainKey(name);
        assertThat(stores.credentials().ofDevice(Node.TENANT, S1))
                .extracting(DeviceCredential::purpose)
                .doesNotContain("setting:" + name);
    }

    private void patchSettings(Map<String, Optional<String>> settings) {
        Devices.Patch patch = new Devices.Patch(Map.of(), settings);
        assertThat(node.north.devices().patch(Node.OPERATOR, S1, patch, OptionalLong.empty()))
                .isInstanceOf(Devices.Edited.Done.class);
    }
}
