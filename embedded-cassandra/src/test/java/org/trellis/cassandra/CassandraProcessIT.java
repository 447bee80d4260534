package org.trellis.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One home through a child's whole life; the probe is content with an open port. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CassandraProcessIT {

    private static final Duration DEADLINE = Duration.ofMinutes(3);
    private static final ReadinessProbe PORT_IS_ENOUGH = () -> true;

    @TempDir static Path home;

    private static int port;

    private static CassandraSettings settings(int maxHeapMiB) throws Exception {
        if (port == 0) {
            port = freePort();
        }
        return new CassandraSettings(
                home.resolve("a b"),
                Path.of("target/cassandra/lib"),
                CassandraJdk.find(),
                port,
                freePort(),
                maxHeapMiB);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    @Order(1)
    void starts_refuses_a_second_controller_restarts_a_dead_child_and_stops() throws Exception {
        CassandraSettings settings = settings(512);
        long last;
        try (CassandraProcess process =
                CassandraProcess.start(settings, PORT_IS_ENOUGH, DEADLINE)) {
            assertThatThrownBy(() -> CassandraProcess.start(settings, PORT_IS_ENOUGH, DEADLINE))
                    .isInstanceOf(CassandraStartException.class)
                    .hasMessageContaining("another controller");

            long first = process.pid();
            ProcessHandle.of(first).orElseThrow().destroyForcibly();
            await().atMost(Duration.ofSeconds(20)).until(() -> process.restarts() == 1);
            last = process.pid();
            assertThat(last).isNotEqualTo(first);
            await().atMost(DEADLINE).until(() -> open(settings.nativePort()));
        }
        assertThat(ProcessHandle.of(last).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(Files.exists(settings.home().resolve("child"))).isFalse();
        assertThat(Files.getPosixFilePermissions(settings.home())).hasSize(3);
    }

    @Test
    @Order(2)
    void keeps_or_ends_what_a_killed_controller_left() throws Exception {
        CassandraSettings settings = settings(512);
        CassandraProcess killed = CassandraProcess.start(settings, PORT_IS_ENOUGH, DEADLINE);
        long left = killed.pid();
        killed.abandon();

        CassandraProcess same = CassandraProcess.start(settings, PORT_IS_ENOUGH, DEADLINE);
        assertThat(same.pid()).as("same settings: kept").isEqualTo(left);
        same.abandon();

        CassandraSettings other =
                new CassandraSettings(
                        settings.home(),
                        settings.libraries(),
                        settings.javaHome(),
                        settings.nativePort(),
                        settings.storagePort(),
                        600);
        try (CassandraProcess next = CassandraProcess.start(other, PORT_IS_ENOUGH, DEADLINE)) {
            assertThat(next.pid()).as("other settings: ended").isNotEqualTo(left);
            assertThat(ProcessHandle.of(left).filter(ProcessHandle::isAlive)).isEmpty();
        }
    }

    @Test
    @Order(3)
    void says_why_it_did_not_start() throws Exception {
        CassandraSettings settings = settings(512);
        try (ServerSocket taken =
                new ServerSocket(settings.storagePort(), 1, InetAddress.getLoopbackAddress())) {
            assertThat(taken.isBound()).isTrue();
            assertThatThrownBy(() -> CassandraProcess.start(settings, PORT_IS_ENOUGH, DEADLINE))
                    .isInstanceOf(CassandraStartException.class)
                    .hasMessageContaining("Cassandra ended while it started")
                    .hasMessageContaining("in use");
        }
        assertThat(ChildIdentity.strays(settings.home())).isEmpty();
    }

    private static boolean open(int port) {
        try (var socket = new java.net.Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
