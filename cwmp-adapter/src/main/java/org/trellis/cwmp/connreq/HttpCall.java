package org.trellis.cwmp.connreq;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.trellis.cwmp.auth.ClientDigest;
import org.trellis.southbound.WakeOutcome;

/**
 * One connection request (TR-069 3.2.2.2): GET, the digest challenge, GET again over the same
 * connection where the device allows it. A client of its own, because the address is pinned, no
 * redirect is followed and no reply of any size is kept. Blocks; used by one thread.
 */
final class HttpCall {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final InetSocketAddress address;
    private final CallbackUrl url;
    private final CallCredentials credentials;
    private final long deadlineNanos;
    private final RandomGenerator random;
    private @Nullable Socket socket;
    private @Nullable InputStream in;

    HttpCall(
            InetSocketAddress address,
            CallbackUrl url,
            CallCredentials credentials,
            Duration timeout,
            RandomGenerator random) {
        this.address = address;
        this.url = url;
        this.credentials = credentials;
        this.deadlineNanos = System.nanoTime() + timeout.toNanos();
        this.random = random;
    }

    WakeOutcome run() {
        try {
            HttpReply first = exchange(Optional.empty());
            if (first.status() != 401) {
                return outcome(first.status(), false);
            }
            if (!credentials.known()) {
                return unreachable(
                        "the device asks for credentials and none are known for it (401)");
            }
            Optional<String> proof =
                    ClientDigest.answer(
                            first.challenges(),
                            credentials.user(),
                            credentials.password(),
                            credentials.allowBasic(),
                            url.target(),
                            random);
            if (proof.isEmpty()) {
                return unreachable("the device asks for an authentication that is not supported");
            }
            if (!first.reusable()) {
                close();
            }
            return outcome(second(proof).status(), true);
        } catch (SocketTimeoutException e) {
            return unreachable("the device did not answer in time");
        } catch (ConnectException e) {
            return unreachable("the device's port is closed");
        } catch (IOException e) {
            return unreachable("the exchange broke off");
        } finally {
            close();
        }
    }

    /** Some devices close the connection after the 401 without saying so: once more, anew. */
    private HttpReply second(Optional<String> proof) throws IOException {
        boolean fresh = socket == null;
        try {
            return exchange(proof);
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            if (fresh) {
                throw e;
            }
            close();
            return exchange(proof);
        }
    }

    private static WakeOutcome outcome(int status, boolean authenticated) {
        return switch (status) {
            case 200, 204 -> new WakeOutcome.Told();
            case 401 ->
                    unreachable(
                            authenticated
                                    ? "the device refuses the connection-request credentials (401)"
                                    : "the device asks for credentials (401)");
            case 403, 404 ->
                    unreachable(
                            "the device does not know its connection-request URL (" + status + ")");
            case 503 -> unreachable("the device is busy (503)");
            default -> unreachable("the device answered " + status);
        };
    }

    private static WakeOutcome unreachable(String reason) {
        return new WakeOutcome.Unreachable("connection request: " + reason);
    }

    private HttpReply exchange(Optional<String> authorization) throws IOException {
        Socket open = connected();
        StringBuilder request = new StringBuilder(256);
        request.append("GET ").append(url.target()).append(" HTTP/1.1\r\n");
        request.append("Host: ").append(url.hostHeader()).append("\r\n");
        request.append("User-Agent: Trellis\r\n");
        authorization.ifPresent(a -> request.append("Authorization: ").append(a).append("\r\n"));
        request.append("\r\n");
        open.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
        open.getOutputStream().flush();
        return HttpReply.read(new TimedInput(open, stream(open), deadlineNanos));
    }

    private InputStream stream(Socket open) throws IOException {
        InputStream current = in;
        if (current == null) {
            current = new BufferedInputStream(open.getInputStream(), 1024);
            in = current;
        }
        return current;
    }

    private Socket connected() throws IOException {
        Socket current = socket;
        if (current != null) {
            return current;
        }
        Socket fresh = new Socket();
        socket = fresh;
        fresh.setTcpNoDelay(true);
        fresh.connect(
                address, (int) Math.min(CONNECT.toMillis(), TimedInput.millisLeft(deadlineNanos)));
        return fresh;
    }

    private void close() {
        Socket current = socket;
        socket = null;
        in = null;
        if (current != null) {
            try {
                current.close();
            } catch (IOException ignored) {
                // It is closed either way.
            }
        }
    }
}
