package org.trellis.usp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.trellis.usp.House.ONE;
import static org.trellis.usp.House.answered;
import static org.trellis.usp.House.boot;
import static org.trellis.usp.House.get;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.trellis.southbound.Admission;
import org.trellis.southbound.Command;
import org.trellis.southbound.Delivery;
import org.trellis.southbound.DeviceId;
import org.trellis.usp.UspCounters.Counter;
import org.trellis.usp.mtp.MtpPeer;

/**
 * A broker brings what is not acknowledged again, and holds up everybody else for it: only a store
 * that is away is a reason not to acknowledge.
 */
class UspPoisonTest {

    @RegisterExtension final House house = new House();

    private final FakeMtp mqtt = house.mqtt;
    private final FakePort port = house.port;
    private final FakeAgent one = house.one;
    private final AtomicInteger acknowledged = new AtomicInteger();

    @Test
    void acknowledges_a_message_whose_id_is_too_long_and_tells_nobody_of_it() {
        MtpPeer peer = house.connected(one, mqtt);
        one.publish(peer, "x".repeat(70_000), true, boot(""), acknowledged::incrementAndGet);
        await().until(() -> acknowledged.get() == 1);
        assertThat(house.adapter.counters().value(Counter.RECORDS_MALFORMED)).isEqualTo(1);
        String id = one.notify(peer, true, boot(""));
        await().until(() -> answered(one, id));
        assertThat(port.reported).hasSize(1);
    }

    @Test
    void acknowledges_a_message_at_which_the_core_breaks_and_goes_on() {
        MtpPeer peer = house.connected(one, mqtt);
        port.breaksAt = d -> d.dedupKey().filter("bad"::equals).isPresent();
        one.publish(peer, "bad", true, boot(""), acknowledged::incrementAndGet);
        await().until(() -> acknowledged.get() == 1);
        String id = one.notify(peer, true, boot(""));
        await().until(() -> answered(one, id));
        Command read = port.submit(ONE, get("Device.DeviceInfo.SerialNumber"));
        house.wake(ONE);
        assertThat(house.result(read).values().get(0).text()).isEqualTo("1");
    }

    @Test
    void acknowledges_nothing_while_the_store_is_away_that_nobody_would_repeat() {
        MtpPeer peer = house.connected(one, mqtt);
        port.away = true;
        one.publish(peer, "quiet", false, boot(""), acknowledged::incrementAndGet);
        await().until(() -> house.adapter.counters().value(Counter.NOTIFICATIONS_POSTPONED) == 1);
        assertThat(acknowledged).hasValue(0);
        port.away = false;
        await().until(() -> acknowledged.get() == 1);
        assertThat(port.reported).hasSize(1);
    }

    @Test
    void loses_no_notification_of_many_that_nobody_would_repeat() {
        MtpPeer peer = house.connected(one, mqtt);
        port.away = true;
        for (int i = 0; i < 50; i++) {
            one.publish(peer, "quiet-" + i, false, boot(""), acknowledged::incrementAndGet);
        }
        await().until(() -> house.adapter.counters().value(Counter.NOTIFICATIONS_POSTPONED) >= 33);
        port.away = false;
        await().until(() -> acknowledged.get() == 50);
        assertThat(port.reported)
                .extracting(r -> r.delivery().dedupKey().orElseThrow())
                .doesNotHaveDuplicates()
                .hasSize(50);
        assertThat(mqtt.closed).isEmpty();
    }

    @Test
    void gives_up_one_kept_message_at_which_the_core_breaks_and_keeps_the_others() {
        MtpPeer peer = house.connected(one, mqtt);
        port.away = true;
        for (String id : new String[] {"first", "bad", "last"}) {
            one.publish(peer, id, false, boot(""), acknowledged::incrementAndGet);
        }
        await().until(() -> house.adapter.counters().value(Counter.NOTIFICATIONS_POSTPONED) == 3);
        port.breaksAt = d -> d.dedupKey().filter("bad"::equals).isPresent();
        port.away = false;
        await().until(() -> acknowledged.get() == 3);
        await().until(() -> port.reported.size() == 2);
        assertThat(port.reported)
                .extracting(FakePort.Reported::delivery)
                .flatExtracting(d -> d.dedupKey().stream().toList())
                .containsExactly("first", "last");
    }

    @Test
    void keeps_the_broker_waiting_for_nobody_who_is_not_let_in() {
        port.policy = _ -> Optional.of(new Admission.Pending(DeviceId.of("00256D", "Box", "1")));
        MtpPeer peer = one.connect(mqtt, FakePort.KEY);
        for (int i = 0; i < 5; i++) {
            one.publish(peer, "early-" + i, true, boot(""), acknowledged::incrementAndGet);
        }
        await().until(() -> acknowledged.get() == 5);
        assertThat(port.reported).isEmpty();
    }

    @Test
    void keeps_the_broker_waiting_for_no_stranger_that_has_left() {
        one.hold = _ -> true;
        MtpPeer peer = one.connect(mqtt, FakePort.KEY);
        await().until(() -> !one.held.isEmpty());
        one.publish(peer, "early", true, boot(""), acknowledged::incrementAndGet);
        mqtt.drop(peer);
        await().until(() -> acknowledged.get() == 1);
        assertThat(port.reported).extracting(FakePort.Reported::delivery).isEmpty();
    }

    @Test
    void answers_what_a_stranger_said_early_once_it_is_in() {
        one.hold = _ -> true;
        MtpPeer peer = one.connect(mqtt, FakePort.KEY);
        await().until(() -> !one.held.isEmpty());
        one.publish(peer, "early-1", true, boot(""), acknowledged::incrementAndGet);
        one.publish(peer, "early-2", true, boot(""), acknowledged::incrementAndGet);
        one.hold = _ -> false;
        one.answer(one.held.get(0), one.read(List.of("Device.DeviceInfo.")));
        await().until(() -> answered(one, "early-2"));
        await().until(() -> acknowledged.get() == 2);
        assertThat(port.reported)
                .extracting(FakePort.Reported::delivery)
                .extracting(Delivery::dedupKey)
                .hasSize(2);
    }
}
