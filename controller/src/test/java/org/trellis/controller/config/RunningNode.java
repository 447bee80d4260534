package org.trellis.controller.config;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.stream.Stream;

/** A whole node on free ports of loopback with a home folder of its own and a real Cassandra. */
final class RunningNode implements AutoCloseable {

    private final Path home;
    private final TrellisSettings settings;
    private final Node node;

    private RunningNode(Path home, TrellisSettings settings, Node node) {
        this.home = home;
        this.settings = settings;
        this.node = node;
    }

    static RunningNode start(Map<String, String> variables) throws Exception {
        Path home = Files.createTempDirectory("trellis-it-");
        Map<String, String> all = new HashMap<>(variables);
        all.putIfAbsent("TRELLIS_PORT_OFFSET", Integer.toString(freeOffset()));
        all.putIfAbsent(
                "TRELLIS_CASSANDRA_LIB",
                Path.of("..", "embedded-cassandra", "target", "cassandra", "lib").toString());
        all.putIfAbsent("TRELLIS_CASSANDRA_HEAP_MIB", "512");
        SettingSource source = new SettingSource(key -> Optional.empty(), all, new Properties());
        TrellisSettings settings = TrellisSettings.read(home, source);
        HomeFolder folder = new HomeFolder(home, new SecureRandom());
        return new RunningNode(home, settings, Node.start(settings, folder, Clock.systemUTC()));
    }

    /** An offset at which every port is free right now. */
    static int freeOffset() {
        Random random = new Random();
        for (int attempt = 0; attempt < 50; attempt++) {
            int offset = 12_000 + random.nextInt(12_000);
            boolean free =
                    Stream.of(Service.values())
                            .allMatch(s ->
                                    free(s.plainPort() + offset) && free(s.tlsPort() + offset));
            if (free && free(19_042 + offset) && free(19_043 + offset)) {
                return offset;
            }
        }
        throw new IllegalStateException("no free ports");
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    Path home() {
        return home;
    }

    ApiCaller api() {
        return new ApiCaller(settings.listeners().plainPort(Service.API), secret("admin-token"));
    }

    ApiCaller apiWithToken(String token) {
        return new ApiCaller(settings.listeners().plainPort(Service.API), token);
    }

    String enrollmentKey() {
        return secret("enrollment-key");
    }

    private String secret(String name) {
        return new HomeFolder(home, new SecureRandom()).secret(name, Optional.empty()).text();
    }

    URI acs() {
        return URI.create("http://127.0.0.1:" + settings.listeners().plainPort(Service.CWMP) + "/");
    }

    String broker() {
        return "tcp://127.0.0.1:" + settings.listeners().plainPort(Service.MQTT);
    }

    String webSocket() {
        return "ws://127.0.0.1:"
                + settings.listeners().plainPort(Service.WEBSOCKET)
                + "/usp/"
                + enrollmentKey();
    }

    int tlsPort(Service service) {
        return settings.listeners().tlsPort(service);
    }

    int plainPort(Service service) {
        return settings.listeners().plainPort(service);
    }

    @Override
    public void close() throws IOException {
        node.close();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
