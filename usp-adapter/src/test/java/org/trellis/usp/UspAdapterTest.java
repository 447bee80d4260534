package org.trellis.usp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.trellis.usp.House.ONE;
import static org.trellis.usp.House.TWO;
import static org.trellis.usp.House.answered;
import static org.trellis.usp.House.boot;
import static org.trellis.usp.House.get;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.trellis.model.ErrorCode;
import org.trellis.model.PathExpression;
import org.trellis.southbound.Command;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.Operation;
import org.trellis.southbound.Report;
import org.trellis.usp.UspCounters.Counter;
import org.trellis.usp.message.CommandOutcome;
import org.trellis.usp.message.Notification;
import org.trellis.usp.message.Request;
import org.trellis.usp.message.Response;
import org.trellis.usp.mtp.MtpPeer;

/** What the core asks and what agents say, through the adapter. */
class UspAdapterTest {

    @RegisterExtension final House house = new House();

    private final FakeMtp mqtt = house.mqtt;
    private final FakeMtp webSocket = house.webSocket;
    private final FakePort port = house.port;
    private final FakeAgent one = house.one;
    private final FakeAgent two = house.two;

    @Test
    void answers_a_get_with_values_and_the_error_of_the_path_that_is_not_there() {
        house.connected(one, mqtt);
        Command command = port.submit(ONE, get("Device.DeviceInfo.", "Device.NoSuch."));
        house.wake(ONE);
        CommandResult result = house.result(command);
        assertThat(result.status()).isEqualTo(CommandResult.Status.PARTIAL);
        assertThat(result.values())
                .extracting(v -> v.path().text())
                .contains("Device.DeviceInfo.SerialNumber");
        assertThat(result.covered())
                .extracting(Object::toString)
                .containsExactly("Device.DeviceInfo.");
        assertThat(result.errors())
                .singleElement()
                .satisfies(e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_PATH);
                    assertThat(e.sourceCode()).isEqualTo("7026");
                });
    }

    @Test
    void gives_two_agents_their_own_answers() {
        house.connected(one, mqtt);
        house.connected(two, webSocket);
        await().until(() -> port.open.size() == 2);
        List<Command> ofOne = new ArrayList<>();
        List<Command> ofTwo = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            ofOne.add(port.submit(ONE, get("Device.DeviceInfo.SerialNumber")));
            ofTwo.add(port.submit(TWO, get("Device.DeviceInfo.SerialNumber")));
        }
        house.wake(ONE);
        house.wake(TWO);
        ofOne.forEach(c -> assertThat(house.result(c).values().get(0).text()).isEqualTo("1"));
        ofTwo.forEach(c -> assertThat(house.result(c).values().get(0).text()).isEqualTo("2"));
    }

    @Test
    void runs_four_reads_at_once_and_matches_answers_that_come_in_another_order() {
        house.connected(one, webSocket);
        one.hold = r -> r instanceof Request.Get;
        List<Command> reads = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            one.values.put("Device.X_T.P" + i, "v" + i);
            reads.add(port.submit(ONE, get("Device.X_T.P" + i)));
        }
        house.wake(ONE);
        await().until(() -> one.held.size() == 4);
        assertThat(port.queued()).isEqualTo(2);
        for (int i = 3; i >= 0; i--) {
            FakeAgent.Asked asked = one.held.get(i);
            one.answer(asked, one.read(((Request.Get) asked.request()).paths()));
        }
        await().until(() -> one.held.size() == 6);
        one.held
                .subList(4, 6)
                .forEach(a -> one.answer(a, one.read(((Request.Get) a.request()).paths())));
        for (int i = 0; i < 6; i++) {
            assertThat(house.result(reads.get(i)).values().get(0).text()).isEqualTo("v" + i);
        }
    }

    @Test
    void lets_a_write_wait_for_the_reads_and_everything_else_for_the_write() {
        house.connected(one, webSocket);
        one.hold = r -> r instanceof Request.Get || r instanceof Request.Set;
        Command read = port.submit(ONE, get("Device.DeviceInfo.SerialNumber"));
        Command write =
                port.submit(
                        ONE,
                        new Operation.Set(
                                Map.of(
                                        PathExpression.of("Device.DeviceInfo.ProvisioningCode"),
                                        "p"),
                                false));
        Command after = port.submit(ONE, get("Device.DeviceInfo.SerialNumber"));
        house.wake(ONE);
        await().until(() -> one.held.size() == 1);
        assertThat(one.held.get(0).request()).isInstanceOf(Request.Get.class);
        one.answer(one.held.get(0), one.read(List.of("Device.DeviceInfo.SerialNumber")));
        await().until(() -> one.held.size() == 2);
        assertThat(one.held.get(1).request()).isInstanceOf(Request.Set.class);
        house.wake(ONE);
        one.answer(one.held.get(1), new Response.SetResult(List.of()));
        await().until(() -> one.held.size() == 3);
        one.answer(one.held.get(2), one.read(List.of("Device.DeviceInfo.SerialNumber")));
        house.result(read);
        house.result(write);
        house.result(after);
    }

    @Test
    void takes_a_notification_while_a_read_is_out() {
        MtpPeer peer = house.connected(one, webSocket);
        one.hold = r -> r instanceof Request.Get;
        Command read = port.submit(ONE, get("Device.DeviceInfo.SerialNumber"));
        house.wake(ONE);
        await().until(() -> one.held.size() == 1);
        String id =
                one.notify(
                        peer, true, new Notification.ValueChange("Device.WiFi.SSID.1.SSID", "new"));
        await().until(() -> answered(one, id));
        assertThat(port.resultOf(read)).isEmpty();
        one.answer(one.held.get(0), one.read(List.of("Device.DeviceInfo.SerialNumber")));
        assertThat(house.result(read).values().get(0).text()).isEqualTo("1");
        assertThat(port.reports())
                .singleElement()
                .isInstanceOfSatisfying(
                        Report.Values.class,
                        v -> {
                            assertThat(v.changed()).isTrue();
                            assertThat(v.values().get(0).text()).isEqualTo("new");
                        });
    }

    @Test
    void reports_before_it_answers_and_not_at_all_while_the_store_is_away() {
        MtpPeer peer = house.connected(one, webSocket);
        port.away = true;
        String id = one.notify(peer, true, boot("key"));
        await().until(() -> house.adapter.counters().value(Counter.NOTIFICATIONS_POSTPONED) == 1);
        assertThat(answered(one, id)).isFalse();
        port.away = false;
        one.send(peer, id, new Request.Notify("trellis-boot", true, boot("key")));
        await().until(() -> answered(one, id));
        assertThat(port.reported)
                .singleElement()
                .satisfies(r -> assertThat(r.delivery().dedupKey()).contains(id));
        assertThat(port.reports())
                .singleElement()
                .isEqualTo(new Report.Boot("RemoteReboot", Optional.of("key"), false));
    }

    @Test
    void keeps_a_notification_that_asks_for_no_response_until_the_store_is_back() {
        MtpPeer peer = house.connected(one, mqtt);
        port.away = true;
        one.notify(peer, false, boot(""));
        await().until(() -> house.adapter.counters().value(Counter.NOTIFICATIONS_POSTPONED) == 1);
        port.away = false;
        await().until(() -> port.reports().size() == 1);
    }

    @Test
    void completes_what_ended_while_the_store_was_away() {
        house.connected(one, webSocket);
        one.hold = r -> r instanceof Request.Get;
        Command read = port.submit(ONE, get("Device.DeviceInfo.SerialNumber"));
        house.wake(ONE);
        await().until(() -> one.held.size() == 1);
        port.away = true;
        one.answer(one.held.get(0), one.read(List.of("Device.DeviceInfo.SerialNumber")));
        await().pollDelay(Duration.ofMillis(100)).until(() -> port.completed.isEmpty());
        port.away = false;
        house.result(read);
    }

    @Test
    void accepts_an_operation_that_runs_and_reports_its_end_by_the_tag() {
        MtpPeer peer = house.connected(one, webSocket);
        one.script =
                r ->
                        r instanceof Request.Operate
                                ? Optional.of(
                                        new Response.OperateResult(
                                                List.of(
                                                        new Response.Executed(
                                                                "Device.SelfTestDiagnostics()",
                                                                new CommandOutcome.Started(
                                                                        "Device.LocalAgent.Request.1.")))))
                                : Optional.empty();
        Command command =
                port.submit(
                        ONE,
                        new Operation.Operate(
                                PathExpression.of("Device.SelfTestDiagnostics()"), Map.of()));
        house.wake(ONE);
        await().until(() -> port.accepted.size() == 1);
        one.notify(
                peer,
                true,
                new Notification.OperationComplete(
                        "Device.",
                        "SelfTestDiagnostics()",
                        command.tag(),
                        new CommandOutcome.Output(Map.of("Results", "fine"))));
        await().until(() -> port.reports().size() == 1);
        assertThat(port.reports().get(0))
                .isInstanceOfSatisfying(
                        Report.OperationComplete.class,
                        c -> {
                            assertThat(c.commandTag()).isEqualTo(command.tag());
                            assertThat(c.command().text())
                                    .isEqualTo("Device.SelfTestDiagnostics()");
                            assertThat(c.output()).containsEntry("Results", "fine");
                        });
    }

    @Test
    void releases_what_is_out_when_the_connection_is_lost() {
        MtpPeer peer = house.connected(one, mqtt);
        one.hold = r -> r instanceof Request.Get;
        Command read = port.submit(ONE, get("Device.DeviceInfo.SerialNumber"));
        house.wake(ONE);
        await().until(() -> one.held.size() == 1);
        mqtt.drop(peer);
        await().until(() -> port.released.size() == 1);
        assertThat(port.released.get(0).lease().command()).isEqualTo(read);
        assertThat(port.open).isEmpty();
    }

    @Test
    void passes_on_what_came_by_chance_from_an_agent_that_another_node_talks_to() {
        mqtt.shared = true;
        port.otherNode = Optional.of("n2");
        List<String> acknowledged = new java.util.concurrent.CopyOnWriteArrayList<>();
        MtpPeer peer = one.connect(mqtt, FakePort.KEY);
        await().until(() -> mqtt.passedOn.equals(List.of("n2 " + ONE)));
        await().until(() -> mqtt.closed.size() == 1);
        assertThat(port.hellos).isEmpty();
        assertThat(port.openings.get()).isZero();

        port.otherNode = Optional.empty();
        peer = one.connect(mqtt, FakePort.KEY);
        await().until(() -> port.open.size() == 1);
        port.otherNode = Optional.of("n2");
        one.raw(peer, new byte[] {1}, () -> acknowledged.add("passed on"));
        await().until(() -> acknowledged.size() == 1);
        assertThat(mqtt.passedOn).hasSizeGreaterThanOrEqualTo(2);
        assertThat(mqtt.closed).as("what is out over it may still be answered").hasSize(1);
        assertThat(port.reported).isEmpty();
    }

    @Test
    void takes_an_agent_whose_node_does_not_listen_to_the_broker() {
        mqtt.shared = true;
        mqtt.nobodyListens = true;
        port.otherNode = Optional.of("n2");
        one.connect(mqtt, FakePort.KEY);
        await().until(() -> port.open.size() == 1);
        assertThat(mqtt.passedOn).isEmpty();
    }

    @Test
    void takes_no_agent_of_which_it_cannot_know_who_talks_to_it() {
        mqtt.shared = true;
        MtpPeer peer = mqtt.connect(ONE, FakePort.KEY, one);
        port.away = true;
        List<String> acknowledged = new java.util.concurrent.CopyOnWriteArrayList<>();
        mqtt.receive(peer, new byte[] {1}, () -> acknowledged.add("while the store is away"));
        await().until(() -> port.awayAsked.get() > 0);
        port.away = false;
        port.otherNode = Optional.of("n2");
        mqtt.receive(peer, new byte[] {1}, () -> acknowledged.add("afterwards"));
        await().until(() -> acknowledged.size() == 1);
        assertThat(acknowledged)
                .as("the broker brings the first again")
                .containsExactly("afterwards");
        assertThat(port.hellos).isEmpty();
    }
}
