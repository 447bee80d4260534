package org.trellis.simulator.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The listener of a CPE for connection requests (TR-069 3.2.2): GET with digest authentication, 200
 * when the device will call. One virtual thread; one request at a time.
 */
public final class ConnectionRequestListener implements AutoCloseable {

    private static final String REALM = "cpe";
    private static final Pattern FIELD = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|([^,\\s]*))");

    private final ServerSocket server;
    private final String path = "/" + UUID.randomUUID();
    private final Supplier<WireClient.Login> login;
    private final Runnable onRequest;

    /**
     * Listens on a free port of the loopback address.
     *
     * @param login what the ACS must show; asked anew for every request
     */
    public ConnectionRequestListener(Supplier<WireClient.Login> login, Runnable onRequest) {
        this.login = login;
        this.onRequest = onRequest;
        try {
            server = new ServerSocket();
            server.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("connection-request-listener").start(this::accept);
    }

    /** The URL that the CPE reports as ConnectionRequestURL. */
    public String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + path;
    }

    private void accept() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                socket.setSoTimeout(5000);
                serve(socket);
            } catch (IOException gone) {
                // A caller that went away, or the listener was closed.
            }
        }
    }

    private void serve(Socket socket) throws IOException {
        BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        String nonce = UUID.randomUUID().toString().replace("-", "");
        while (true) {
            String requestLine = in.readLine();
            if (requestLine == null) {
                return;
            }
            Optional<String> authorization = Optional.empty();
            for (String line = in.readLine();
                    line != null && !line.isEmpty();
                    line = in.readLine()) {
                if (line.regionMatches(true, 0, "Authorization:", 0, 14)) {
                    authorization = Optional.of(line.substring(14).trim());
                }
            }
            String status;
            boolean accepted = false;
            if (!requestLine.startsWith("GET " + path + " ")) {
                status = "404 Not Found";
            } else if (authorization.isEmpty() || !proves(authorization.get())) {
                status =
                        "401 Unauthorized\r\nWWW-Authenticate: Digest realm=\""
                                + REALM
                                + "\", qop=\"auth\", nonce=\""
                                + nonce
                                + "\", algorithm=MD5";
            } else {
                status = "200 OK";
                accepted = true;
            }
            String reply = "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n";
            socket.getOutputStream().write(reply.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            if (accepted) {
                onRequest.run();
                return;
            }
        }
    }

    private boolean proves(String authorization) {
        Map<String, String> f = new HashMap<>();
        Matcher field = FIELD.matcher(authorization);
        while (field.find()) {
            f.put(field.group(1), field.group(2) != null ? field.group(2) : field.group(3));
        }
        WireClient.Login expected = login.get();
        String a1 = md5(expected.user() + ":" + REALM + ":" + expected.password());
        String a2 = md5("GET:" + f.getOrDefault("uri", ""));
        String nonce = f.getOrDefault("nonce", "");
        String middle =
                f.containsKey("qop")
                        ? nonce + ":" + f.get("nc") + ":" + f.get("cnonce") + ":" + f.get("qop")
                        : nonce;
        return expected.user().equals(f.get("username"))
                && md5(a1 + ":" + middle + ":" + a2).equals(f.get("response"));
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("MD5")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException alreadyGone) {
            // Nothing is left to be done with it.
        }
    }
}
