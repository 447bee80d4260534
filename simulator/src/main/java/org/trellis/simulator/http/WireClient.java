package org.trellis.simulator.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * One keep-alive HTTP/1.1 connection for POST, with cookies and digest or basic authentication, as
 * a CPE has it. Not thread-safe; blocks its (virtual) thread. Reconnects when the peer closed.
 */
public final class WireClient implements AutoCloseable {

    private static final int MAX_REPLY = 64 << 20;
    private static final byte[] CRLF2 = "\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private final String host;
    private final int port;
    private final String target;
    private final int timeoutMillis;
    private final Optional<Login> first;
    private Optional<Login> login;
    private final Optional<SSLContext> tls;
    private Optional<DigestAnswer> digest = Optional.empty();
    private Optional<Connection> connection = Optional.empty();
    private String cookie = "";

    /** A user name and password. */
    public record Login(String user, String password) {}

    /** An HTTP answer; header names are lower case. */
    public record Reply(int status, Map<String, String> headers, byte[] body) {
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private record Connection(Socket socket, InputStream in, OutputStream out) {}

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
        this.tls = tls;
        this.host = host;
        this.port = port;
        this.target = target;
        this.timeoutMillis = timeoutMillis;
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
        return connection.map(c -> c.socket().getLocalPort()).orElse(0);
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
        boolean reused = connection.isPresent();
        try {
            return exchangeOnce(body);
        } catch (IOException e) {
            close();
            if (!reused) {
                throw e;
            }
            // The peer may close an idle connection at any time (RFC 9112 9.3.1).
            return exchangeOnce(body);
        }
    }

    private Reply exchangeOnce(byte[] body) throws IOException {
        Connection c = connection.isPresent() ? connection.get() : connect();
        StringBuilder head = new StringBuilder(256);
        head.append("POST ").append(target).append(" HTTP/1.1\r\nHost: ").append(host);
        head.append(':').append(port).append("\r\n");
        if (body.length > 0) {
            head.append("Content-Type: text/xml; charset=utf-8\r\nSOAPAction: \"\"\r\n");
        }
        head.append("Content-Length: ").append(body.length).append("\r\n");
        if (!cookie.isEmpty()) {
            head.append("Cookie: ").append(cookie).append("\r\n");
        }
        digest.ifPresent(d ->
                head.append("Authorization: ").append(d.header("POST", target)).append("\r\n"));
        head.append("\r\n");
        byte[] headBytes = head.toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = Arrays.copyOf(headBytes, headBytes.length + body.length);
        System.arraycopy(body, 0, all, headBytes.length, body.length);
        c.out().write(all);
        c.out().flush();
        return read(c);
    }

    private Connection connect() throws IOException {
        Socket plain = new Socket();
        plain.setTcpNoDelay(true);
        plain.setSoTimeout(timeoutMillis);
        plain.connect(new InetSocketAddress(host, port), timeoutMillis);
        Socket socket =
                tls.isPresent()
                        ? tls.get().getSocketFactory().createSocket(plain, host, port, true)
                        : plain;
        Connection c =
                new Connection(
                        socket,
                        new BufferedInputStream(socket.getInputStream(), 8192),
                        socket.getOutputStream());
        connection = Optional.of(c);
        return c;
    }

    private Reply read(Connection c) throws IOException {
        String head = readHead(c.in());
        String[] lines = head.split("\r\n", -1);
        String[] status = lines[0].split(" ", 3);
        if (status.length < 2 || !status[0].startsWith("HTTP/1.")) {
            throw new IOException("not HTTP: " + lines[0]);
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                String name = lines[i].substring(0, colon).trim().toLowerCase(Locale.ROOT);
                String value = lines[i].substring(colon + 1).trim();
                if (name.equals("set-cookie")) {
                    cookie = value.split(";", 2)[0];
                }
                headers.putIfAbsent(name, value);
            }
        }
        byte[] body = readBody(c.in(), Integer.parseInt(status[1]), headers);
        if ("close".equalsIgnoreCase(headers.get("connection"))) {
            close();
        }
        return new Reply(Integer.parseInt(status[1]), headers, body);
    }

    private static String readHead(InputStream in) throws IOException {
        byte[] buffer = new byte[16384];
        int length = 0;
        int matched = 0;
        while (matched < CRLF2.length) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("the peer closed the connection");
            }
            if (length == buffer.length) {
                throw new IOException("header too long");
            }
            buffer[length++] = (byte) b;
            matched = b == CRLF2[matched] ? matched + 1 : b == '\r' ? 1 : 0;
        }
        return new String(buffer, 0, length - CRLF2.length, StandardCharsets.ISO_8859_1);
    }

    private static byte[] readBody(InputStream in, int status, Map<String, String> headers)
            throws IOException {
        if (status == 204 || status == 304) {
            return new byte[0];
        }
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            return readChunks(in);
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        if (length > MAX_REPLY) {
            throw new IOException("reply too long");
        }
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new IOException("the peer closed the connection");
        }
        return body;
    }

    private static byte[] readChunks(InputStream in) throws IOException {
        byte[] body = new byte[0];
        while (true) {
            int size = Integer.parseInt(readLine(in).split(";", 2)[0].trim(), 16);
            if (size == 0) {
                skipTrailers(in);
                return body;
            }
            if (body.length + size > MAX_REPLY) {
                throw new IOException("reply too long");
            }
            byte[] chunk = in.readNBytes(size);
            body = Arrays.copyOf(body, body.length + chunk.length);
            System.arraycopy(chunk, 0, body, body.length - chunk.length, chunk.length);
            readLine(in);
        }
    }

    private static void skipTrailers(InputStream in) throws IOException {
        String line = readLine(in);
        while (!line.isEmpty()) {
            line = readLine(in);
        }
    }

    private static String readLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0 || line.length() > 1000) {
                throw new IOException("bad chunk");
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        connection.ifPresent(c -> {
            try {
                c.socket().close();
            } catch (IOException alreadyGone) {
                // Nothing is left to be done with it.
            }
        });
        connection = Optional.empty();
    }
}
