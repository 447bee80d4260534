package org.trellis.simulator.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * One keep-alive connection to the API, as cheap as it can be: load and controller share the
 * machine, and what is measured is the controller. Opened anew when the API closes it, as it does
 * after some requests. Not thread-safe.
 */
final class ApiConnection implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 70_000;
    private static final int LONGEST_LINE = 8_192;

    private final InetSocketAddress address;
    private final String host;
    private final String token;
    private Optional<Wire> wire = Optional.empty();

    private record Wire(Socket socket, InputStream in, OutputStream out) {}

    /** A status and a text. */
    record Reply(int status, String body) {}

    ApiConnection(URI api, String token) {
        this.address = new InetSocketAddress(api.getHost(), api.getPort());
        this.host = api.getHost() + ":" + api.getPort();
        this.token = token;
    }

    private Wire open() throws IOException {
        if (wire.isEmpty()) {
            Socket socket = new Socket();
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(address, TIMEOUT_MILLIS);
            wire =
                    Optional.of(
                            new Wire(
                                    socket,
                                    new BufferedInputStream(socket.getInputStream(), 8_192),
                                    socket.getOutputStream()));
        }
        return wire.get();
    }

    Reply post(String path, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        byte[] head =
                ("POST "
                                + path
                                + " HTTP/1.1\r\nHost: "
                                + host
                                + "\r\nAuthorization: Bearer "
                                + token
                                + "\r\nContent-Type: application/json\r\nContent-Length: "
                                + body.length
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        boolean answered = false;
        try {
            Wire open = open();
            open.out().write(all);
            Reply reply = read(open.in());
            answered = true;
            return reply;
        } finally {
            if (!answered) {
                close();
            }
        }
    }

    private Reply read(InputStream in) throws IOException {
        String[] status = line(in).split(" ", 3);
        if (status.length < 2) {
            throw new IOException("not HTTP");
        }
        int length = 0;
        boolean chunked = false;
        boolean last = false;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String header = line.toLowerCase(Locale.ROOT);
            if (header.startsWith("content-length:")) {
                length = Integer.parseInt(header.substring(15).trim());
            } else if (header.startsWith("transfer-encoding:")) {
                chunked = header.endsWith("chunked");
            } else if (header.startsWith("connection:")) {
                last = header.endsWith("close");
            }
        }
        byte[] body = chunked ? chunks(in) : in.readNBytes(length);
        if (last) {
            close();
        }
        return new Reply(Integer.parseInt(status[1]), new String(body, StandardCharsets.UTF_8));
    }

    private static byte[] chunks(InputStream in) throws IOException {
        byte[] body = new byte[0];
        while (true) {
            int size = Integer.parseInt(line(in), 16);
            if (size == 0) {
                line(in);
                return body;
            }
            byte[] chunk = in.readNBytes(size);
            body = Arrays.copyOf(body, body.length + chunk.length);
            System.arraycopy(chunk, 0, body, body.length - chunk.length, chunk.length);
            line(in);
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0 || line.length() > LONGEST_LINE) {
                throw new IOException("the API closed the connection");
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        if (wire.isPresent()) {
            wire.get().socket().close();
            wire = Optional.empty();
        }
    }
}
