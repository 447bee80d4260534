package org.trellis.controller.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.TenantId;

/** What every {@link EventStore} promises. */
public interface EventStoreContract {

    DeviceId DEVICE = new DeviceId("0014A5-HG100-SN1");

    EventStore events();

    @Test
    default void a_device_has_its_events_oldest_first() {
        TenantId tenant = Samples.tenant();
        Instant now = Samples.now();
        EventRecord old =
                Samples.event(tenant, DEVICE, "device.boot", now.minus(Duration.ofDays(40)));
        EventRecord mid = Samples.event(tenant, DEVICE, "device.online", now.minusSeconds(60));
        EventRecord last = Samples.event(tenant, DEVICE, "parameter.changed", now);
        EventRecord foreign = Samples.event(tenant, new DeviceId("other"), "device.boot", now);
        events().append(List.of(last, mid, old, foreign));

        Page<EventRecord> all = events().ofDevice(tenant, DEVICE, Optional.empty(), 10);
        assertThat(all.items()).containsExactly(old, mid, last);
        assertThat(all.next()).isEmpty();
        assertThat(events().ofDevice(tenant, DEVICE, Optional.of(mid.id()), 10).items())
                .containsExactly(last);
        Page<EventRecord> first = events().ofDevice(tenant, DEVICE, Optional.empty(), 1);
        assertThat(first.items()).containsExactly(old);
        UUID next = UUID.fromString(first.next().orElseThrow());
        assertThat(events().ofDevice(tenant, DEVICE, Optional.of(next), 10).items())
                .containsExactly(mid, last);
        assertThat(events().ofDevice(Samples.tenant(), DEVICE, Optional.empty(), 10).items())
                .isEmpty();
    }

    @Test
    default void the_feed_resumes_behind_an_event() {
        TenantId tenant = Samples.tenant();
        Instant start = Samples.now().minus(Duration.ofHours(3));
        List<EventRecord> written = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            DeviceId device = new DeviceId("d-" + i % 3);
            written.add(
                    Samples.event(
                            tenant, device, "telemetry", start.plus(Duration.ofMinutes(6L * i))));
        }
        events().append(written);
        List<EventRecord> read = new ArrayList<>();
        UUID after = Samples.uuid7(start.minusSeconds(1));
        while (true) {
            List<EventRecord> part = events().feed(tenant, after, 7);
            assertThat(part).hasSizeLessThanOrEqualTo(7);
            if (part.isEmpty()) {
                break;
            }
            read.addAll(part);
            after = part.getLast().id();
        }
        assertThat(read).containsExactlyElementsOf(written);
    }

    @Test
    default void an_event_without_device_is_in_the_feed() {
        TenantId tenant = Samples.tenant();
        Instant now = Samples.now();
        EventRecord refused =
                new EventRecord(
                        tenant,
                        Samples.uuid7(now),
                        Optional.empty(),
                        "device.refused",
                        now,
                        Map.of("address", "192.0.2.9", "nested", Map.of("n", 1.5)));
        events().append(List.of(refused));
        events().append(List.of(refused));
        assertThat(events().feed(tenant, Samples.uuid7(now.minusSeconds(1)), 10))
                .containsExactly(refused);
        assertThat(events().feedHorizon()).isBefore(now);
    }

    @Test
    default void a_delivery_is_first_once() {
        TenantId tenant = Samples.tenant();
        EndpointId endpoint = new EndpointId("usp:os::1");
        assertThat(events().delivered(tenant, endpoint, "m1")).isFalse();
        assertThat(events().firstDelivery(tenant, endpoint, "m1")).isTrue();
        assertThat(events().delivered(tenant, endpoint, "m1")).isTrue();
        assertThat(events().firstDelivery(tenant, endpoint, "m1")).isFalse();
        assertThat(events().firstDelivery(tenant, endpoint, "m2")).isTrue();
        assertThat(events().firstDelivery(tenant, new EndpointId("usp:os::2"), "m1")).isTrue();
        assertThat(events().firstDelivery(Samples.tenant(), endpoint, "m1")).isTrue();
    }
}
