package org.trellis.controller.config;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A file server on loopback: gives what it was given under the same path, and takes all. */
final class FileShelf implements AutoCloseable {

    private final Map<String, String> kept = new ConcurrentHashMap<>();
    private final HttpServer server;

    FileShelf() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        server.createContext("/", this::serve);
        server.start();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String path = exchange.getRequestURI().getPath();
            if (exchange.getRequestMethod().equals("GET")) {
                byte[] file =
                        Optional.ofNullable(kept.get(path))
                                .orElse("")
                                .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(
                        file.length == 0 ? 404 : 200, file.length == 0 ? -1 : file.length);
                if (file.length > 0) {
                    exchange.getResponseBody().write(file);
                }
            } else {
                kept.put(path, body);
                exchange.sendResponseHeaders(200, -1);
            }
        }
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** What was last put there. */
    Optional<String> file(String path) {
        return Optional.ofNullable(kept.get(path));
    }

    /** Puts a file there, or takes it away if it is empty. */
    void put(String path, String text) {
        if (text.isEmpty()) {
            kept.remove(path);
        } else {
            kept.put(path, text);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
