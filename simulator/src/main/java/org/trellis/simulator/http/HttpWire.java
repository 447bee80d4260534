package org.trellis.simulator.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * One keep-alive HTTP/1.1 connection as cheap as it can be: load and controller share a machine,
 * and what is measured is the controller. Opened when it is needed, and anew when the peer has
 * closed it. Not thread-safe; blocks its (virtual) thread.
 */
public final class HttpWire implements AutoCloseable {

    private static final int MAX_REPLY = 64 << 20;
    private static final byte[] CRLF2 = "\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private final String host;
    private final int port;
    private final int timeoutMillis;
    private final Optional<SSLContext> tls;
    private Optional<Connection> connection = Optional.empty();

    /** An HTTP answer; header names are lower case, of a repeated one the first counts. */
    public record Reply(
            int status, Map<String, String> headers, List<String> cookies, byte[] body) {
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private record Connection(Socket socket, InputStream in, OutputStream out) {}

    /**
     * @param tls speaks TLS if it is given
     */
    public HttpWire(String host, int port, int timeoutMillis, Optional<SSLContext> tls) {
        this.host = host;
        this.port = port;
        this.timeoutMillis = timeoutMillis;
        this.tls = tls;
    }

    /** The port of the present connection; 0 if there is none. */
    public int localPort() {
        return connection.map(c -> c.socket().getLocalPort()).orElse(0);
    }

    /**
     * Posts a body.
     *
     * @param headers lines that end with CRLF, beside Host and Content-Length
     * @throws IOException if the peer is not there, too slow, or not speaking HTTP
     */
    public Reply post(String target, String headers, byte[] body) throws IOException {
        byte[] head =
                ("POST "
                                + target
                                + " HTTP/1.1\r\nHost: "
                                + host
                                + ":"
                                + port
                                + "\r\n"
                                + headers
                                + "Content-Length: "
                                + body.length
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        boolean reused = connection.isPresent();
        try {
            return exchange(all);
        } catch (IOException e) {
            close();
            if (!reused) {
                throw e;
            }
            // The peer may close an idle connection at any time (RFC 9112 9.3.1).
            return exchange(all);
        }
    }

    private Reply exchange(byte[] request) throws IOException {
        Connection c = connection.isPresent() ? connection.get() : connect();
        c.out().write(request);
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
        String[] lines = readHead(c.in()).split("\r\n", -1);
        String[] status = lines[0].split(" ", 3);
        if (status.length < 2 || !status[0].startsWith("HTTP/1.")) {
            throw new IOException("not HTTP: " + lines[0]);
        }
        Map<String, String> headers = new LinkedHashMap<>();
        List<String> cookies = new ArrayList<>(1);
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                String name = lines[i].substring(0, colon).trim().toLowerCase(Locale.ROOT);
                String value = lines[i].substring(colon + 1).trim();
                if (name.equals("set-cookie")) {
                    cookies.add(value.split(";", 2)[0]);
                }
                headers.putIfAbsent(name, value);
            }
        }
        byte[] body = readBody(c.in(), Integer.parseInt(status[1]), headers);
        if ("close".equalsIgnoreCase(headers.get("connection"))) {
            close();
        }
        return new Reply(Integer.parseInt(status[1]), headers, cookies, body);
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
