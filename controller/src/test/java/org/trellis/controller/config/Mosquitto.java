package org.trellis.controller.config;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * Debian's mosquitto with the access lists that we ship: one listener for the controllers, one for
 * agents that knock with the enrollment key.
 */
final class Mosquitto implements AutoCloseable {

    static final String CONTROLLER_PASSWORD = "controller-of-the-test";

    private final Process process;

    private Mosquitto(Process process) {
        this.process = process;
    }

    static Optional<Path> installed() {
        return List.of(Path.of("/usr/sbin/mosquitto"), Path.of("/usr/bin/mosquitto")).stream()
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Mosquitto start(Path directory, int controllerPort, int agentPort, String enrollmentKey)
            throws IOException, InterruptedException {
        Path controllers = directory.resolve("controllers.passwd");
        Path agents = directory.resolve("agents.passwd");
        password(controllers, "trellis-controller", CONTROLLER_PASSWORD);
        password(agents, "trellis", enrollmentKey);
        Path config = directory.resolve("mosquitto.conf");
        Files.writeString(
                config,
                String.join(
                        "\n",
                        "user root",
                        "per_listener_settings true",
                        "persistence false",
                        "listener " + controllerPort + " 127.0.0.1",
                        "allow_anonymous false",
                        "password_file " + controllers,
                        "acl_file " + shipped(directory, "trellis-controller.acl"),
                        "listener " + agentPort + " 127.0.0.1",
                        "allow_anonymous false",
                        "password_file " + agents,
                        "acl_file " + shipped(directory, "trellis-enrollment.acl"),
                        ""));
        Process process =
                new ProcessBuilder(installed().orElseThrow().toString(), "-c", config.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("mosquitto.log").toFile())
                        .start();
        Awaitility.await("mosquitto")
                .atMost(Duration.ofSeconds(20))
                .until(() -> listens(controllerPort) && listens(agentPort));
        return new Mosquitto(process);
    }

    private static void password(Path file, String user, String secret)
            throws IOException, InterruptedException {
        new ProcessBuilder("mosquitto_passwd", "-b", "-c", file.toString(), user, secret)
                .inheritIO()
                .start()
                .waitFor(20, TimeUnit.SECONDS);
    }

    private static Path shipped(Path directory, String name) throws IOException {
        Path copy = directory.resolve(name);
        Files.copy(Path.of("src", "main", "resources", "broker", name), copy);
        return copy;
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
