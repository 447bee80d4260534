package org.trellis.controller.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.trellis.controller.store.Stores;
import org.trellis.controller.store.memory.MemoryStores;
import org.trellis.model.ObservedValue;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.Report;

/** Who is there, by the rules of api.md section 3. */
class PresenceTest {

    private static final DeviceId S1 = Node.identity("S1").deviceId();

    private final SettableClock clock = new SettableClock();
    private final Stores stores = MemoryStores.create();
    private final Node node = new Node("a", stores, clock, new LocalNodeBus()).withKey();

    @AfterEach
    void close() {
        node.close();
    }

    private boolean online() {
        return node.north.devices().find(Node.OPERATOR, S1.value()).orElseThrow().online();
    }

    private List<String> comings() {
        return node.eventTypes(S1).stream()
                .filter(t -> t.equals("device.online") || t.equals("device.offline"))
                .toList();
    }

    private void after(Duration time) {
        clock.advance(time);
        node.core.tick();
    }

    @Test
    void a_cwmp_device_is_online_for_two_and_a_half_periodic_intervals() {
        Session device = node.cwmp("S1").drained();
        device.report(
                values(Session.value("Device.ManagementServer.PeriodicInformInterval", "600")));
        device.close();
        after(Duration.ofSeconds(1499));
        assertThat(online()).isTrue();
        after(Duration.ofSeconds(6));
        assertThat(online()).isFalse();
        assertThat(comings()).containsExactly("device.online", "device.offline");
        node.cwmp("S1");
        assertThat(comings()).containsExactly("device.online", "device.offline", "device.online");
    }

    @Test
    void learns_the_interval_from_what_a_command_read_or_wrote() {
        Session device = node.cwmp("S1").drained();
        node.submit(S1, Session.get("Device.ManagementServer."));
        node.port.complete(
                device.pull(),
                Session.read(
                        Session.value("Device.ManagementServer.PeriodicInformInterval", "600")));
        device.close();
        after(Duration.ofSeconds(1499));
        assertThat(online()).isTrue();
        after(Duration.ofSeconds(6));
        assertThat(online()).isFalse();

        device = node.cwmp("S1").drained();
        String path = "Device.ManagementServer.PeriodicInformInterval";
        node.submit(S1, Session.set(path, "60"));
        node.port.complete(device.pull(), Session.read(Session.value(path, "60")));
        device.close();
        after(Duration.ofSeconds(156));
        assertThat(online()).isFalse();
    }

    @Test
    void takes_only_our_own_row_of_an_agents_controllers() {
        String rows = "Device.LocalAgent.Controller.";
        Session device = mqtt();
        device.report(
                values(
                        Session.value(rows + "1.EndpointID", "self::another"),
                        Session.value(rows + "1.PeriodicNotifInterval", "86400"),
                        Session.value(rows + "2.EndpointID", "self::trellis"),
                        Session.value(rows + "2.PeriodicNotifInterval", "60")));
        device.report(values(Session.value(rows + "1.PeriodicNotifInterval", "43200")));
        device.close();
        after(Duration.ofSeconds(149));
        assertThat(online()).isTrue();
        after(Duration.ofSeconds(10));
        assertThat(online()).isFalse();
    }

    private Session mqtt() {
        return node.open(
                Node.usp(node.login(Node.KEY), "mqtt", "S1", Optional.of(Node.identity("S1"))));
    }

    private static Report.Values values(ObservedValue... values) {
        return new Report.Values(List.of(values), List.of(), false);
    }

    @Test
    void a_websocket_is_online_while_it_is_connected() {
        Session device = node.usp("S1");
        after(Duration.ofHours(3));
        assertThat(online()).isTrue();
        device.close();
        assertThat(online()).isFalse();
        after(Duration.ofSeconds(6));
        assertThat(comings()).containsExactly("device.online", "device.offline");
    }

    @Test
    void an_mqtt_agent_is_online_while_it_is_heard() {
        Session device = mqtt();
        String row = "Device.LocalAgent.Controller.1.";
        device.report(values(Session.value(row + "EndpointID", "self::trellis")));
        device.report(values(Session.value(row + "PeriodicNotifInterval", "60")));
        device.close();
        after(Duration.ofSeconds(149));
        assertThat(online()).isTrue();
        after(Duration.ofSeconds(10));
        assertThat(online()).isFalse();
    }

    @Test
    void an_mqtt_agent_that_is_not_heard_was_not_seen_however_long_it_is_connected() {
        Session device =
                node.open(
                        Node.usp(
                                node.login(Node.KEY),
                                "mqtt",
                                "S1",
                                Optional.of(Node.identity("S1"))));
        var heard = stored();
        after(Duration.ofMinutes(5));
        after(Duration.ofMinutes(5));
        assertThat(stored()).isEqualTo(heard);
        device.close();
        assertThat(stored()).as("that it is gone is no sign of life").isEqualTo(heard);
        assertThat(online()).isFalse();
    }

    @Test
    void is_written_at_most_once_a_minute() {
        Session device = node.cwmp("S1").drained();
        device.close();
        var first = stored();
        clock.advance(Duration.ofSeconds(30));
        node.cwmp("S1").close();
        assertThat(stored()).isEqualTo(first);
        clock.advance(Duration.ofSeconds(31));
        node.cwmp("S1").close();
        assertThat(stored()).isAfter(first);
    }

    private java.time.Instant stored() {
        return stores.devices().endpoints(Node.TENANT, S1).getFirst().lastSeen();
    }

    @Test
    void a_device_is_offline_only_when_its_last_endpoint_is() {
        node.cwmp("S1");
        node.announce("S1");
        Session usp = node.usp("S1");
        usp.close();
        after(Duration.ofSeconds(6));
        assertThat(online()).isTrue();
        assertThat(comings()).containsExactly("device.online");
    }

    @Test
    void a_restart_is_no_news_of_a_device_that_still_calls() {
        node.cwmp("S1").drained().close();
        node.close();
        try (Node again = new Node("a", stores, clock, new LocalNodeBus())) {
            clock.advance(Duration.ofMinutes(2));
            again.cwmp("S1").close();
            assertThat(comings()).containsExactly("device.online");
        }
    }

    @Test
    void a_connection_of_a_dead_process_is_not_believed() {
        node.usp("S1");
        node.close();
        try (Node again = new Node("a", stores, clock, new LocalNodeBus())) {
            assertThat(again.north.devices().find(Node.OPERATOR, S1.value()).orElseThrow().online())
                    .isFalse();
        }
    }
}
