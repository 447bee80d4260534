package org.trellis.cwmp.http;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32C;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trellis.cwmp.CwmpMetrics;
import org.trellis.cwmp.CwmpSettings;
import org.trellis.cwmp.auth.Attempt;
import org.trellis.cwmp.auth.AuthOutcome;
import org.trellis.cwmp.auth.HttpAuthenticator;
import org.trellis.cwmp.auth.Proof;
import org.trellis.cwmp.codec.CwmpDecodeException;
import org.trellis.cwmp.codec.CwmpDecoder;
import org.trellis.cwmp.codec.CwmpEncoder;
import org.trellis.cwmp.codec.DecodeLimits;
import org.trellis.cwmp.codec.EncodingOptions;
import org.trellis.cwmp.message.Envelope;
import org.trellis.cwmp.message.Fault;
import org.trellis.cwmp.message.Inform;
import org.trellis.southbound.UnavailableException;

/**
 * One POST of a CPE: limits, who it is, which session, and what is answered. Blocks, on a virtual
 * thread per request.
 */
final class CwmpHandler extends Handler.Abstract {

    private static final Logger LOG = LoggerFactory.getLogger(CwmpHandler.class);
    static final String PEER = "org.trellis.cwmp.peer";
    private static final HttpField XML =
            new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "text/xml; charset=\"utf-8\"");
    private static final HttpField POST_ONLY = new PreEncodedHttpField(HttpHeader.ALLOW, "POST");
    private static final int MAX_NEW_AT_A_TIME = 512;
    private static final int RETRY_SECONDS = 10;

    private final CwmpSettings.Limits limits;
    private final HttpAuthenticator authenticator;
    private final Origins origins;
    private final SessionTable table;
    private final SessionDriver driver;
    private final Runtime runtime;
    private final BodyReader bodies;
    private final CwmpDecoder decoder;
    private final CwmpEncoder encoder = new CwmpEncoder();
    private final Semaphore newcomers = new Semaphore(MAX_NEW_AT_A_TIME);

    /** What every part of the listener shares. */
    record Runtime(CwmpMetrics metrics, Clock clock, RandomGenerator random) {}

    CwmpHandler(
            CwmpSettings settings,
            HttpAuthenticator authenticator,
            SessionTable table,
            SessionDriver driver,
            Runtime runtime) {
        this.limits = settings.limits();
        this.authenticator = authenticator;
        this.origins = new Origins(settings.trustedProxies());
        this.table = table;
        this.driver = driver;
        this.runtime = runtime;
        this.bodies = new BodyReader(limits);
        this.decoder = new CwmpDecoder(DecodeLimits.DEFAULT.withMaxBytes(limits.maxBody()));
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Peer peer = peer(request);
        peer.begin();
        Outgoing outgoing;
        try {
            outgoing = answer(request, peer);
        } catch (UnavailableException e) {
            runtime.metrics().unavailable();
            LOG.debug("the store is away: {}", e.getMessage());
            outgoing = Outgoing.later(jittered());
        } catch (RuntimeException e) {
            LOG.error("a request from {} failed", Request.getRemoteAddr(request), e);
            outgoing = Outgoing.error(500);
        }
        runtime.metrics().request();
        peer.end(System.nanoTime());
        write(outgoing, response, callback);
        return true;
    }

    static Peer peer(Request request) {
        var connection = request.getConnectionMetaData();
        if (connection.getAttribute(PEER) instanceof Peer known) {
            return known;
        }
        Peer fresh = new Peer(System.nanoTime());
        connection.setAttribute(PEER, fresh);
        return fresh;
    }

    private Outgoing answer(Request request, Peer peer) {
        String path = request.getHttpURI().getPath();
        if (path != null && (path.equals("/api") || path.startsWith("/api/"))) {
            return Outgoing.error(404);
        }
        if (!"POST".equals(request.getMethod())) {
            return Outgoing.error(405);
        }
        Attempt attempt = TlsPeers.attempt(request, origins.of(request));
        Optional<LiveSession> known = session(request.getHeaders(), peer, attempt);
        if (known.isPresent()) {
            return admitted(request, peer, attempt, known);
        }
        if (table.full() || !newcomers.tryAcquire()) {
            runtime.metrics().overload();
            return Outgoing.later(jittered());
        }
        try {
            return admitted(request, peer, attempt, known);
        } finally {
            newcomers.release();
        }
    }

    private int jittered() {
        return RETRY_SECONDS + runtime.random().nextInt(RETRY_SECONDS);
    }

    private Optional<LiveSession> session(HttpFields headers, Peer peer, Attempt attempt) {
        var cookies = Cookies.values(headers.getValuesList(HttpHeader.COOKIE));
        for (String cookie : cookies) {
            Optional<LiveSession> session = table.byCookie(cookie);
            if (session.isPresent()) {
                return session;
            }
        }
        LiveSession carried = peer.session();
        if (carried != null) {
            return Optional.of(carried);
        }
        // A device that keeps no cookies and opens a connection per POST.
        return cookies.isEmpty()
                ? HttpAuthenticator.user(attempt)
                        .flatMap(user -> table.byUser(attempt.remoteAddress(), user))
                : Optional.empty();
    }

    private Outgoing admitted(
            Request request, Peer peer, Attempt attempt, Optional<LiveSession> session) {
        var now = runtime.clock().instant();
        AuthOutcome outcome =
                session.isPresent()
                        ? authenticator.recheck(
                                attempt, session.get().proof, session.get().peer == peer, now)
                        : authenticator.check(attempt, now);
        return switch (outcome) {
            case AuthOutcome.Accepted(Proof proof) -> received(request, peer, proof, session);
            case AuthOutcome.Challenge challenge -> challenged(request, peer, challenge);
            case AuthOutcome.Forbidden _ -> Outgoing.error(403);
        };
    }

    /** Once more after wrong credentials, then no more on this connection (TR-069 3.4.4). */
    private Outgoing challenged(Request request, Peer peer, AuthOutcome.Challenge challenge) {
        runtime.metrics().challenge(challenge.wrong());
        if (challenge.wrong() && peer.wrongCredentials() > 1) {
            return Outgoing.error(403);
        }
        if (!request.getHeaders().contains(HttpHeader.EXPECT)) {
            try {
                bodies.discard(Content.Source.asInputStream(request), limits.maxFirstBody());
            } catch (BodyException e) {
                return refused(e);
            }
        }
        return Outgoing.challenge(challenge.challenges());
    }

    private Outgoing refused(BodyException e) {
        switch (e.status()) {
            case 408 -> runtime.metrics().tooSlow();
            case 413 -> runtime.metrics().tooLarge();
            case 503 -> runtime.metrics().overload();
            default -> runtime.metrics().malformed();
        }
        return e.status() == 503 ? Outgoing.later(jittered()) : Outgoing.error(e.status());
    }

    private Outgoing received(
            Request request, Peer peer, Proof proof, Optional<LiveSession> session) {
        HttpFields headers = request.getHeaders();
        String coding = headers.get(HttpHeader.CONTENT_ENCODING);
        BodyReader.Body body;
        try {
            body =
                    bodies.read(
                            Content.Source.asInputStream(request),
                            headers.getLongField(HttpHeader.CONTENT_LENGTH),
                            coding == null ? "" : coding,
                            session.isPresent() ? limits.maxBody() : limits.maxFirstBody());
        } catch (BodyException e) {
            LOG.atInfo()
                    .addKeyValue("protocol", "cwmp")
                    .addKeyValue("address", origins.of(request).address())
                    .log("body refused: {}", e.getMessage());
            return refused(e);
        }
        try {
            return decoded(request, peer, proof, session, body.content());
        } finally {
            bodies.release(body);
        }
    }

    private Outgoing decoded(
            Request request,
            Peer peer,
            Proof proof,
            Optional<LiveSession> session,
            byte[] content) {
        String remote = origins.of(request).address();
        Optional<Envelope> message;
        try {
            message =
                    content.length == 0 || CwmpDecoder.isBlank(content)
                            ? Optional.empty()
                            : Optional.of(decoder.decode(content, charset(request)).envelope());
        } catch (CwmpDecodeException e) {
            return malformed(e, remote, session);
        }
        var post =
                new SessionDriver.Post(
                        message, hash(content), peer, remote, runtime.clock().instant());
        if (message.isPresent() && message.get().body() instanceof Inform inform) {
            Outgoing opened = driver.open(message.get(), inform, proof, post);
            extend(request, peer);
            return opened;
        }
        if (session.isEmpty()) {
            // Empty to provoke a 401 is tolerated where there is none; anything else begins with
            // an Inform (rule R1). A session that is not ours (another controller's, or from before
            // a restart) must not be told that it ended well: 400 makes the device begin anew.
            boolean ofSession =
                    !Cookies.values(request.getHeaders().getValuesList(HttpHeader.COOKIE))
                            .isEmpty();
            return message.isEmpty() && !ofSession && proof instanceof Proof.Nothing
                    ? Outgoing.empty(204)
                    : Outgoing.error(400);
        }
        LiveSession live = session.get();
        try {
            return driver.post(live, post);
        } catch (UnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            driver.fail(live);
            throw e;
        }
    }

    private Outgoing malformed(
            CwmpDecodeException e, String remote, Optional<LiveSession> session) {
        runtime.metrics().malformed();
        LOG.atInfo()
                .addKeyValue("protocol", "cwmp")
                .addKeyValue("address", remote)
                .addKeyValue("device", session.map(SessionDriver::device).orElse(""))
                .log("message refused: {}", e.getMessage());
        session.ifPresent(driver::fail);
        return switch (e.kind()) {
            case MALFORMED -> Outgoing.error(400);
            case TOO_LARGE -> Outgoing.error(413);
            case INVALID ->
                    Outgoing.soap(
                            encoder.encode(
                                    Envelope.of(e.namespace(), e.id(), Fault.of(e.code())),
                                    EncodingOptions.DEFAULT));
        };
    }

    private static Optional<Charset> charset(Request request) {
        try {
            @Nullable Charset charset = Request.getCharset(request);
            return Optional.ofNullable(charset);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }

    private static long hash(byte[] content) {
        CRC32C crc = new CRC32C();
        crc.update(content);
        return crc.getValue() << 32 | content.length;
    }

    /** A connection that carries a session may be quiet as long as the session. */
    private static void extend(Request request, Peer peer) {
        LiveSession session = peer.session();
        var connection = request.getConnectionMetaData().getConnection();
        if (session != null && connection != null) {
            connection.getEndPoint().setIdleTimeout(session.idleNanos / 1_000_000 + 5_000);
        }
    }

    private static void write(Outgoing outgoing, Response response, Callback callback) {
        response.setStatus(outgoing.status());
        HttpFields.Mutable headers = response.getHeaders();
        if (outgoing.body().length > 0) {
            headers.put(XML);
        }
        if (outgoing.status() != 204) {
            headers.put(HttpHeader.CONTENT_LENGTH, outgoing.body().length);
        }
        outgoing.cookie().ifPresent(c -> headers.put(HttpHeader.SET_COOKIE, Cookies.setCookie(c)));
        outgoing.challenges().forEach(c -> headers.add(HttpHeader.WWW_AUTHENTICATE, c));
        if (outgoing.retryAfterSeconds() > 0) {
            headers.put(HttpHeader.RETRY_AFTER, outgoing.retryAfterSeconds());
        }
        if (outgoing.status() == 405) {
            headers.put(POST_ONLY);
        }
        if (outgoing.close()) {
            headers.put(HttpHeader.CONNECTION, "close");
        }
        response.write(true, ByteBuffer.wrap(outgoing.body()), callback);
    }
}
