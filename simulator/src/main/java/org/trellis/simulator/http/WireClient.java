package org.trellis.simulator.http;

import java.io.IOException;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.trellis.simulator.http.HttpWire.Reply;

/**
 * One keep-alive HTTP/1.1 connection for POST, with cookies and digest or basic authentication, as
 * a CPE has it. Not thread-safe; blocks its (virtual) thread. Reconnects when the peer closed.
 */
public final class WireClient implements AutoCloseable {

    private final HttpWire wire;
    private final String target;
    private final Optional<Login> first;
    private Optional<Login> login;
    private Optional<DigestAnswer> digest = Optional.empty();
    private String cookie = "";

    /** A user name and password. */
    public record Login(String user, String password) {}

    public WireClient(
            String host, int port, String target, int timeoutMillis, Optional<Login> login) {
        this(host, port, target, timeoutMillis, login, Optional.empty());
    }

    /** A client that speaks TLS if it is given a context. */
    public WireClient(
            String host,
            int port,
            String target,
            int timeoutMillis,
            Optional<Login> login,
            Optional<SSLContext> tls) {
        this.wire = new HttpWire(host, port, timeoutMillis, tls);
        this.target = target;
        this.first = login;
        this.login = login;
    }

    /** From now on proves itself with this, or with what it began with. */
    public void login(Optional<Login> own) {
        Optional<Login> next = own.or(() -> first);
        if (!next.equals(login)) {
            login = next;
            digest = Optional.empty();
        }
    }

    /** Forgets the session cookie; the connection and the nonce stay. */
    public void forgetCookie() {
        cookie = "";
    }

    /** The port of the present connection; 0 if there is none. */
    public int localPort() {
        return wire.localPort();
    }

    /**
     * Posts a body (empty for the CWMP empty POST); answers one 401 by authenticating.
     *
     * @throws IOException if the peer is not there, too slow, or not speaking HTTP
     */
    public Reply post(byte[] body) throws IOException {
        Reply reply = exchange(body);
        if (reply.status() == 401 && login.isPresent()) {
            String challenge = reply.headers().getOrDefault("www-authenticate", "");
            digest = Optional.of(DigestAnswer.to(challenge, login.get()));
            reply = exchange(body);
        }
        return reply;
    }

    private Reply exchange(byte[] body) throws IOException {
        StringBuilder headers = new StringBuilder(256);
        if (body.length > 0) {
            headers.append("Content-Type: text/xml; charset=utf-8\r\nSOAPAction: \"\"\r\n");
        }
        if (!cookie.isEmpty()) {
            headers.append("Cookie: ").append(cookie).append("\r\n");
        }
        digest.ifPresent(d ->
                headers.append("Authorization: ").append(d.header("POST", target)).append("\r\n"));
        Reply reply = wire.post(target, headers.toString(), body);
        if (!reply.cookies().isEmpty()) {
            cookie = reply.cookies().getLast();
        }
        return reply;
    }

    @Override
    public void close() {
        wire.close();
    }
}
