package org.trellis.controller.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.trellis.controller.store.CommandRecord;
import org.trellis.controller.store.CommandRecord.Status;
import org.trellis.controller.store.Stores;
import org.trellis.controller.store.memory.MemoryStores;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.Delivery;
import org.trellis.southbound.Lease;
import org.trellis.southbound.Report;
import org.trellis.southbound.UnavailableException;

/** While the store is away nothing is lost, and what a contact costs when it is there. */
class StoreAwayTest {

    private static final String SSID = "Device.WiFi.SSID.1.SSID";

    private final SettableClock clock = new SettableClock();
    private final Stores memory = MemoryStores.create();
    private final TrickyStores tricky = new TrickyStores(memory);
    private final Node node = new Node("a", tricky.stores(), clock, new LocalNodeBus()).withKey();

    @AfterEach
    void close() {
        tricky.away(false);
        node.close();
    }

    @Test
    void keeps_an_answer_until_the_store_is_back() {
        Session device = node.usp("S1").drained();
        CommandRecord reboot = node.submit(device.device(), Session.operate("Device.Reboot()"));
        CommandRecord set = node.submit(device.device(), Session.set(SSID, "b"));
        Lease lease = device.pull();
        tricky.away(true);
        node.port.complete(lease, CommandResult.done());
        assertThat(device.next()).as("nothing overtakes what is not stored").isEmpty();
        device.close();
        tricky.away(false);
        node.core.tick();
        assertThat(memory.commands().find(Node.TENANT, reboot.id()).orElseThrow().status())
                .isEqualTo(Status.DONE);
        assertThat(node.usp("S1").pull().command().id()).isEqualTo(set.id());
    }

    @Test
    void writes_the_value_of_an_answer_when_the_store_is_back() {
        Session device = node.usp("S1").drained();
        node.submit(device.device(), Session.get(SSID));
        Lease lease = device.pull();
        device.report(new Report.Values(List.of(Session.value(SSID, "old")), List.of(), false));
        tricky.away(true);
        node.port.complete(lease, Session.read(Session.value(SSID, "new")));
        tricky.away(false);
        node.core.tick();
        assertThat(
                        memory.twins()
                                .read(
                                        Node.TENANT,
                                        device.device(),
                                        device.endpoint.id(),
                                        java.util.Set.of()))
                .extracting(v -> v.value().text())
                .contains("new")
                .doesNotContain("old");
    }

    @Test
    void keeps_an_answer_whose_twin_it_could_not_even_read() {
        Session device = node.usp("S1").drained();
        CommandRecord get = node.submit(device.device(), Session.get(SSID));
        Lease lease = device.pull();
        tricky.away("TwinStore");
        node.port.complete(lease, Session.read(Session.value(SSID, "new")));
        tricky.away(false);
        node.core.tick();
        assertThat(memory.commands().find(Node.TENANT, get.id()).orElseThrow().status())
                .isEqualTo(Status.DONE);
        assertThat(twin(device)).contains("new");
    }

    @Test
    void a_postponed_answer_does_not_undo_what_was_reported_since() {
        String other = "Device.WiFi.SSID.2.SSID";
        Session device = node.usp("S1").drained();
        device.report(
                new Report.Values(
                        List.of(Session.value(SSID, "old"), Session.value(other, "old")),
                        List.of(),
                        false));
        node.submit(device.device(), Session.get(SSID));
        Lease lease = device.pull();
        tricky.away(true);
        node.port.complete(
                lease, Session.read(Session.value(SSID, "read"), Session.value(other, "read too")));
        tricky.away(false);
        clock.advance(Duration.ofSeconds(1));
        device.report(new Report.Values(List.of(Session.value(SSID, "newest")), List.of(), true));
        node.core.tick();
        assertThat(twin(device)).containsExactlyInAnyOrder("newest", "read too");
    }

    private List<String> twin(Session device) {
        return memory
                .twins()
                .read(Node.TENANT, device.device(), device.endpoint.id(), java.util.Set.of())
                .stream()
                .map(v -> v.value().text())
                .toList();
    }

    @Test
    void an_answer_that_cannot_be_stored_at_all_does_not_hold_up_the_device() {
        Session device = node.usp("S1").drained();
        CommandRecord set = node.submit(device.device(), Session.set(SSID, "a"));
        CommandRecord next = node.submit(device.device(), Session.set(SSID, "b"));
        Lease lease = device.pull();
        tricky.broken("TwinStore.write");
        assertThatThrownBy(() -> node.port.complete(lease, Session.read(Session.value(SSID, "a"))))
                .isInstanceOf(IllegalStateException.class);
        assertThat(memory.commands().find(Node.TENANT, set.id()).orElseThrow().status())
                .as("what could be stored is stored")
                .isEqualTo(Status.DONE);
        assertThatThrownBy(node.core::tick).isInstanceOf(IllegalStateException.class);
        tricky.broken("");
        assertThat(device.pull().command().id()).isEqualTo(next.id());
    }

    @Test
    void leaves_nobody_waiting_for_what_it_did_not_accept() {
        Session device = node.usp("S1").drained();
        tricky.away(true);
        assertThatThrownBy(() ->
                        node.submit(device.device(), Session.set(SSID, "b"), Duration.ofSeconds(5)))
                .isInstanceOf(UnavailableException.class);
        assertThat(node.core.waiters().size()).isZero();
    }

    @Test
    void does_not_acknowledge_a_notification_that_it_cannot_store() {
        Session device = node.usp("S1").drained();
        Delivery delivery =
                new Delivery(
                        List.of(new Report.Boot("LocalReboot", Optional.empty(), false)),
                        Optional.of("m1"));
        tricky.away(true);
        assertThatThrownBy(() -> node.port.report(device.endpoint, delivery))
                .isInstanceOf(UnavailableException.class);
        tricky.away(false);
        node.port.report(device.endpoint, delivery);
        node.port.report(device.endpoint, delivery);
        assertThat(node.eventTypes(device.device())).filteredOn("device.boot"::equals).hasSize(1);
    }

    @Test
    void does_not_accept_a_command_that_it_cannot_store() {
        Session device = node.usp("S1").drained();
        tricky.away(true);
        assertThatThrownBy(() -> node.submit(device.device(), Session.set(SSID, "b")))
                .isInstanceOf(UnavailableException.class);
        tricky.away(false);
        assertThat(device.next()).isEmpty();
    }

    @Test
    void gives_out_nothing_unrepeatable_that_it_cannot_mark() {
        Session device = node.usp("S1").drained();
        CommandRecord reboot = node.submit(device.device(), Session.operate("Device.Reboot()"));
        tricky.away(true);
        assertThatThrownBy(device::next).isInstanceOf(UnavailableException.class);
        tricky.away(false);
        assertThat(device.pull().command().id()).isEqualTo(reboot.id());
    }

    @Test
    void a_bare_session_of_a_known_device_asks_nothing_of_the_store() {
        Session first = node.cwmp("S1").drained();
        Report inform = new Report.Values(List.of(Session.value(SSID, "home")), List.of(), false);
        first.report(inform);
        first.close();
        var principal = node.login(Node.KEY);
        clock.advance(Duration.ofSeconds(5));
        tricky.calls().clear();
        for (int i = 0; i < 10; i++) {
            Session session = node.open(Node.cwmp(principal, "S1"));
            session.report(new Report.Contact(List.of("2 PERIODIC")), inform);
            assertThat(session.next()).isEmpty();
            session.close();
        }
        assertThat(tricky.calls()).filteredOn(c -> !c.startsWith("OwnershipStore")).isEmpty();
    }
}
