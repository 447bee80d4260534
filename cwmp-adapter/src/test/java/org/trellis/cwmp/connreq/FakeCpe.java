package org.trellis.cwmp.connreq;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A device's connection-request server: answers each request as it is told. */
final class FakeCpe implements AutoCloseable {

    private final ServerSocket server;
    final List<List<String>> requests = new CopyOnWriteArrayList<>();
    final AtomicInteger connections = new AtomicInteger();

    /**
     * @param behaviour the raw response to the lines of a request; empty closes the connection, and
     *     so does a response with {@code Connection: close}
     */
    FakeCpe(Function<List<String>, String> behaviour) throws IOException {
        server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> accept(behaviour));
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept(Function<List<String>, String> behaviour) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket, behaviour));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket, Function<List<String>, String> behaviour) {
        try (socket;
                BufferedReader in =
                        new BufferedReader(
                                new InputStreamReader(
                                        socket.getInputStream(), StandardCharsets.UTF_8))) {
            while (true) {
                List<String> lines = new ArrayList<>();
                for (String line = in.readLine();
                        line != null && !line.isEmpty();
                        line = in.readLine()) {
                    lines.add(line);
                }
                if (lines.isEmpty()) {
                    return;
                }
                requests.add(lines);
                String response = behaviour.apply(lines);
                socket.getOutputStream().write(response.getBytes(StandardCharsets.UTF_8));
                socket.getOutputStream().flush();
                if (response.isEmpty() || response.contains("Connection: close")) {
                    return;
                }
            }
        } catch (SocketException gone) {
            // The other side had enough.
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
