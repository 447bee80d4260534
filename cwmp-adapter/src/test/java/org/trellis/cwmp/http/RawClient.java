package org.trellis.cwmp.http;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A CPE's side of a connection, byte by byte: it sends what it is told, right or wrong. */
final class RawClient implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;
    private final String host;

    RawClient(int port) throws IOException {
        socket = new Socket();
        socket.connect(new InetSocketAddress("127.0.0.1", port), 5_000);
        socket.setSoTimeout(20_000);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        host = "127.0.0.1:" + port;
    }

    record Reply(int status, List<String> headers, String body) {

        Optional<String> header(String name) {
            return headers.stream()
                    .filter(h ->
                            h.toLowerCase(Locale.ROOT)
                                    .startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(h -> h.substring(h.indexOf(':') + 1).strip())
                    .findFirst();
        }

        List<String> all(String name) {
            return headers.stream()
                    .filter(h ->
                            h.toLowerCase(Locale.ROOT)
                                    .startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(h -> h.substring(h.indexOf(':') + 1).strip())
                    .toList();
        }

        /** What the CPE sends back: the cookie without its attributes. */
        String cookie() {
            String set = header("Set-Cookie").orElseThrow();
            return "Cookie: " + set.substring(0, set.indexOf(';'));
        }

        boolean closes() {
            return header("Connection").filter("close"::equalsIgnoreCase).isPresent();
        }
    }

    /** A POST with a body, and whatever headers. */
    Reply post(String body, String... headers) throws IOException {
        return post(body.getBytes(StandardCharsets.UTF_8), headers);
    }

    Reply post(byte[] body, String... headers) throws IOException {
        StringBuilder head = new StringBuilder("POST /acs HTTP/1.1\r\nHost: " + host + "\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        head.append("Content-Type: text/xml; charset=utf-8\r\n");
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        send(head.toString());
        send(body);
        return read();
    }

    Reply empty(String... headers) throws IOException {
        return post(new byte[0], headers);
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    Reply read() throws IOException {
        String status = line();
        List<String> headers = new ArrayList<>();
        int length = 0;
        for (String header = line(); !header.isEmpty(); header = line()) {
            headers.add(header);
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        return new Reply(
                Integer.parseInt(status.split(" ")[1]),
                headers,
                new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("closed after: " + line);
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    /** True once the other side has closed. */
    boolean isClosed() {
        try {
            return in.read() < 0;
        } catch (IOException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
