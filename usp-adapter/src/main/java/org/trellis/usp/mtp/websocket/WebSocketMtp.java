package org.trellis.usp.mtp.websocket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.java_websocket.enums.ReadyState;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.framing.CloseFrame;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trellis.southbound.Authentication;
import org.trellis.southbound.Principal;
import org.trellis.southbound.UnavailableException;
import org.trellis.usp.mtp.Mtp;
import org.trellis.usp.mtp.MtpListener;
import org.trellis.usp.mtp.MtpPeer;
import org.trellis.usp.mtp.SendOutcome;

/**
 * TR-369 over WebSocket (4.3 there), the controller as server.
 *
 * <p>The library runs every callback on two shared workers, so the store cannot be asked during the
 * handshake. What can be judged without it is answered there (400, 401, 403, 404, 503); then the
 * connection is opened, its records are kept, and the core is asked on a virtual thread. Whoever it
 * refuses is closed with 1008 and told 403 if it comes again at once.
 */
public final class WebSocketMtp implements Mtp {

    private static final Logger LOG = LoggerFactory.getLogger(WebSocketMtp.class);
    private static final String TRANSPORT = "websocket";
    private static final Duration START_DEADLINE = Duration.ofSeconds(10);
    private static final Duration HANDSHAKE_DEADLINE = Duration.ofSeconds(15);
    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(5);
    private static final Duration ROOM_DEADLINE = Duration.ofSeconds(3);
    private static final Duration SWEEP = Duration.ofSeconds(1);
    private static final Duration ROOM_CHECK = Duration.ofMillis(10);
    private static final int MAX_ASKING = 256;

    private final WebSocketSettings settings;
    private final RefusalMemory refusals = new RefusalMemory();
    private final Semaphore asking = new Semaphore(MAX_ASKING);
    private final Map<Long, AgentSession> byConnection = new ConcurrentHashMap<>();
    private final Map<BoundedSocket, Long> closing = new ConcurrentHashMap<>();
    private final AtomicLong connections = new AtomicLong();
    private @Nullable AgentServer plain;
    private @Nullable AgentServer tls;
    private @Nullable Thread sweeper;
    private @Nullable MtpListener listener;

    public WebSocketMtp(WebSocketSettings settings) {
        this.settings = Objects.requireNonNull(settings);
    }

    @Override
    public String transport() {
        return TRANSPORT;
    }

    @Override
    public void start(MtpListener to) {
        this.listener = Objects.requireNonNull(to);
        FromServer sessions = new FromServer();
        plain = open(new AgentServer.Door(settings.address(), Optional.empty()), to, sessions);
        tls =
                settings.tls()
                        .map(t -> new AgentServer.Door(t.address(), Optional.of(t)))
                        .map(door -> open(door, to, sessions))
                        .orElse(null);
        sweeper = Thread.ofVirtual().name("usp-websocket-sweeper").start(this::sweep);
    }

    private AgentServer open(AgentServer.Door door, MtpListener to, FromServer sessions) {
        AgentServer starting = new AgentServer(door, settings, refusals, to, sessions);
        starting.start();
        try {
            starting.started().get(START_DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new UncheckedIOException(
                    new IOException("USP WebSocket cannot listen on " + door.address(), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
        return starting;
    }

    private Stream<AgentServer> servers() {
        return Stream.of(Optional.ofNullable(plain), Optional.ofNullable(tls))
                .flatMap(Optional::stream);
    }

    /** The plaintext port that is bound; 0 before {@link #start}. */
    public int port() {
        return plain == null ? 0 : plain.getPort();
    }

    /** The TLS port that is bound; 0 if there is none. */
    public int tlsPort() {
        return tls == null ? 0 : tls.getPort();
    }

    /** Sockets that are open, in their handshake included. */
    public int connectionCount() {
        return servers().mapToInt(s -> s.sockets().sockets().size()).sum();
    }

    @Override
    public SendOutcome send(MtpPeer peer, byte[] record) {
        AgentSession session = byConnection.get(peer.connection());
        if (session == null) {
            return new SendOutcome.NotSent("the agent is not connected");
        }
        try {
            if (!awaitRoom(session.socket(), record.length)) {
                close(session.socket(), CloseFrame.TRY_AGAIN_LATER, "too slow");
                return new SendOutcome.NotSent("the agent reads too slowly");
            }
            session.socket().send(ByteBuffer.wrap(record));
            return new SendOutcome.Sent();
        } catch (WebsocketNotConnectedException e) {
            return new SendOutcome.NotSent("the agent is not connected");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new SendOutcome.NotSent("interrupted");
        }
    }

    @Override
    public void disconnect(MtpPeer peer, CloseReason reason) {
        AgentSession session = byConnection.get(peer.connection());
        if (session != null) {
            close(session.socket(), code(reason), "");
            over(session, reason.name());
        }
    }

    @Override
    public void close() {
        Thread sweeping = sweeper;
        if (sweeping != null) {
            sweeping.interrupt();
        }
        servers()
                .forEach(running -> {
                    try {
                        running.stop((int) CLOSE_DEADLINE.toMillis(), "going away"); // sends 1001
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        byConnection.values().forEach(s -> over(s, "going away"));
    }

    @Override
    public boolean acceptsCredentials() {
        return true;
    }

    private boolean awaitRoom(BoundedSocket socket, int bytes) throws InterruptedException {
        long until = System.nanoTime() + ROOM_DEADLINE.toNanos();
        while (!socket.hasRoom(bytes, settings.maxQueuedBytes())) {
            if (System.nanoTime() - until > 0 || !socket.isOpen()) {
                return false;
            }
            Thread.sleep(ROOM_CHECK);
        }
        return true;
    }

    private void authenticate(AgentSession session) {
        try {
            switch (listener().authenticate(session.claim())) {
                case Authentication.Granted(Principal principal) -> letIn(session, principal);
                case Authentication.Denied _ -> {
                    refusals.remember(session.claim());
                    LOG.info(
                            "USP agent refused: {} from {}",
                            session.claim().claimedIdentity().orElse("without eid"),
                            session.claim().remoteAddress());
                    close(session.socket(), CloseFrame.POLICY_VALIDATION, "refused");
                }
            }
        } catch (UnavailableException away) {
            LOG.debug("USP agent put off, the store is away", away);
            close(session.socket(), CloseFrame.TRY_AGAIN_LATER, "later");
        }
    }

    private void letIn(AgentSession session, Principal principal) {
        // another connection of the same endpoint id is not touched here: whoever has authenticated
        // need not be let in as it
        String endpointId = session.claim().claimedIdentity().orElse("");
        byConnection.put(session.connection(), session);
        boolean begun =
                session.begin(
                        new MtpPeer(
                                endpointId,
                                principal,
                                TRANSPORT,
                                "ws-" + session.connection(),
                                session.claim().remoteAddress(),
                                session.connection()));
        if (!begun) {
            close(session.socket(), CloseFrame.TRY_AGAIN_LATER, "too many records at once");
            over(session, "over before it began");
        }
    }

    private void over(AgentSession session, String why) {
        byConnection.remove(session.connection(), session);
        session.end(why);
    }

    private void close(BoundedSocket socket, int code, String reason) {
        closing.putIfAbsent(socket, System.nanoTime());
        socket.close(code, reason);
    }

    /** Cuts sockets that do not finish their handshake, or do not close when told to. */
    private void sweep() {
        try {
            while (true) {
                Thread.sleep(SWEEP);
                long now = System.nanoTime();
                servers()
                        .flatMap(s -> s.sockets().sockets().stream())
                        .filter(s -> s.getReadyState() == ReadyState.NOT_YET_CONNECTED)
                        .filter(s -> s.ageNanos() > HANDSHAKE_DEADLINE.toNanos())
                        .forEach(s -> cut(s, "no handshake in time"));
                closing.forEach((socket, since) -> {
                    if (now - since > CLOSE_DEADLINE.toNanos()) {
                        cut(socket, "does not close");
                    }
                });
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void cut(BoundedSocket socket, String why) {
        closing.remove(socket);
        socket.closeConnection(CloseFrame.ABNORMAL_CLOSE, why);
        servers().forEach(s -> s.sockets().sockets().remove(socket));
    }

    private MtpListener listener() {
        return Objects.requireNonNull(listener, "not started");
    }

    private static int code(CloseReason reason) {
        return switch (reason) {
            case REPLACED -> CloseFrame.NORMAL;
            case REFUSED -> CloseFrame.POLICY_VALIDATION;
            case MALFORMED -> CloseFrame.REFUSE;
            case OVERLOAD -> CloseFrame.TRY_AGAIN_LATER;
            case GOING_AWAY -> CloseFrame.GOING_AWAY;
        };
    }

    private final class FromServer implements AgentServer.Sessions {

        @Override
        public long nextConnection() {
            return connections.incrementAndGet();
        }

        @Override
        public void opened(AgentSession session) {
            if (!asking.tryAcquire()) {
                close(session.socket(), CloseFrame.TRY_AGAIN_LATER, "later");
                return;
            }
            Thread.ofVirtual()
                    .name("usp-websocket-auth")
                    .start(() -> {
                        try {
                            authenticate(session);
                        } finally {
                            asking.release();
                        }
                    });
        }

        @Override
        public void closed(AgentSession session, String why) {
            closing.remove(session.socket());
            over(session, why);
        }
    }
}
