package org.trellis.usp.mtp.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.handshake.ServerHandshake;
import org.java_websocket.protocols.Protocol;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.trellis.simulator.tls.SelfSignedKey;
import org.trellis.southbound.Authentication;
import org.trellis.southbound.Claim;
import org.trellis.southbound.Credential;
import org.trellis.southbound.Principal;
import org.trellis.southbound.TenantId;
import org.trellis.usp.mtp.MtpListener;
import org.trellis.usp.mtp.MtpPeer;
import org.trellis.usp.mtp.SendOutcome;

/** The TLS form of the port, with a token and with a client certificate. */
class WebSocketTlsTest {

    private static final String EID = "os::0014A5-tls.1";

    private static final List<Claim> CLAIMS = new CopyOnWriteArrayList<>();
    private static final List<MtpPeer> PEERS = new CopyOnWriteArrayList<>();
    private static SSLContext anonymous;
    private static SSLContext certified;
    private static WebSocketMtp mtp;

    @BeforeAll
    static void start() throws Exception {
        SelfSignedKey server = SelfSignedKey.ofLoopback();
        SelfSignedKey agent = SelfSignedKey.make("EC", "agent", "uri:urn:bbf:usp:id:" + EID);
        anonymous = server.anonymousClient();
        certified = agent.trusting(server);
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        mtp =
                new WebSocketMtp(
                        WebSocketSettings.of(any, "self::trellis")
                                .withTls(
                                        new WebSocketSettings.Tls(
                                                any, server.trusting(agent), true)));
        mtp.start(new Core());
    }

    @AfterAll
    static void stop() {
        mtp.close();
    }

    @Test
    void a_token_does_without_a_certificate() throws Exception {
        Agent agent = new Agent("/usp/key?eid=os::0014A5-token", anonymous);
        assertThat(agent.connectBlocking(10, TimeUnit.SECONDS)).isTrue();
        MtpPeer peer = await().until(() -> peer("os::0014A5-token"), Optional::isPresent).get();
        assertThat(mtp.send(peer, "over TLS".getBytes(UTF_8))).isEqualTo(new SendOutcome.Sent());
        assertThat(agent.received.poll(5, TimeUnit.SECONDS)).isEqualTo("over TLS");
        agent.close();
    }

    @Test
    void a_certificate_does_without_a_token_and_names_its_endpoint() throws Exception {
        Agent agent = new Agent("/usp?eid=" + EID, certified);
        assertThat(agent.connectBlocking(10, TimeUnit.SECONDS)).isTrue();
        await().until(() -> peer(EID), Optional::isPresent);
        assertThat(CLAIMS)
                .anySatisfy(claim -> {
                    assertThat(claim.claimedIdentity()).contains(EID);
                    assertThat(claim.credential())
                            .isInstanceOfSatisfying(
                                    Credential.Certificate.class,
                                    c -> {
                                        assertThat(c.fingerprint()).hasSize(64);
                                        assertThat(c.subject()).isEqualTo(EID);
                                    });
                });
        agent.close();
    }

    @Test
    void a_certificate_does_not_speak_for_another_and_nothing_is_not_enough() throws Exception {
        assertThat(new Agent("/usp?eid=os::other", certified).connectBlocking(10, TimeUnit.SECONDS))
                .isFalse();
        assertThat(new Agent("/usp?eid=" + EID, anonymous).connectBlocking(10, TimeUnit.SECONDS))
                .isFalse();
    }

    private static Optional<MtpPeer> peer(String endpointId) {
        return PEERS.stream().filter(p -> p.endpointId().equals(endpointId)).findFirst();
    }

    private static final class Core implements MtpListener {
        @Override
        public Authentication authenticate(Claim claim) {
            CLAIMS.add(claim);
            return new Authentication.Granted(
                    new Principal(Principal.Kind.CERTIFICATE, "x", TenantId.DEFAULT));
        }

        @Override
        public void connected(MtpPeer peer) {
            PEERS.add(peer);
        }

        @Override
        public boolean received(MtpPeer peer, byte[] record, Runnable acknowledge) {
            return true;
        }

        @Override
        public void disconnected(MtpPeer peer, String why) {}
    }

    private static final class Agent extends WebSocketClient {

        final BlockingQueue<String> received = new LinkedBlockingQueue<>();

        Agent(String target, SSLContext context) {
            super(
                    URI.create("wss://127.0.0.1:" + mtp.tlsPort() + target),
                    new Draft_6455(List.of(), List.of(new Protocol("v1.usp"))));
            setSocketFactory(context.getSocketFactory());
        }

        @Override
        public void onOpen(ServerHandshake handshake) {}

        @Override
        public void onMessage(String message) {}

        @Override
        public void onMessage(ByteBuffer bytes) {
            received.add(UTF_8.decode(bytes).toString());
        }

        @Override
        public void onClose(int code, String reason, boolean remote) {}

        @Override
        public void onError(Exception e) {}
    }
}
