package org.trellis.controller.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.trellis.controller.core.Events.Item;
import org.trellis.controller.store.EventRecord;
import org.trellis.controller.store.Stores;
import org.trellis.controller.store.memory.MemoryStores;
import org.trellis.southbound.Delivery;
import org.trellis.southbound.Report;

/** The feed: live, resumed, from other nodes, for slow readers. */
class EventsTest {

    private final SettableClock clock = new SettableClock();
    private final Stores stores = MemoryStores.create();
    private final LocalNodeBus bus = new LocalNodeBus();
    private final Node node = new Node("a", stores, clock, bus).withKey();

    @AfterEach
    void close() {
        node.close();
    }

    private List<UUID> follow(Node where, Optional<UUID> after) {
        List<UUID> ids = new CopyOnWriteArrayList<>();
        where.north
                .events()
                .follow(
                        Node.OPERATOR,
                        after,
                        item -> {
                            switch (item) {
                                case Item.Event event -> ids.add(event.event().id());
                                case Item.Reset _ -> ids.add(new UUID(0, 0));
                            }
                        });
        return ids;
    }

    private List<UUID> stored() {
        return stores.events().feed(Node.TENANT, new UUID(0, 0), 10_000).stream()
                .map(EventRecord::id)
                .toList();
    }

    private static Report event(int number) {
        return new Report.DeviceEvent("Device.Test!", Map.of("n", Integer.toString(number)));
    }

    @Test
    void gives_live_events_at_once_and_in_order() {
        Session device = node.usp("S1").drained();
        clock.advance(Duration.ofSeconds(1));
        List<UUID> got = follow(node, Optional.empty());
        IntStream.range(0, 100).forEach(i -> device.report(event(i)));
        await().atMost(Duration.ofSeconds(2)).until(() -> got.size() == 100);
        assertThat(got).isSorted();
    }

    @Test
    void resumes_after_an_id_without_skipping_or_repeating() {
        Session device = node.usp("S1").drained();
        IntStream.range(0, 1_200).forEach(i -> device.report(event(i)));
        List<UUID> all = stored();
        List<UUID> got = follow(node, Optional.of(all.get(99)));
        device.report(event(1_200));
        await().until(() -> got.size() >= all.size() - 99);
        assertThat(got).containsExactlyElementsOf(stored().subList(100, all.size() + 1));
    }

    @Test
    void hears_what_another_node_stored() {
        try (Node other = new Node("b", stores, clock, bus)) {
            clock.advance(Duration.ofSeconds(1));
            List<UUID> got = follow(node, Optional.empty());
            Session device = other.usp("S2").drained();
            device.report(event(1));
            await().untilAsserted(() -> assertThat(got).containsExactlyElementsOf(stored()));
        }
    }

    @Test
    void finds_an_event_that_became_visible_late() {
        Session device = node.usp("S1").drained();
        clock.advance(Duration.ofSeconds(20));
        List<UUID> got = follow(node, Optional.empty());
        UUID early = new TimeOrderedIds(clock).next();
        clock.advance(Duration.ofSeconds(2));
        device.report(event(1));
        await().until(() -> got.size() == 1);
        stores.events()
                .append(
                        List.of(
                                new EventRecord(
                                        Node.TENANT,
                                        early,
                                        Optional.of(device.device()),
                                        "late",
                                        clock.instant(),
                                        Map.of())));
        bus.publish(new NodeMessage.EventsAppended("elsewhere", Node.TENANT, early));
        await().until(() -> got.contains(early));
        assertThat(got).hasSize(2);
    }

    @Test
    void loses_nothing_for_a_slow_reader() throws Exception {
        Session device = node.usp("S1").drained();
        clock.advance(Duration.ofSeconds(1));
        CountDownLatch go = new CountDownLatch(1);
        List<UUID> got = new CopyOnWriteArrayList<>();
        node.north
                .events()
                .follow(
                        Node.OPERATOR,
                        Optional.empty(),
                        item -> {
                            try {
                                go.await();
                            } catch (InterruptedException closed) {
                                Thread.currentThread().interrupt();
                            }
                            if (item instanceof Item.Event event) {
                                got.add(event.event().id());
                            }
                        });
        int before = stored().size();
        IntStream.range(0, 3_000).forEach(i -> device.report(event(i)));
        go.countDown();
        await().until(() -> got.size() >= 3_000);
        assertThat(got)
                .containsExactlyInAnyOrderElementsOf(stored().subList(before, before + 3_000));
    }

    @Test
    void resets_a_cursor_that_is_too_old() {
        node.usp("S1").drained();
        Stores old =
                new Stores(
                        stores.devices(),
                        stores.twins(),
                        stores.commands(),
                        new Horizon(stores.events(), clock.instant()),
                        stores.credentials(),
                        stores.models(),
                        stores.ownership());
        try (Node other = new Node("b", old, clock, bus)) {
            List<UUID> got =
                    follow(
                            other,
                            Optional.of(
                                    TimeOrderedIds.floor(
                                            clock.instant().minus(Duration.ofDays(30)))));
            await().until(() -> !got.isEmpty());
            assertThat(got.getFirst()).isEqualTo(new UUID(0, 0));
        }
    }

    @Test
    void stores_a_repeated_delivery_once() {
        Session device = node.usp("S1").drained();
        Delivery delivery = new Delivery(List.of(event(1)), Optional.of("msg-1"));
        node.port.report(device.endpoint, delivery);
        node.port.report(device.endpoint, delivery);
        try (Node other = new Node("b", stores, clock, bus)) {
            other.port.report(device.endpoint, delivery);
        }
        assertThat(node.eventTypes(device.device())).filteredOn("device.event"::equals).hasSize(1);
    }

    @Test
    void stores_nothing_of_a_bare_contact() {
        Session device = node.cwmp("S1").drained();
        int before = stored().size();
        device.report(new Report.Contact(List.of("2 PERIODIC")));
        assertThat(stored()).hasSize(before);
    }

    /** An event store whose feed begins now. */
    private record Horizon(org.trellis.controller.store.EventStore events, Instant feedHorizon)
            implements org.trellis.controller.store.EventStore {
        @Override
        public void append(List<EventRecord> records) {
            events.append(records);
        }

        @Override
        public org.trellis.controller.store.Page<EventRecord> ofDevice(
                org.trellis.southbound.TenantId tenant,
                org.trellis.southbound.DeviceId device,
                Optional<UUID> after,
                int limit) {
            return events.ofDevice(tenant, device, after, limit);
        }

        @Override
        public List<EventRecord> feed(
                org.trellis.southbound.TenantId tenant, UUID after, int limit) {
            return events.feed(tenant, after, limit);
        }

        @Override
        public boolean delivered(
                org.trellis.southbound.TenantId tenant,
                org.trellis.southbound.EndpointId endpoint,
                String dedupKey) {
            return events.delivered(tenant, endpoint, dedupKey);
        }

        @Override
        public boolean firstDelivery(
                org.trellis.southbound.TenantId tenant,
                org.trellis.southbound.EndpointId endpoint,
                String dedupKey) {
            return events.firstDelivery(tenant, endpoint, dedupKey);
        }
    }
}
