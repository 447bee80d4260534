package org.trellis.controller.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.trellis.controller.store.CommandRecord;
import org.trellis.controller.store.CommandRecord.Status;
import org.trellis.controller.store.EnrollmentKey;
import org.trellis.controller.store.Stores;
import org.trellis.controller.store.memory.MemoryStores;
import org.trellis.model.ParameterPath;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.Delivery;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.Lease;
import org.trellis.southbound.Principal;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.Report;
import org.trellis.southbound.Revocation;
import org.trellis.southbound.UnavailableException;

/** Two cores on one store and one bus. */
class ClusterTest {

    private static final String SSID = "Device.WiFi.SSID.1.SSID";

    private final SettableClock clock = new SettableClock();
    private final Stores stores = MemoryStores.create();
    private final LocalNodeBus bus = new LocalNodeBus();
    private Node one = new Node("one", stores, clock, bus).withKey();
    private Node two = new Node("two", stores, clock, bus);

    @BeforeEach
    void meet() {
        beat();
    }

    @AfterEach
    void close() {
        one.close();
        two.close();
    }

    private void beat() {
        clock.advance(Duration.ofSeconds(3));
        one.core.tick();
        two.core.tick();
        one.core.tick();
    }

    @Test
    void a_revoked_key_ends_sessions_on_every_node() {
        one.north.enrollment().create(Node.OPERATOR, Node.key("k", "k", EnrollmentKey.Policy.AUTO));
        Principal key = two.login("k");
        one.north.enrollment().revoke(Node.OPERATOR, "k");
        for (Node node : List.of(one, two)) {
            for (FakeAdapter adapter : node.adapters.values()) {
                await().untilAsserted(() ->
                        assertThat(adapter.revoked())
                                .containsExactly(new Revocation.OfPrincipal(key)));
            }
        }
    }

    @Test
    void a_deleted_device_ends_its_sessions_on_every_node() {
        Session agent = two.usp("S1");
        one.north.devices().delete(Node.OPERATOR, agent.device(), OptionalLong.empty());
        for (Node node : List.of(one, two)) {
            await().untilAsserted(() ->
                    assertThat(node.adapters.get(Protocol.USP).revoked())
                            .containsExactly(
                                    new Revocation.OfDevice(
                                            Node.TENANT,
                                            agent.device(),
                                            Set.of(new EndpointId("usp:os::0014A5-S1")))));
        }
    }

    @Test
    void the_end_of_its_session_brings_no_deleted_device_back() {
        Session agent = two.usp("S1").drained();
        one.north.devices().delete(Node.OPERATOR, agent.device(), OptionalLong.empty());
        await().untilAsserted(
                        () -> assertThat(two.adapters.get(Protocol.USP).revoked()).isNotEmpty());
        agent.close();
        two.core.tick();
        assertThat(stores.devices().endpoints(Node.TENANT, agent.device())).isEmpty();
    }

    @Test
    void a_command_accepted_by_one_reaches_the_agent_connected_to_the_other() {
        Session agent = two.usp("S1").drained();
        two.adapters.get(Protocol.USP).woken().clear();
        CommandRecord set = one.submit(agent.device(), Session.set(SSID, "home"));
        await().untilAsserted(
                        () -> assertThat(two.adapters.get(Protocol.USP).woken()).isNotEmpty());
        Lease lease = agent.pull();
        assertThat(lease.command().id()).isEqualTo(set.id());
        assertThat(one.adapters.get(Protocol.USP).woken()).isEmpty();
        two.port.complete(lease, CommandResult.done());
        assertThat(one.status(set)).isEqualTo(Status.DONE);
    }

    @Test
    void a_completion_wakes_the_caller_of_the_other_node() throws Exception {
        Session agent = two.usp("S1").drained();
        CompletableFuture<CommandRecord> caller =
                CompletableFuture.supplyAsync(() ->
                        one.submit(agent.device(), Session.get(SSID), Duration.ofSeconds(20)));
        Lease lease = await().until(agent::next, Optional::isPresent).orElseThrow();
        two.port.complete(lease, Session.read(Session.value(SSID, "home")));
        assertThat(caller.get().status()).isEqualTo(Status.DONE);
    }

    @Test
    void a_dead_node_s_commands_are_taken_over() {
        Session agent = two.usp("S1").drained();
        CommandRecord set = two.submit(agent.device(), Session.set(SSID, "a"));
        CommandRecord reboot = two.submit(agent.device(), Session.operate("Device.Reboot()"));
        CommandRecord get = two.submit(agent.device(), Session.get(SSID));
        two.port.complete(agent.pull(), CommandResult.done());
        agent.pull();
        two.close();
        clock.advance(Duration.ofSeconds(15));
        one.core.tick();
        assertThat(one.status(set)).isEqualTo(Status.DONE);
        assertThat(one.status(reboot)).as("it may have left").isEqualTo(Status.SENT);
        Session moved = one.usp("S1");
        Lease lease = moved.pull();
        assertThat(lease.command().id()).isEqualTo(get.id());
        one.port.complete(lease, CommandResult.done());
        assertThat(one.status(get)).isEqualTo(Status.DONE);
    }

    @Test
    void a_death_that_was_noticed_while_the_store_went_away_is_not_forgotten() {
        TrickyStores tricky = new TrickyStores(stores);
        try (Node third = new Node("third", tricky.stores(), clock, bus)) {
            beat();
            third.core.tick();
            Session agent = two.usp("S1").drained();
            CommandRecord set = two.submit(agent.device(), Session.set(SSID, "a"));
            two.close();
            one.close();
            clock.advance(Duration.ofSeconds(15));
            tricky.away("CommandStore");
            assertThatThrownBy(third.core::tick).isInstanceOf(UnavailableException.class);
            tricky.away(false);
            clock.advance(Duration.ofSeconds(1));
            third.core.tick();
            assertThat(stores.ownership().owner(Node.TENANT, agent.device()).orElseThrow().node())
                    .isEqualTo("third");
            assertThat(third.status(set)).isEqualTo(Status.QUEUED);
        }
    }

    @Test
    void a_sweep_that_takes_long_does_not_silence_the_node() {
        TrickyStores tricky = new TrickyStores(stores);
        try (var _ = new Node("busy", tricky.stores(), clock, bus)) {
            CountDownLatch sweep = tricky.hold("CommandStore.devicesWithOpenCommands");
            clock.advance(Duration.ofMinutes(11));
            tricky.calls().clear();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> tricky.calls().contains("CommandStore.devicesWithOpenCommands"));
            for (int i = 0; i < 3; i++) {
                clock.advance(Duration.ofSeconds(5));
                tricky.calls().clear();
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> tricky.calls().contains("OwnershipStore.heartbeat"));
            }
            sweep.countDown();
        }
    }

    @Test
    void a_notification_that_came_to_the_other_node_does_not_disturb_a_running_operation() {
        Session agent = one.usp("S1").drained();
        CommandRecord sent = one.submit(agent.device(), Session.operate("Device.X_ACME.Short()"));
        Lease lease = agent.pull();
        assertThat(two.port.servedBy(Node.TENANT, agent.endpoint.id())).contains("one");
        assertThat(one.port.servedBy(Node.TENANT, agent.endpoint.id())).isEmpty();
        notified(two, agent, "by chance");
        one.port.complete(lease, CommandResult.done());
        assertThat(one.status(sent)).isEqualTo(Status.DONE);
        assertThat(two.status(sent)).isEqualTo(Status.DONE);

        CommandRecord running = one.submit(agent.device(), Session.operate("Device.X_ACME.Long()"));
        Lease second = await().until(agent::next, Optional::isPresent).orElseThrow();
        one.port.accepted(second);
        notified(two, agent, "once more");
        two.port.report(
                agent.endpoint,
                Delivery.of(
                        new Report.OperationComplete(
                                second.command().tag(),
                                ParameterPath.of("Device.X_ACME.Long()"),
                                java.util.Map.of(),
                                List.of())));
        assertThat(two.status(running)).isEqualTo(Status.DONE);
        await().untilAsserted(() -> assertThat(one.status(running)).isEqualTo(Status.DONE));
    }

    private static void notified(Node node, Session agent, String value) {
        node.port.report(
                agent.endpoint,
                Delivery.of(
                        new Report.Values(List.of(Session.value(SSID, value)), List.of(), true)));
    }

    @Test
    void a_dead_node_serves_nobody() {
        Session agent = one.usp("S1").drained();
        one.close();
        clock.advance(Duration.ofSeconds(15));
        two.core.tick();
        assertThat(two.port.servedBy(Node.TENANT, agent.endpoint.id())).isEmpty();
    }

    @Test
    void what_another_node_wrote_is_not_written_over_with_what_was() {
        one.close();
        two.close();
        one = new Node("one", stores, clock, new LocalNodeBus());
        two = new Node("two", stores, clock, new LocalNodeBus());
        beat();
        String ssid2 = "Device.WiFi.SSID.2.SSID";
        Session atOne = one.cwmp("S1").drained();
        atOne.report(
                new Report.Values(
                        List.of(Session.value(SSID, "a"), Session.value(ssid2, "b")),
                        List.of(),
                        false));
        atOne.close();
        clock.advance(Duration.ofSeconds(3));
        Session atTwo = two.cwmp("S1").drained();
        atTwo.report(new Report.Values(List.of(Session.value(SSID, "changed")), List.of(), true));
        atTwo.close();
        clock.advance(Duration.ofSeconds(3));
        Session again = one.cwmp("S1").drained();
        again.report(new Report.Values(List.of(Session.value(SSID, "a")), List.of(), true));
        assertThat(
                        stores.twins()
                                .read(
                                        Node.TENANT,
                                        again.device(),
                                        again.endpoint.id(),
                                        java.util.Set.of()))
                .extracting(v -> v.value().text())
                .as("what it told last, although this node believed to know that")
                .containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void a_device_that_moves_fences_the_node_it_left() {
        Session old = one.usp("S1").drained();
        CommandRecord set = one.submit(old.device(), Session.set(SSID, "a"));
        Lease lease = old.pull();
        Session anew = two.usp("S1");
        Lease again = anew.pull();
        assertThat(again.command().id()).isEqualTo(set.id());
        assertThat(again.fence().epoch()).isGreaterThan(lease.fence().epoch());
        await().untilAsserted(() -> {
            one.port.complete(lease, CommandResult.failed(List.of()));
            assertThat(one.core.metrics().value(CoreMetrics.Counter.STALE_COMPLETIONS))
                    .isPositive();
        });
        two.port.complete(again, CommandResult.done());
        assertThat(one.status(set)).isEqualTo(Status.DONE);
    }

    @Test
    void a_lost_hint_is_found_in_the_store() {
        one.close();
        two.close();
        LocalNodeBus silent = new LocalNodeBus();
        one = new Node("one", stores, clock, silent);
        two = new Node("two", stores, clock, new LocalNodeBus());
        beat();
        Session agent = two.usp("S1").drained();
        CommandRecord set = one.submit(agent.device(), Session.set(SSID, "a"));
        assertThat(agent.next()).isEmpty();
        for (int i = 0; i < 21; i++) {
            beat();
        }
        Lease lease = agent.pull();
        two.port.complete(lease, CommandResult.done());
        assertThat(one.status(set)).isEqualTo(Status.DONE);
    }

    @Test
    void a_node_that_slept_does_not_send_what_another_has_taken() {
        LocalNodeBus silent = new LocalNodeBus();
        try (Node sleeper = new Node("sleeper", stores, clock, silent)) {
            Session old = sleeper.usp("S1").drained();
            CommandRecord reboot = sleeper.submit(old.device(), Session.operate("Device.Reboot()"));
            clock.advance(Duration.ofSeconds(30));
            one.core.tick();
            Session anew = one.usp("S1");
            Lease lease = anew.pull();
            assertThat(lease.command().id()).isEqualTo(reboot.id());
            assertThat(old.next()).as("fenced by the store").isEmpty();
        }
    }

    @Test
    void cancels_on_the_node_that_owns_the_device() {
        Session agent = two.usp("S1").drained();
        CommandRecord set = two.submit(agent.device(), Session.set(SSID, "a"));
        assertThat(one.north.commands().cancel(Node.OPERATOR, set.id()).orElseThrow().status())
                .isEqualTo(Status.CANCELLED);
        assertThat(agent.next()).isEmpty();
    }

    @Test
    void a_key_revoked_on_one_node_opens_nothing_on_the_other() {
        two.login(Node.KEY);
        one.north.enrollment().revoke(Node.OPERATOR, "auto");
        await().untilAsserted(() ->
                assertThat(two.claim(Protocol.CWMP, "trellis", Node.KEY, Optional.empty()))
                        .isInstanceOf(org.trellis.southbound.Authentication.Denied.class));
    }

    @Test
    void node_messages_survive_the_wire() {
        Session agent = two.usp("S1");
        List<NodeMessage> messages =
                List.of(
                        new NodeMessage.WakeDevice("a", Node.TENANT, "b", agent.device()),
                        new NodeMessage.OwnershipTaken(
                                "a", Node.TENANT, agent.device(), agent.endpoint.id(), 7),
                        new NodeMessage.DeviceChanged("a", Node.TENANT, agent.device()),
                        new NodeMessage.KeysChanged("a", Node.TENANT),
                        new NodeMessage.EventsAppended(
                                "a", Node.TENANT, java.util.UUID.randomUUID()),
                        new NodeMessage.CommandEnded(
                                "a",
                                Node.TENANT,
                                agent.device(),
                                new org.trellis.southbound.CommandId(java.util.UUID.randomUUID())),
                        new NodeMessage.CancelCommand(
                                "a",
                                Node.TENANT,
                                "b",
                                agent.device(),
                                new org.trellis.southbound.CommandId(java.util.UUID.randomUUID())));
        for (NodeMessage message : messages) {
            assertThat(NodeMessageCodec.decode(NodeMessageCodec.encode(message))).contains(message);
        }
        assertThat(NodeMessageCodec.decode(new byte[] {1, 2, 3})).isEmpty();
        assertThat(
                        NodeMessageCodec.decode(
                                "1\na\ndefault\nfuture\nx"
                                        .getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isEmpty();
    }
}
