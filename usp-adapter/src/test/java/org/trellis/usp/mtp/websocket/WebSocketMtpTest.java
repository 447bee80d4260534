package org.trellis.usp.mtp.websocket;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.handshake.ServerHandshake;
import org.java_websocket.protocols.Protocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trellis.usp.mtp.Mtp;
import org.trellis.usp.mtp.Mtp.CloseReason;
import org.trellis.usp.mtp.MtpPeer;
import org.trellis.usp.mtp.SendOutcome;

/** The WebSocket transport as agents meet it, on real sockets. */
class WebSocketMtpTest {

    private static final String EID = "os::0014A5-a.b";
    private static final int MAX_FRAME = 256 * 1024;

    private final Listener listener = new Listener();
    private final List<Agent> agents = new ArrayList<>();
    private WebSocketMtp mtp;

    @BeforeEach
    void start() {
        mtp =
                new WebSocketMtp(
                        new WebSocketSettings(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                                Optional.empty(),
                                "self::trellis",
                                200,
                                MAX_FRAME,
                                MAX_FRAME,
                                Duration.ofSeconds(2)));
        mtp.start(listener);
    }

    @AfterEach
    void stop() {
        agents.forEach(WebSocketClient::close);
        mtp.close();
    }

    @Test
    void an_agent_talks_both_ways() throws Exception {
        Agent agent = agent("/usp/key?eid=os%3A%3A0014A5-a.b");
        agent.send(bytes("hello"));
        await().untilAsserted(() ->
                assertThat(listener.events)
                        .containsExactly("connected " + EID, "received " + EID + " hello"));
        MtpPeer peer = listener.peer(EID);
        assertThat(peer.principal().id()).isEqualTo("key-1");
        assertThat(peer.remoteAddress()).isEqualTo("127.0.0.1");
        assertThat(peer.address()).doesNotContain("key");
        assertThat(mtp.send(peer, bytes("request"))).isEqualTo(new SendOutcome.Sent());
        assertThat(agent.received.poll(5, TimeUnit.SECONDS)).isEqualTo("request");
        agent.close();
        await().until(() -> listener.events.contains("disconnected " + EID));
        assertThat(mtp.send(peer, bytes("late"))).isInstanceOf(SendOutcome.NotSent.class);
        await().until(() -> mtp.connectionCount() == 0);
    }

    @Test
    void records_wait_until_the_core_has_answered() throws Exception {
        listener.gate = new CountDownLatch(1);
        Agent agent = agent("/usp/key?eid=" + EID);
        agent.send(bytes("one"));
        agent.send(bytes("two"));
        Thread.sleep(200);
        assertThat(listener.events).isEmpty();
        listener.gate.countDown();
        await().untilAsserted(() ->
                assertThat(listener.events)
                        .containsExactly(
                                "connected " + EID,
                                "received " + EID + " one",
                                "received " + EID + " two"));
    }

    @Test
    void a_flood_before_the_answer_is_cut() throws Exception {
        listener.gate = new CountDownLatch(1);
        Agent agent = agent("/usp/key?eid=" + EID);
        for (int i = 0; i < 17; i++) {
            agent.send(bytes("flood"));
        }
        assertThat(agent.closeCode()).isEqualTo(1013);
        listener.gate.countDown();
        assertThat(listener.events).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/, v1.usp, 404",
        "/usp/a/b, v1.usp, 404",
        "/usp/key?eid=nonsense, v1.usp, 400",
        "/usp?eid=os::1, v1.usp, 401",
        "/usp/key?eid=os::1, other, 404",
        "/usp/key?eid=os::1, , 404",
        "/usp/key?eid=os::1, v1.usp, 101"
    })
    void answers_the_handshake(String target, String subProtocol, int status) throws Exception {
        assertThat(handshake(target, subProtocol, "")).startsWith("HTTP/1.1 " + status);
    }

    @Test
    void a_wrong_key_is_closed_and_then_told_403() throws Exception {
        Agent agent = agent("/usp/wrong?eid=" + EID);
        assertThat(agent.closeCode()).isEqualTo(1008);
        assertThat(handshake("/usp/wrong?eid=" + EID, "v1.usp", "")).startsWith("HTTP/1.1 403");
        assertThat(listener.events).isEmpty();
        await().until(() -> mtp.connectionCount() == 0);
    }

    @Test
    void an_absent_store_puts_off() throws Exception {
        listener.away = true;
        assertThat(agent("/usp/key?eid=" + EID).closeCode()).isEqualTo(1013);
        listener.away = false;
        agent("/usp/key?eid=" + EID);
        await().until(() -> listener.events.contains("connected " + EID));
    }

    @Test
    void an_agent_of_1_2_gets_the_extension_and_others_do_not() throws Exception {
        try (Socket agent = new Socket(InetAddress.getLoopbackAddress(), mtp.port())) {
            String offered =
                    request(
                            agent,
                            "/usp/key",
                            "v1.usp",
                            "Sec-WebSocket-Extensions: bbf-usp-protocol;eid=os::1\r\n");
            assertThat(offered)
                    .contains("Sec-WebSocket-Protocol: v1.usp")
                    .contains("Sec-WebSocket-Extensions: bbf-usp-protocol; eid=\"self::trellis\"");
            await().until(() -> listener.events.contains("connected os::1"));
        }
        assertThat(handshake("/usp/key?eid=os::2", "v1.usp", ""))
                .doesNotContain("Sec-WebSocket-Extensions");
    }

    @Test
    void a_second_connection_ends_the_first_only_when_it_is_told_to() throws Exception {
        Agent first = agent("/usp/key?eid=" + EID);
        await().until(() -> listener.events.contains("connected " + EID));
        MtpPeer old = listener.peer(EID);
        Agent second = agent("/usp/key?eid=" + EID);
        await().until(() -> listener.events.size() == 2);
        assertThat(mtp.send(old, bytes("x"))).isEqualTo(new SendOutcome.Sent());
        assertThat(first.received.poll(20, TimeUnit.SECONDS)).isEqualTo("x");
        mtp.disconnect(old, Mtp.CloseReason.REPLACED);
        assertThat(first.closeCode()).isEqualTo(1000);
        await().untilAsserted(() ->
                assertThat(listener.events)
                        .containsExactly(
                                "connected " + EID, "connected " + EID, "disconnected " + EID));
        assertThat(mtp.send(old, bytes("x"))).isInstanceOf(SendOutcome.NotSent.class);
        assertThat(mtp.send(listener.peer(EID), bytes("y"))).isEqualTo(new SendOutcome.Sent());
        assertThat(second.received.poll(5, TimeUnit.SECONDS)).isEqualTo("y");
    }

    @Test
    void text_and_oversize_frames_close() throws Exception {
        Agent text = agent("/usp/key?eid=os::1");
        text.send("not binary");
        assertThat(text.closeCode()).isEqualTo(1003);
        Agent big = agent("/usp/key?eid=os::2");
        big.send(new byte[MAX_FRAME + 1]);
        // What is left unread resets the connection, which may overtake the close frame: then the
        // agent sees 1006 of its own making.
        assertThat(big.closeCode()).isIn(1009, 1006);
        assertThat(listener.events).noneMatch(e -> e.startsWith("received os::2"));
        Agent fits = agent("/usp/key?eid=os::3");
        fits.send(new byte[MAX_FRAME]);
        await().until(() -> listener.events.stream().anyMatch(e -> e.startsWith("received os::3")));
    }

    @Test
    void a_full_mailbox_closes_one_agent_with_1013() throws Exception {
        Agent fast = agent("/usp/key?eid=os::1");
        Agent other = agent("/usp/key?eid=os::2");
        await().until(() -> listener.peers.size() == 2);
        listener.full = "os::1";
        fast.send(bytes("x"));
        assertThat(fast.closeCode()).isEqualTo(1013);
        other.send(bytes("y"));
        await().until(() -> listener.events.contains("received os::2 y"));
    }

    @Test
    void a_slow_reader_is_cut_and_its_queue_stays_bounded() throws Exception {
        try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), mtp.port())) {
            slow.setReceiveBufferSize(4_096);
            request(slow, "/usp/key?eid=" + EID, "v1.usp", "");
            await().until(() -> listener.events.contains("connected " + EID));
            MtpPeer peer = listener.peer(EID);
            byte[] record = new byte[64 * 1024];
            SendOutcome outcome = new SendOutcome.Sent();
            int sent = 0;
            while (outcome instanceof SendOutcome.Sent && sent < 1_000) {
                outcome = mtp.send(peer, record);
                sent++;
            }
            assertThat(outcome).isInstanceOf(SendOutcome.NotSent.class);
            assertThat((long) sent * record.length).isLessThan(8L * 1024 * 1024);
            await().atMost(Duration.ofSeconds(15)).until(() -> mtp.connectionCount() == 0);
            assertThat(listener.events).contains("disconnected " + EID);
        }
    }

    @Test
    void an_endless_handshake_is_cut() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), mtp.port())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write("GET /usp HTTP/1.1\r\n".getBytes(US_ASCII));
            assertThatThrownBy(
                            () -> {
                                while (true) {
                                    out.write("X-Filler: aaaaaaaaaaaaaaaa\r\n".getBytes(US_ASCII));
                                    out.flush();
                                }
                            })
                    .isInstanceOf(java.io.IOException.class);
        }
        await().until(() -> mtp.connectionCount() == 0);
    }

    @Test
    void a_silent_agent_is_cut_by_its_missing_pong() throws Exception {
        try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), mtp.port())) {
            request(silent, "/usp/key?eid=" + EID, "v1.usp", "");
            await().until(() -> listener.events.contains("connected " + EID));
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> listener.events.contains("disconnected " + EID));
        }
    }

    @Test
    void disconnects_with_the_code_of_the_reason() throws Exception {
        Map<CloseReason, Integer> codes =
                Map.of(
                        CloseReason.REPLACED, 1000,
                        CloseReason.GOING_AWAY, 1001,
                        CloseReason.MALFORMED, 1003,
                        CloseReason.REFUSED, 1008,
                        CloseReason.OVERLOAD, 1013);
        for (Map.Entry<CloseReason, Integer> expected : codes.entrySet()) {
            Agent agent = agent("/usp/key?eid=" + EID);
            await().until(() -> !listener.peers.isEmpty());
            mtp.disconnect(listener.peer(EID), expected.getKey());
            assertThat(agent.closeCode()).isEqualTo(expected.getValue());
            await().until(() -> listener.peers.isEmpty());
        }
    }

    @Test
    void many_agents_are_served_and_too_many_are_told() throws Exception {
        for (int i = 0; i < 150; i++) {
            agent("/usp/key?eid=os::" + i);
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> listener.peers.size() == 150);
        for (int i = 0; i < 150; i++) {
            assertThat(mtp.send(listener.peer("os::" + i), bytes("to " + i)))
                    .isEqualTo(new SendOutcome.Sent());
            assertThat(agents.get(i).received.poll(5, TimeUnit.SECONDS)).isEqualTo("to " + i);
        }
        for (int i = 150; i < 200; i++) {
            agent("/usp/key?eid=os::" + i);
        }
        assertThat(handshake("/usp/key?eid=os::201", "v1.usp", "")).startsWith("HTTP/1.1 503");
    }

    @Test
    void a_taken_port_is_an_error_that_names_it() {
        WebSocketMtp second =
                new WebSocketMtp(
                        WebSocketSettings.of(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), mtp.port()),
                                "self::trellis"));
        assertThatThrownBy(() -> second.start(listener))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(String.valueOf(mtp.port()));
        second.close();
    }

    @Test
    void closing_says_going_away() throws Exception {
        Agent agent = agent("/usp/key?eid=" + EID);
        await().until(() -> listener.events.contains("connected " + EID));
        mtp.close();
        assertThat(agent.closeCode()).isEqualTo(1001);
        assertThat(listener.events).contains("disconnected " + EID);
    }

    private Agent agent(String target) throws InterruptedException {
        Agent agent = new Agent(URI.create("ws://127.0.0.1:" + mtp.port() + target));
        agents.add(agent);
        agent.connect();
        // Not connectBlocking(): it says false when the other side has closed again already.
        assertThat(agent.opened.await(10, TimeUnit.SECONDS)).isTrue();
        return agent;
    }

    private String handshake(String target, String subProtocol, String more) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), mtp.port())) {
            return request(socket, target, subProtocol, more);
        }
    }

    private static String request(Socket socket, String target, String subProtocol, String more)
            throws Exception {
        socket.setSoTimeout(5_000);
        String request =
                "GET "
                        + target
                        + " HTTP/1.1\r\n"
                        + "Host: 127.0.0.1\r\n"
                        + "Upgrade: websocket\r\n"
                        + "Connection: Upgrade\r\n"
                        + "Sec-WebSocket-Key: LfhwkHXoRBoVMiiaMO89iA==\r\n"
                        + "Sec-WebSocket-Version: 13\r\n"
                        + (subProtocol == null
                                ? ""
                                : "Sec-WebSocket-Protocol: " + subProtocol + "\r\n")
                        + more
                        + "\r\n";
        socket.getOutputStream().write(request.getBytes(US_ASCII));
        StringBuilder answer = new StringBuilder();
        InputStream in = socket.getInputStream();
        for (int c = in.read(); c >= 0; c = in.read()) {
            answer.append((char) c);
            if (answer.toString().endsWith("\r\n\r\n")) {
                break;
            }
        }
        return answer.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /** An agent, as OB-USP-AGENT behaves. */
    private static final class Agent extends WebSocketClient {

        final BlockingQueue<String> received = new LinkedBlockingQueue<>();
        final CountDownLatch opened = new CountDownLatch(1);
        private final BlockingQueue<Integer> closed = new LinkedBlockingQueue<>();

        Agent(URI uri) {
            super(uri, new Draft_6455(List.of(), List.of(new Protocol("v1.usp"))));
            setConnectionLostTimeout(0);
        }

        int closeCode() throws InterruptedException {
            Integer code = closed.poll(10, TimeUnit.SECONDS);
            return code == null ? -1 : code;
        }

        @Override
        public void onOpen(ServerHandshake handshake) {
            opened.countDown();
        }

        @Override
        public void onMessage(String message) {}

        @Override
        public void onMessage(ByteBuffer bytes) {
            received.add(UTF_8.decode(bytes).toString());
        }

        @Override
        public void onClose(int code, String reason, boolean remote) {
            closed.add(code);
        }

        @Override
        public void onError(Exception e) {}
    }
}
