package org.trellis.controller.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
    void resumes_after_an_id_without_skipping_or_repeating_what_is_older_than_the_window() {
        Session device = node.usp("S1").drained();
        IntStream.range(0, 100).forEach(i -> device.report(event(i)));
        List<UUID> old = stored();
        clock.advance(Follower.WINDOW.plusSeconds(1));
        IntStream.range(0, 1_200).forEach(i -> device.report(event(i)));
        List<UUID> all = stored();
        UUID last = all.get(old.size() + 9);
        List<UUID> got = follow(node, Optional.of(last));
        device.report(event(1_200));
        await().until(() -> got.size() >= all.size() - old.size());
        List<UUID> wanted = new ArrayList<>(stored().subList(old.size(), all.size() + 1));
        wanted.remove(last);
        assertThat(got).containsExactlyElementsOf(wanted);
    }

    @Test
    void a_resume_finds_what_became_visible_behind_its_id_while_nobody_followed() {
        Session device = node.usp("S1").drained();
        clock.advance(Duration.ofSeconds(20));
        UUID slow = new TimeOrderedIds(clock).next();
        clock.advance(Duration.ofSeconds(2));
        device.report(event(1));
        UUID last = stored().getLast();
        append(device, slow);
        List<UUID> got = follow(node, Optional.of(last));
        await().until(() -> got.contains(slow));
        assertThat(got).doesNotContain(last);
    }

    @Test
    void remembers_a_bounded_number_of_ids_however_steady_the_events_are() throws Exception {
        Session device = node.usp("S1").drained();
        clock.advance(Duration.ofSeconds(1));
        AtomicInteger seen = new AtomicInteger();
        Follower follower =
                new Follower(
                        stores.events(),
                        clock,
                        new Cluster(
                                new Foundation(
                                        stores,
                                        clock,
                                        CoreSettings.defaults("a"),
                                        bus,
                                        new CoreMetrics(),
                                        new TimeOrderedIds(clock))),
                        Node.TENANT,
                        Optional.empty(),
                        _ -> seen.incrementAndGet());
        CountDownLatch ended = new CountDownLatch(1);
        follower.start(ended::countDown);
        TimeOrderedIds ids = new TimeOrderedIds(clock);
        int most = 0;
        for (int i = 1; i <= 100; i++) {
            clock.advance(Duration.ofSeconds(1));
            int sent = i * 300;
            for (int j = 0; j < 300; j++) {
                EventRecord event = record(device, ids.next());
                stores.events().append(List.of(event));
                follower.offer(event);
            }
            await().pollInterval(Duration.ofMillis(5))
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> seen.get() >= sent);
            most = Math.max(most, follower.remembered());
        }
        follower.close();
        assertThat(ended.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(seen).hasValue(30_000);
        assertThat(most).isLessThan(8_000);
    }

    private EventRecord record(Session device, UUID id) {
        return new EventRecord(
                Node.TENANT, id, Optional.of(device.device()), "late", clock.instant(), Map.of());
    }

    private void append(Session device, UUID id) {
        stores.events().append(List.of(record(device, id)));
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
        append(device, early);
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
                        stores.ownership(),
                        stores.watches());
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
