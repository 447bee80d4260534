package org.trellis.usp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.trellis.model.ErrorCode;
import org.trellis.model.PathExpression;
import org.trellis.southbound.Admission;
import org.trellis.southbound.Command;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.Operation;
import org.trellis.southbound.Principal;
import org.trellis.southbound.ReleaseReason;
import org.trellis.southbound.Report;
import org.trellis.southbound.TenantId;
import org.trellis.southbound.WakeOutcome;
import org.trellis.usp.UspCounters.Counter;
import org.trellis.usp.codec.UspMessageCodec;
import org.trellis.usp.message.CommandOutcome;
import org.trellis.usp.message.ErrorMessage;
import org.trellis.usp.message.MessageBody;
import org.trellis.usp.message.Notification;
import org.trellis.usp.message.Request;
import org.trellis.usp.message.Response;
import org.trellis.usp.message.UspMessage;
import org.trellis.usp.mtp.Mtp;
import org.trellis.usp.mtp.MtpPeer;
import org.trellis.usp.record.Payload;
import org.trellis.usp.record.RecordBody;
import org.trellis.usp.record.SarState;

/** The adapter between fake transports and a fake core: who is asked, who answers, who is told. */
class UspAdapterTest {

    private static final String ONE = "os::00256D-1";
    private static final String TWO = "os::00256D-2";

    private final FakeMtp mqtt = new FakeMtp("mqtt");
    private final FakeMtp webSocket = new FakeMtp("websocket");
    private final FakePort port = new FakePort();
    private final FakeAgent one = new FakeAgent(ONE, "1");
    private final FakeAgent two = new FakeAgent(TWO, "2");
    private final UspAdapter adapter =
            new UspAdapter(UspSettings.of(FakeAgent.CONTROLLER), List.of(mqtt, webSocket));

    @BeforeAll
    static void patience() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(10));
        Awaitility.setDefaultPollInterval(Duration.ofMillis(10));
    }

    @BeforeEach
    void start() {
        adapter.start(port);
    }

    @AfterEach
    void stop() {
        adapter.close();
    }

    private MtpPeer connected(FakeAgent agent, FakeMtp mtp) {
        int subscriptions = agent.subscriptionIds().size();
        MtpPeer peer = agent.connect(mtp, FakePort.KEY);
        if (subscriptions == 0) {
            await().until(() -> agent.subscriptionIds().size() >= 8);
        }
        await().until(() -> !port.open.isEmpty());
        return peer;
    }

    private void wake(String endpointId) {
        assertThat(adapter.wake(port.endpoint(endpointId), Instant.MAX))
                .isInstanceOf(WakeOutcome.Told.class);
    }

    private CommandResult result(Command command) {
        await().until(() -> port.resultOf(command).isPresent());
        return port.resultOf(command).orElseThrow();
    }

    private static Operation.Get get(String... paths) {
        return new Operation.Get(List.of(paths).stream().map(PathExpression::of).toList());
    }

    @Test
    void reads_the_identity_of_a_stranger_and_lets_it_in() {
        connected(one, webSocket);
        assertThat(port.hellos).hasSize(2);
        assertThat(port.hellos.get(0).identity()).isEmpty();
        assertThat(port.hellos.get(0).endpointId().value()).isEqualTo("usp:" + ONE);
        assertThat(port.hellos.get(1).identity().orElseThrow().deviceId())
                .isEqualTo(DeviceId.of("00256D", "Box", "1"));
        assertThat(port.hellos.get(1).aliases()).containsExactly(ONE);
    }

    @Test
    void reads_no_identity_of_an_agent_that_is_known() {
        MtpPeer peer = connected(one, webSocket);
        webSocket.drop(peer);
        await().until(port.open::isEmpty);
        connected(one, webSocket);
        assertThat(port.hellos).hasSize(3);
        assertThat(port.hellos.get(2).identity()).isEmpty();
    }

    @Test
    void subscribes_once_and_not_again() {
        MtpPeer peer = connected(one, webSocket);
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
        connected(one, webSocket);
        Command command = port.submit(ONE, get("Device.DeviceInfo.SerialNumber"));
        wake(ONE);
        result(command);
        assertThat(one.subscriptionIds()).isEqualTo(ids);
        assertThat(one.received.stream().filter(m -> m.body() instanceof Request.Add)).hasSize(1);
    }

    @Test
    void replaces_a_subscription_that_is_not_as_wanted_and_leaves_those_of_others() {
        one.values.put("Device.LocalAgent.Subscription.90.ID", "trellis-boot");
        one.values.put("Device.LocalAgent.Subscription.90.NotifType", "Event");
        one.values.put("Device.LocalAgent.Subscription.90.ReferenceList", "Device.Old!");
        one.values.put("Device.LocalAgent.Subscription.91.ID", "somebody-elses");
        connected(one, webSocket);
        await().until(() -> one.subscriptionIds().contains("trellis-boot"));
        assertThat(one.values)
                .doesNotContainKey("Device.LocalAgent.Subscription.90.ID")
                .containsKey("Device.LocalAgent.Subscription.91.ID");
    }

    @Test
    void answers_a_get_with_values_and_the_error_of_the_path_that_is_not_there() {
        connected(one, mqtt);
        Command command = port.submit(ONE, get("Device.DeviceInfo.", "Device.NoSuch."));
        wake(ONE);
        CommandResult result = result(command);
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
        connected(one, mqtt);
        connected(two, webSocket);
        await().until(() -> port.open.size() == 2);
        List<Command> ofOne = new ArrayList<>();
        List<Command> ofTwo = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            ofOne.add(port.submit(ONE, get("Device.DeviceInfo.SerialNumber")));
            ofTwo.add(port.submit(TWO, get("Device.DeviceInfo.SerialNumber")));
        }
        wake(ONE);
        wake(TWO);
        ofOne.forEach(c -> assertThat(result(c).values().get(0).text()).isEqualTo("1"));
        ofTwo.forEach(c -> assertThat(result(c).values().get(0).text()).isEqualTo("2"));
    }

    @Test
    void runs_four_reads_at_once_and_matches_answers_that_come_in_another_order() {
        connected(one, webSocket);
        one.hold = r -> r instanceof Request.Get;
        List<Command> reads = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            one.values.put("Device.X_T.P" + i, "v" + i);
            reads.add(port.submit(ONE, get("Device.X_T.P" + i)));
        }
        wake(ONE);
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
            assertThat(result(reads.get(i)).values().get(0).text()).isEqualTo("v" + i);
        }
    }

    @Test
    void lets_a_write_wait_for_the_reads_and_everything_else_for_the_write() {
        connected(one, webSocket);
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
        wake(ONE);
        await().until(() -> one.held.size() == 1);
        assertThat(one.held.get(0).request()).isInstanceOf(Request.Get.class);
        one.answer(one.held.get(0), one.read(List.of("Device.DeviceInfo.SerialNumber")));
        await().until(() -> one.held.size() == 2);
        assertThat(one.held.get(1).request()).isInstanceOf(Request.Set.class);
        wake(ONE);
        one.answer(one.held.get(1), new Response.SetResult(List.of()));
        await().until(() -> one.held.size() == 3);
        one.answer(one.held.get(2), one.read(List.of("Device.DeviceInfo.SerialNumber")));
        result(read);
        result(write);
        result(after);
    }

    @Test
    void takes_a_notification_while_a_read_is_out() {
        MtpPeer peer = connected(one, webSocket);
        one.hold = r -> r instanceof Request.Get;
        Command read = port.submit(ONE, get("Device.DeviceInfo.SerialNumber"));
        wake(ONE);
        await().until(() -> one.held.size() == 1);
        String id =
                one.notify(
                        peer, true, new Notification.ValueChange("Device.WiFi.SSID.1.SSID", "new"));
        await().until(() -> answered(one, id));
        assertThat(port.resultOf(read)).isEmpty();
        one.answer(one.held.get(0), one.read(List.of("Device.DeviceInfo.SerialNumber")));
        assertThat(result(read).values().get(0).text()).isEqualTo("1");
        assertThat(port.reports())
                .singleElement()
                .isInstanceOfSatisfying(
                        Report.Values.class,
                        v -> {
                            assertThat(v.changed()).isTrue();
                            assertThat(v.values().get(0).text()).isEqualTo("new");
                        });
    }

    private static boolean answered(FakeAgent agent, String id) {
        return agent.received.stream()
                .anyMatch(m -> m.id().equals(id) && m.body() instanceof Response.NotifyResult);
    }

    @Test
    void reports_before_it_answers_and_not_at_all_while_the_store_is_away() {
        MtpPeer peer = connected(one, webSocket);
        port.away = true;
        String id = one.notify(peer, true, boot("key"));
        await().until(() -> adapter.counters().value(Counter.NOTIFICATIONS_POSTPONED) == 1);
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
        MtpPeer peer = connected(one, mqtt);
        port.away = true;
        one.notify(peer, false, boot(""));
        await().until(() -> adapter.counters().value(Counter.NOTIFICATIONS_POSTPONED) == 1);
        port.away = false;
        await().until(() -> port.reports().size() == 1);
    }

    private static Notification boot(String key) {
        return new Notification.Event(
                "Device.",
                "Boot!",
                Map.of("CommandKey", key, "Cause", "RemoteReboot", "FirmwareUpdated", "false"));
    }

    @Test
    void completes_what_ended_while_the_store_was_away() {
        connected(one, webSocket);
        one.hold = r -> r instanceof Request.Get;
        Command read = port.submit(ONE, get("Device.DeviceInfo.SerialNumber"));
        wake(ONE);
        await().until(() -> one.held.size() == 1);
        port.away = true;
        one.answer(one.held.get(0), one.read(List.of("Device.DeviceInfo.SerialNumber")));
        await().pollDelay(Duration.ofMillis(100)).until(() -> port.completed.isEmpty());
        port.away = false;
        result(read);
    }

    @Test
    void is_one_endpoint_over_two_transports_and_asks_over_the_one_heard_last() {
        MtpPeer overMqtt = connected(one, mqtt);
        MtpPeer overWebSocket = connected(one, webSocket);
        await().until(() -> port.hellos.size() == 3);
        one.hold = r -> r instanceof Request.Get;
        one.notify(overWebSocket, true, boot(""));
        await().until(() -> port.reports().size() == 1);
        Command first = port.submit(ONE, get("Device.DeviceInfo.SerialNumber"));
        wake(ONE);
        await().until(() -> one.held.size() == 1);
        assertThat(one.held.get(0).over().transport()).isEqualTo("websocket");
        one.notify(overMqtt, true, boot(""));
        await().until(() -> port.reports().size() == 2);
        Command second = port.submit(ONE, get("Device.DeviceInfo.ProductClass"));
        wake(ONE);
        await().until(() -> one.held.size() == 2);
        assertThat(one.held.get(1).over().transport()).isEqualTo("mqtt");
        one.answer(one.held.get(1), one.read(List.of("Device.DeviceInfo.ProductClass")));
        one.answer(one.held.get(0), one.read(List.of("Device.DeviceInfo.SerialNumber")));
        assertThat(result(first).values().get(0).text()).isEqualTo("1");
        assertThat(result(second).values().get(0).text()).isEqualTo("Box");
        assertThat(port.openings.get()).isEqualTo(1);
        mqtt.drop(overMqtt);
        await().pollDelay(Duration.ofMillis(50)).until(() -> port.open.size() == 1);
        webSocket.drop(overWebSocket);
        await().until(port.open::isEmpty);
    }

    @Test
    void gives_nobody_the_answer_of_another() {
        connected(one, webSocket);
        MtpPeer other = connected(two, webSocket);
        one.hold = r -> r instanceof Request.Get;
        Command read = port.submit(ONE, get("Device.DeviceInfo.SerialNumber"));
        wake(ONE);
        await().until(() -> one.held.size() == 1);
        // the other one guesses the message id, then the sender too
        two.send(other, one.held.get(0).id(), two.read(List.of("Device.DeviceInfo.SerialNumber")));
        two.say(
                other,
                ONE,
                FakeAgent.CONTROLLER,
                new RecordBody.NoSessionContext(
                        UspMessageCodec.encode(
                                new UspMessage(
                                        one.held.get(0).id(),
                                        two.read(List.of("Device.DeviceInfo.SerialNumber"))))));
        await().until(() -> adapter.counters().value(Counter.RECORDS_SPOOFED) == 1);
        assertThat(port.completed).isEmpty();
        one.answer(one.held.get(0), one.read(List.of("Device.DeviceInfo.SerialNumber")));
        assertThat(result(read).values().get(0).text()).isEqualTo("1");
    }

    @Test
    void replaces_the_older_connection_of_an_agent_and_releases_what_was_out_over_it() {
        MtpPeer old = connected(one, webSocket);
        one.hold = r -> r instanceof Request.Get g && g.paths().contains("Device.X.");
        Command read = port.submit(ONE, get("Device.X."));
        wake(ONE);
        await().until(() -> one.held.size() == 1);
        one.connect(webSocket, FakePort.KEY);
        await().until(() -> port.released.size() == 1);
        assertThat(port.released.get(0).lease().command()).isEqualTo(read);
        assertThat(port.released.get(0).reason()).isEqualTo(ReleaseReason.MAYBE_SENT);
        assertThat(webSocket.closed).contains(new FakeMtp.Closed(old, Mtp.CloseReason.REPLACED));
        await().until(() -> port.openings.get() == 2);
        // an answer over the old one comes too late
        one.answer(one.held.get(0), one.read(List.of("Device.X.")));
        assertThat(port.completed).isEmpty();
    }

    @Test
    void tells_nothing_to_whom_it_does_not_let_in_and_harms_nobody_by_it() {
        connected(one, webSocket);
        Principal thief = new Principal(Principal.Kind.ENROLLMENT_KEY, "key-2", TenantId.DEFAULT);
        port.policy =
                hello ->
                        hello.principal().equals(thief)
                                ? Optional.of(
                                        new Admission.Quarantined(
                                                DeviceId.of("00256D", "Box", "1"), "wrong key"))
                                : Optional.empty();
        FakeAgent clone = new FakeAgent(ONE, "1");
        MtpPeer peer = clone.connect(webSocket, thief);
        String id = clone.notify(peer, true, boot(""));
        Command read = port.submit(ONE, get("Device.DeviceInfo.SerialNumber"));
        wake(ONE);
        assertThat(result(read).values().get(0).text()).isEqualTo("1");
        assertThat(clone.received).isEmpty();
        assertThat(answered(clone, id)).isFalse();
        assertThat(port.reports()).isEmpty();
        assertThat(webSocket.closed).isEmpty();
    }

    @Test
    void lets_a_pending_agent_in_when_it_is_woken_after_the_decision() {
        port.policy = _ -> Optional.of(new Admission.Pending(DeviceId.of("00256D", "Box", "1")));
        one.connect(mqtt, FakePort.KEY);
        await().until(() -> port.hellos.size() == 1);
        port.policy = _ -> Optional.empty();
        wake(ONE);
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
        assertThat(adapter.wake(port.endpoint(ONE), Instant.MAX))
                .isEqualTo(new WakeOutcome.Unreachable("not connected"));
        MtpPeer peer = connected(one, mqtt);
        mqtt.drop(peer);
        await().until(port.open::isEmpty);
        assertThat(adapter.wake(port.endpoint(ONE), Instant.MAX))
                .isEqualTo(new WakeOutcome.Unreachable("not connected"));
    }

    @Test
    void accepts_an_operation_that_runs_and_reports_its_end_by_the_tag() {
        MtpPeer peer = connected(one, webSocket);
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
        wake(ONE);
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
    void survives_whatever_is_not_a_record() {
        MtpPeer peer = connected(one, mqtt);
        AtomicInteger acknowledged = new AtomicInteger();
        for (int i = 0; i < 20; i++) {
            one.raw(peer, new byte[] {(byte) 0xff, (byte) i}, acknowledged::incrementAndGet);
        }
        one.say(peer, ONE, "self::another", new RecordBody.UdsConnect());
        one.say(peer, new RecordBody.NoSessionContext(Payload.EMPTY));
        await().until(() -> acknowledged.get() == 20);
        Command read = port.submit(ONE, get("Device.DeviceInfo.SerialNumber"));
        wake(ONE);
        result(read);
        assertThat(adapter.counters().value(Counter.RECORDS_MALFORMED)).isEqualTo(21);
        assertThat(adapter.counters().value(Counter.RECORDS_MISDIRECTED)).isEqualTo(1);
        assertThat(mqtt.closed).isEmpty();
    }

    @Test
    void closes_a_web_socket_that_sends_junk() {
        MtpPeer peer = connected(one, webSocket);
        one.raw(peer, new byte[] {(byte) 0xff}, () -> {});
        await().until(() ->
                webSocket.closed.contains(new FakeMtp.Closed(peer, Mtp.CloseReason.MALFORMED)));
        await().until(port.open::isEmpty);
    }

    @Test
    void answers_requests_that_a_controller_does_not_serve_and_session_records() {
        MtpPeer peer = connected(one, webSocket);
        one.send(peer, "r1", Request.Get.of("Device."));
        one.send(peer, "r2", new Request.Deregister(List.of("Device.X.")));
        one.send(peer, "r3", new Request.Unknown());
        await().until(() -> one.received.stream().anyMatch(m -> m.id().equals("r3")));
        assertThat(code(one, "r1")).isEqualTo(7001);
        assertThat(code(one, "r3")).isEqualTo(7004);
        assertThat(
                        one.received.stream()
                                .filter(m -> m.id().equals("r2"))
                                .findFirst()
                                .orElseThrow()
                                .body())
                .isInstanceOf(Response.DeregisterResult.class);
        one.say(
                peer,
                new RecordBody.SessionContext(2, 1, 1, 0, SarState.NONE, SarState.NONE, List.of()));
        await().until(() ->
                one.records.stream()
                        .anyMatch(r ->
                                r.body() instanceof RecordBody.Disconnect(var _, int code)
                                        && code == 7106));
    }

    private static int code(FakeAgent agent, String id) {
        MessageBody body =
                agent.received.stream()
                        .filter(m -> m.id().equals(id))
                        .findFirst()
                        .orElseThrow()
                        .body();
        return ((ErrorMessage) body).fault().code();
    }

    @Test
    void takes_no_more_of_a_connection_than_its_mailbox_holds_and_others_do_not_suffer() {
        MtpPeer peer = connected(one, webSocket);
        connected(two, webSocket);
        int refused = 0;
        // the agent's thread is busy with the first ones
        for (int i = 0; i < 20_000; i++) {
            if (!one.say(peer, new RecordBody.WebSocketConnect())) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
        assertThat(adapter.counters().value(Counter.RECORDS_OVERFLOWED))
                .isGreaterThanOrEqualTo(refused);
        Command read = port.submit(TWO, get("Device.DeviceInfo.SerialNumber"));
        await().until(() -> port.open.size() == 2);
        wake(TWO);
        result(read);
    }

    @Test
    void releases_what_is_out_when_the_connection_is_lost() {
        MtpPeer peer = connected(one, mqtt);
        one.hold = r -> r instanceof Request.Get;
        Command read = port.submit(ONE, get("Device.DeviceInfo.SerialNumber"));
        wake(ONE);
        await().until(() -> one.held.size() == 1);
        mqtt.drop(peer);
        await().until(() -> port.released.size() == 1);
        assertThat(port.released.get(0).lease().command()).isEqualTo(read);
        assertThat(port.open).isEmpty();
    }
}
