package org.trellis.usp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.trellis.usp.House.ONE;
import static org.trellis.usp.House.answered;
import static org.trellis.usp.House.boot;
import static org.trellis.usp.House.get;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.trellis.southbound.Admission;
import org.trellis.southbound.Command;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.Principal;
import org.trellis.southbound.ReleaseReason;
import org.trellis.southbound.Revocation;
import org.trellis.southbound.TenantId;
import org.trellis.southbound.WakeOutcome;
import org.trellis.usp.message.Request;
import org.trellis.usp.mtp.Mtp;
import org.trellis.usp.mtp.MtpPeer;

/** Who is let in, over which connection, and what is put in order there. */
class UspAdmissionTest {

    @RegisterExtension final House house = new House();

    private final FakeMtp mqtt = house.mqtt;
    private final FakeMtp webSocket = house.webSocket;
    private final FakePort port = house.port;
    private final FakeAgent one = house.one;

    @Test
    void reads_the_identity_of_a_stranger_and_lets_it_in() {
        house.connected(one, webSocket);
        assertThat(port.hellos).hasSize(2);
        assertThat(port.hellos.get(0).identity()).isEmpty();
        assertThat(port.hellos.get(0).endpointId().value()).isEqualTo("usp:" + ONE);
        assertThat(port.hellos.get(1).identity().orElseThrow().deviceId())
                .isEqualTo(DeviceId.of("00256D", "Box", "1"));
        assertThat(port.hellos.get(1).aliases()).containsExactly(ONE);
    }

    @Test
    void cuts_off_whoever_is_revoked() {
        MtpPeer first = house.connected(one, webSocket);
        MtpPeer second = house.two.connect(mqtt, FakePort.KEY);
        house.adapter.revoked(
                new Revocation.OfDevice(
                        TenantId.DEFAULT,
                        DeviceId.of("00256D", "Box", "1"),
                        Set.of(new EndpointId("usp:" + ONE))));
        await().untilAsserted(() ->
                assertThat(webSocket.closed)
                        .containsExactly(new FakeMtp.Closed(first, Mtp.CloseReason.REFUSED)));
        assertThat(mqtt.closed).isEmpty();
        house.adapter.revoked(new Revocation.OfPrincipal(second.principal()));
        await().untilAsserted(() ->
                assertThat(mqtt.closed)
                        .containsExactly(new FakeMtp.Closed(second, Mtp.CloseReason.REFUSED)));
    }

    @Test
    void reads_no_identity_of_an_agent_that_is_known() {
        MtpPeer peer = house.connected(one, webSocket);
        webSocket.drop(peer);
        await().until(port.open::isEmpty);
        house.connected(one, webSocket);
        assertThat(port.hellos).hasSize(3);
        assertThat(port.hellos.get(2).identity()).isEmpty();
    }

    @Test
    void subscribes_once_and_not_again() {
        MtpPeer peer = house.connected(one, webSocket);
        List<String> ids = one.subscriptionIds();
        assertThat(ids)
                .contains(
                        "trellis-boot",
                        "trellis-periodic",
                        "trellis-operations",
                        "trellis-created",
                        "trellis-deleted")
                .doesNotHaveDuplicates();
        webSocket.drop(peer);
        await().until(port.open::isEmpty);
        house.connected(one, webSocket);
        Command command = port.submit(ONE, get("Device.DeviceInfo.SerialNumber"));
        house.wake(ONE);
        house.result(command);
        assertThat(one.subscriptionIds()).isEqualTo(ids);
        assertThat(one.received.stream().filter(m -> m.body() instanceof Request.Add)).hasSize(1);
    }

    @Test
    void replaces_a_subscription_that_is_not_as_wanted_and_leaves_those_of_others() {
        one.values.put("Device.LocalAgent.Subscription.90.ID", "trellis-boot");
        one.values.put("Device.LocalAgent.Subscription.90.NotifType", "Event");
        one.values.put("Device.LocalAgent.Subscription.90.ReferenceList", "Device.Old!");
        one.values.put("Device.LocalAgent.Subscription.91.ID", "somebody-elses");
        house.connected(one, webSocket);
        await().until(() -> one.subscriptionIds().size() >= 9);
        assertThat(one.values)
                .doesNotContainKey("Device.LocalAgent.Subscription.90.ID")
                .containsKey("Device.LocalAgent.Subscription.91.ID");
        assertThat(one.subscriptionIds()).contains("trellis-boot");
    }

    @Test
    void is_one_endpoint_over_two_transports_and_asks_over_the_one_heard_last() {
        MtpPeer overMqtt = house.connected(one, mqtt, FakePort.OWN);
        MtpPeer overWebSocket = house.connected(one, webSocket, FakePort.OWN);
        await().until(() -> port.hellos.size() == 3);
        one.hold =
                r ->
                        r instanceof Request.Get g
                                && g.paths().getFirst().startsWith("Device.DeviceInfo.");
        one.notify(overWebSocket, true, boot(""));
        await().until(() -> port.reports().size() == 1);
        Command first = port.submit(ONE, get("Device.DeviceInfo.SerialNumber"));
        house.wake(ONE);
        await().until(() -> one.held.size() == 1);
        assertThat(one.held.get(0).over().transport()).isEqualTo("websocket");
        one.notify(overMqtt, true, boot(""));
        await().until(() -> port.reports().size() == 2);
        Command second = port.submit(ONE, get("Device.DeviceInfo.ProductClass"));
        house.wake(ONE);
        await().until(() -> one.held.size() == 2);
        assertThat(one.held.get(1).over().transport()).isEqualTo("mqtt");
        one.answer(one.held.get(1), one.read(List.of("Device.DeviceInfo.ProductClass")));
        one.answer(one.held.get(0), one.read(List.of("Device.DeviceInfo.SerialNumber")));
        assertThat(house.result(first).values().get(0).text()).isEqualTo("1");
        assertThat(house.result(second).values().get(0).text()).isEqualTo("Box");
        assertThat(port.openings.get()).isEqualTo(1);
        mqtt.drop(overMqtt);
        await().pollDelay(Duration.ofMillis(50)).until(() -> port.open.size() == 1);
        webSocket.drop(overWebSocket);
        await().until(port.open::isEmpty);
    }

    @Test
    void replaces_the_older_connection_of_an_agent_and_releases_what_was_out_over_it() {
        MtpPeer old = house.connected(one, webSocket, FakePort.OWN);
        one.hold = r -> r instanceof Request.Get g && g.paths().contains("Device.X.");
        Command read = port.submit(ONE, get("Device.X."));
        house.wake(ONE);
        await().until(() -> one.held.size() == 1);
        one.connect(webSocket, FakePort.OWN);
        await().until(() -> port.released.size() == 1);
        assertThat(port.released.get(0).lease().command()).isEqualTo(read);
        assertThat(port.released.get(0).reason()).isEqualTo(ReleaseReason.MAYBE_SENT);
        await().until(() -> port.openings.get() == 2);
        assertThat(webSocket.closed).contains(new FakeMtp.Closed(old, Mtp.CloseReason.REPLACED));
        // an answer over the old one comes too late
        one.answer(one.held.get(0), one.read(List.of("Device.X.")));
        assertThat(port.completed).isEmpty();
    }

    @Test
    void tells_nothing_to_whom_it_does_not_let_in_and_harms_nobody_by_it() {
        house.connected(one, webSocket);
        Principal thief = new Principal(Principal.Kind.ENROLLMENT_KEY, "key-2", TenantId.DEFAULT);
        port.policy =
                hello ->
                        hello.principal().equals(thief)
                                ? Optional.of(
                                        new Admission.Quarantined(
                                                DeviceId.of("00256D", "Box", "1"), "wrong key"))
                                : Optional.empty();
        FakeAgent clone = new FakeAgent(ONE, "1");
        MtpPeer peer = clone.connect(mqtt, thief);
        String id = clone.notify(peer, true, boot(""));
        Command read = port.submit(ONE, get("Device.DeviceInfo.SerialNumber"));
        house.wake(ONE);
        assertThat(house.result(read).values().get(0).text()).isEqualTo("1");
        assertThat(clone.received).isEmpty();
        assertThat(answered(clone, id)).isFalse();
        assertThat(port.reports()).isEmpty();
        assertThat(webSocket.closed).isEmpty();
        await().until(() -> !mqtt.closed.isEmpty());
    }

    @Test
    void lets_a_pending_agent_in_when_it_is_woken_after_the_decision() {
        port.policy = _ -> Optional.of(new Admission.Pending(DeviceId.of("00256D", "Box", "1")));
        one.connect(mqtt, FakePort.KEY);
        await().until(() -> port.hellos.size() == 1);
        port.policy = _ -> Optional.empty();
        house.wake(ONE);
        await().until(() -> port.open.size() == 1);
    }

    @Test
    void disconnects_whom_it_refuses() {
        port.policy = _ -> Optional.of(new Admission.Refused("no"));
        MtpPeer peer = one.connect(webSocket, FakePort.KEY);
        await().until(() ->
                webSocket.closed.contains(new FakeMtp.Closed(peer, Mtp.CloseReason.REFUSED)));
        assertThat(one.received).isEmpty();
    }

    @Test
    void cannot_wake_who_is_not_connected() {
        assertThat(house.adapter.wake(port.endpoint(ONE), Instant.MAX))
                .isEqualTo(new WakeOutcome.Unreachable("not connected"));
        MtpPeer peer = house.connected(one, mqtt);
        mqtt.drop(peer);
        await().until(port.open::isEmpty);
        assertThat(house.adapter.wake(port.endpoint(ONE), Instant.MAX))
                .isEqualTo(new WakeOutcome.Unreachable("not connected"));
    }

    @Test
    void asks_an_agent_that_stayed_at_the_broker_while_its_node_died() {
        one.listen(mqtt, FakePort.KEY);
        Command command = port.submit(ONE, get("Device.DeviceInfo.SerialNumber"));
        house.wake(ONE);
        assertThat(house.result(command).values().get(0).text()).isEqualTo("1");
    }
}
