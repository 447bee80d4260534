package org.trellis.usp.mtp.websocket;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.java_websocket.WebSocket;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.ServerHandshakeBuilder;
import org.java_websocket.protocols.Protocol;
import org.java_websocket.server.WebSocketServer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trellis.southbound.Claim;
import org.trellis.southbound.Credential;
import org.trellis.usp.mtp.AgentCertificate;
import org.trellis.usp.mtp.MtpListener;

/**
 * The library's server: its callbacks run on two workers that all connections share, so nothing in
 * here blocks. Who is let in is decided elsewhere, after the handshake.
 */
final class AgentServer extends WebSocketServer {

    /** What the server hands over. */
    interface Sessions {
        /** A number that no other connection has, whichever port it came to. */
        long nextConnection();

        void opened(AgentSession session);

        void closed(AgentSession session, String why);
    }

    private static final Logger LOG = LoggerFactory.getLogger(AgentServer.class);
    private static final String SUB_PROTOCOL = "v1.usp"; // R-WS.9
    private static final String TRANSPORT = "websocket";
    private static final int WORKERS = 2;

    private final WebSocketSettings settings;
    private final SocketFactory sockets;
    private final RefusalMemory refusals;
    private final MtpListener listener;
    private final Sessions sessions;
    private final CompletableFuture<Void> started = new CompletableFuture<>();

    /** One port. */
    record Door(InetSocketAddress address, Optional<WebSocketSettings.Tls> tls) {}

    AgentServer(
            Door door,
            WebSocketSettings settings,
            RefusalMemory refusals,
            MtpListener listener,
            Sessions sessions) {
        super(
                door.address(),
                WORKERS,
                List.of(
                        new Draft_6455(
                                List.of(),
                                List.of(new Protocol(SUB_PROTOCOL)),
                                settings.maxFrameBytes())));
        this.settings = settings;
        this.refusals = refusals;
        this.listener = listener;
        this.sessions = sessions;
        this.sockets = new SocketFactory(door.tls());
        setWebSocketFactory(sockets);
        setReuseAddr(true);
        setTcpNoDelay(true);
        setDaemon(true);
        setConnectionLostTimeout((int) settings.ping().toSeconds());
    }

    /** Completes when the port is bound, exceptionally if it cannot be. */
    CompletableFuture<Void> started() {
        return started;
    }

    SocketFactory sockets() {
        return sockets;
    }

    @Override
    protected boolean onConnect(SelectionKey key) {
        // a margin, so that most of those too many can still be told 503
        return sockets.sockets().size()
                < settings.maxConnections() + settings.maxConnections() / 8 + 16;
    }

    @Override
    public ServerHandshakeBuilder onWebsocketHandshakeReceivedAsServer(
            WebSocket socket, Draft draft, ClientHandshake request) throws InvalidDataException {
        BoundedSocket bounded = (BoundedSocket) socket;
        if (sockets.sockets().size() > settings.maxConnections()) {
            throw refused(bounded, 503, "Service Unavailable");
        }
        try {
            HandshakeRequest parsed =
                    HandshakeRequest.parse(
                            request.getResourceDescriptor(),
                            request.getFieldValue("Sec-WebSocket-Extensions"));
            AgentSession session =
                    new AgentSession(
                            bounded, claim(bounded, parsed), sessions.nextConnection(), listener);
            if (refusals.isRefused(session.claim())) {
                throw new HandshakeRequest.RefusedException(403, "refused a moment ago");
            }
            socket.setAttachment(session);
            ServerHandshakeBuilder answer =
                    super.onWebsocketHandshakeReceivedAsServer(socket, draft, request);
            if (parsed.offersExtension()) {
                answer.put(
                        "Sec-WebSocket-Extensions",
                        "bbf-usp-protocol; eid=\"" + settings.controller() + "\"");
            }
            return answer;
        } catch (HandshakeRequest.RefusedException e) {
            LOG.debug("USP handshake refused: {} from {}", e.getMessage(), address(bounded));
            throw refused(bounded, e.status(), phrase(e.status()));
        }
    }

    /** Called for every socket that ends; {@link #onClose} only for those that were open. */
    @Override
    protected boolean removeConnection(WebSocket socket) {
        if (socket instanceof BoundedSocket bounded) {
            sockets.sockets().remove(bounded);
        }
        return super.removeConnection(socket);
    }

    @Override
    public void onOpen(WebSocket socket, ClientHandshake handshake) {
        AgentSession session = socket.<@Nullable AgentSession>getAttachment();
        if (session != null) {
            sessions.opened(session);
        }
    }

    @Override
    public void onMessage(WebSocket socket, ByteBuffer bytes) {
        AgentSession session = socket.<@Nullable AgentSession>getAttachment();
        if (session == null) {
            return;
        }
        byte[] record = new byte[bytes.remaining()];
        bytes.get(record);
        switch (session.received(record)) {
            case YES, OVER -> {}
            case FULL -> socket.close(CloseFrame.TRY_AGAIN_LATER, "too many records at once");
        }
    }

    @Override
    public void onMessage(WebSocket socket, String text) {
        socket.close(CloseFrame.REFUSE, "only binary frames carry records"); // 1003, R-WS.16
    }

    @Override
    public void onClose(WebSocket socket, int code, String reason, boolean remote) {
        AgentSession session = socket.<@Nullable AgentSession>getAttachment();
        if (session != null) {
            sessions.closed(
                    session, "closed by " + (remote ? "the agent" : "us") + ", code " + code);
        }
    }

    @Override
    public void onError(@Nullable WebSocket socket, Exception error) {
        if (socket == null) {
            started.completeExceptionally(error);
            LOG.error("USP WebSocket listener failed", error);
        } else {
            LOG.debug("USP WebSocket error", error);
        }
    }

    @Override
    public void onStart() {
        started.complete(null);
    }

    static String address(WebSocket socket) {
        InetSocketAddress remote = socket.getRemoteSocketAddress();
        return remote == null ? "" : remote.getAddress().getHostAddress();
    }

    private static Claim claim(BoundedSocket socket, HandshakeRequest request)
            throws HandshakeRequest.RefusedException {
        Optional<AgentCertificate> certificate = certificate(socket);
        Optional<String> certified = certificate.flatMap(AgentCertificate::endpointId);
        if (certified.isPresent()
                && request.endpointId().isPresent()
                && !certified.equals(request.endpointId())) {
            throw new HandshakeRequest.RefusedException(403, "eid is not the certificate's");
        }
        Optional<Credential> credential =
                request.token()
                        .<Credential>map(Credential.Token::new)
                        .or(() -> certificate.map(AgentCertificate::credential));
        return new Claim(
                org.trellis.southbound.Protocol.USP,
                TRANSPORT,
                credential.orElseThrow(
                        () -> new HandshakeRequest.RefusedException(401, "nothing shown")),
                certified.or(request::endpointId),
                address(socket));
    }

    private static Optional<AgentCertificate> certificate(BoundedSocket socket) {
        if (!socket.hasSSLSupport()) {
            return Optional.empty();
        }
        try {
            return socket.getSSLSession().getPeerCertificates()[0] instanceof X509Certificate x
                    ? Optional.of(AgentCertificate.of(x))
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException none) {
            return Optional.empty();
        }
    }

    private static InvalidDataException refused(BoundedSocket socket, int status, String phrase) {
        socket.refuse(status, phrase);
        return new InvalidDataException(CloseFrame.REFUSE, phrase);
    }

    private static String phrase(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 414 -> "URI Too Long";
            default -> "Refused";
        };
    }
}
