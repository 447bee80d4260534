package org.trellis.usp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.trellis.usp.House.ONE;
import static org.trellis.usp.House.TWO;
import static org.trellis.usp.House.get;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.trellis.southbound.Command;
import org.trellis.usp.UspCounters.Counter;
import org.trellis.usp.codec.UspMessageCodec;
import org.trellis.usp.message.ErrorMessage;
import org.trellis.usp.message.MessageBody;
import org.trellis.usp.message.Request;
import org.trellis.usp.message.Response;
import org.trellis.usp.message.UspMessage;
import org.trellis.usp.mtp.Mtp;
import org.trellis.usp.mtp.MtpPeer;
import org.trellis.usp.record.Payload;
import org.trellis.usp.record.RecordBody;
import org.trellis.usp.record.SarState;

/** Junk, lies and floods: refused where they come from, and nobody else suffers. */
class UspHostileTest {

    @RegisterExtension final House house = new House();

    private final FakeMtp mqtt = house.mqtt;
    private final FakeMtp webSocket = house.webSocket;
    private final FakePort port = house.port;
    private final FakeAgent one = house.one;
    private final FakeAgent two = house.two;

    @Test
    void gives_nobody_the_answer_of_another() {
        house.connected(one, webSocket);
        MtpPeer other = house.connected(two, webSocket);
        one.hold = r -> r instanceof Request.Get;
        Command read = port.submit(ONE, get("Device.DeviceInfo.SerialNumber"));
        house.wake(ONE);
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
        await().until(() -> house.adapter.counters().value(Counter.RECORDS_SPOOFED) == 1);
        assertThat(port.completed).isEmpty();
        one.answer(one.held.get(0), one.read(List.of("Device.DeviceInfo.SerialNumber")));
        assertThat(house.result(read).values().get(0).text()).isEqualTo("1");
    }

    @Test
    void survives_whatever_is_not_a_record() {
        MtpPeer peer = house.connected(one, mqtt);
        AtomicInteger acknowledged = new AtomicInteger();
        for (int i = 0; i < 20; i++) {
            one.raw(peer, new byte[] {(byte) 0xff, (byte) i}, acknowledged::incrementAndGet);
        }
        one.say(peer, ONE, "self::another", new RecordBody.UdsConnect());
        one.say(peer, new RecordBody.NoSessionContext(Payload.EMPTY));
        await().until(() -> acknowledged.get() == 20);
        Command read = port.submit(ONE, get("Device.DeviceInfo.SerialNumber"));
        house.wake(ONE);
        house.result(read);
        assertThat(house.adapter.counters().value(Counter.RECORDS_MALFORMED)).isEqualTo(21);
        assertThat(house.adapter.counters().value(Counter.RECORDS_MISDIRECTED)).isEqualTo(1);
        assertThat(mqtt.closed).isEmpty();
    }

    @Test
    void closes_a_web_socket_that_sends_junk() {
        MtpPeer peer = house.connected(one, webSocket);
        one.raw(peer, new byte[] {(byte) 0xff}, () -> {});
        await().until(() ->
                webSocket.closed.contains(new FakeMtp.Closed(peer, Mtp.CloseReason.MALFORMED)));
        await().until(port.open::isEmpty);
    }

    @Test
    void answers_requests_that_a_controller_does_not_serve_and_session_records() {
        MtpPeer peer = house.connected(one, webSocket);
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

    @Test
    void takes_no_more_of_a_connection_than_its_mailbox_holds_and_others_do_not_suffer() {
        MtpPeer peer = house.connected(one, webSocket);
        house.connected(two, webSocket);
        int refused = 0;
        // the agent's thread is busy with the first ones
        for (int i = 0; i < 20_000; i++) {
            if (!one.say(peer, new RecordBody.WebSocketConnect())) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
        assertThat(house.adapter.counters().value(Counter.RECORDS_OVERFLOWED))
                .isGreaterThanOrEqualTo(refused);
        Command read = port.submit(TWO, get("Device.DeviceInfo.SerialNumber"));
        await().until(() -> port.open.size() == 2);
        house.wake(TWO);
        house.result(read);
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
}
