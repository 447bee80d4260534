package org.trellis.controller.store.cassandra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.trellis.cassandra.CassandraJdk;
import org.trellis.cassandra.CassandraProcess;
import org.trellis.cassandra.CassandraSettings;
import org.trellis.cassandra.CassandraStartException;
import org.trellis.controller.store.secret.SecretBox;

/**
 * One real Cassandra for all tests of a JVM, started when first asked for and gone with the JVM.
 *
 * <p>{@code TestCassandra.shared().stores().stores()} is what most tests want; tenants keep them
 * apart. {@link #start} makes one of its own for a test that kills it.
 *
 * <p>With {@code -Dtrellis.test.cassandra.home=DIR} the shared one lives there and is kept over a
 * JVM that is halted, for quick loops.
 */
public final class TestCassandra implements AutoCloseable {

    private static final Duration DEADLINE = Duration.ofMinutes(4);
    private static final int HEAP_MIB = 512;
    private static final Optional<Path> KEPT_HOME =
            Optional.ofNullable(System.getProperty("trellis.test.cassandra.home")).map(Path::of);
    private static final int KEPT_PORT = 29_142;

    private final Path home;
    private final CassandraProcess process;
    private final StoreSettings settings;
    private final CassandraStores stores;
    private final SecretBox box;

    private TestCassandra(
            Path home,
            CassandraProcess process,
            StoreSettings settings,
            CassandraStores stores,
            SecretBox box) {
        this.home = home;
        this.process = process;
        this.settings = settings;
        this.stores = stores;
        this.box = box;
    }

    /** Holds the shared one. */
    private static final class Shared {
        static final TestCassandra INSTANCE =
                KEPT_HOME.map(TestCassandra::kept).orElseGet(() -> start(HEAP_MIB));

        static {
            if (KEPT_HOME.isEmpty()) {
                Runtime.getRuntime().addShutdownHook(new Thread(INSTANCE::close));
            }
        }
    }

    /** The one that all tests of this JVM use. */
    public static TestCassandra shared() {
        return Shared.INSTANCE;
    }

    private static TestCassandra kept(Path home) {
        return start(home, KEPT_PORT, KEPT_PORT + 1, "kept", HEAP_MIB);
    }

    /** One more; the caller closes it. */
    public static TestCassandra start(int heapMiB) {
        try {
            Path home = Files.createTempDirectory("trellis-cassandra-");
            return start(home, freePort(), freePort(), UUID.randomUUID().toString(), heapMiB);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TestCassandra start(
            Path home, int port, int storagePort, String password, int heapMiB) {
        StoreSettings settings =
                StoreSettings.local(port, new StoreSettings.Credentials("trellis", password));
        try {
            CassandraProcess process =
                    CassandraProcess.start(
                            new CassandraSettings(
                                    home,
                                    libraries(),
                                    CassandraJdk.find(),
                                    port,
                                    storagePort,
                                    heapMiB),
                            new FirstLogin(settings)::ready,
                            DEADLINE);
            return connected(home, process, settings);
        } catch (CassandraStartException e) {
            throw new IllegalStateException(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static TestCassandra connected(
            Path home, CassandraProcess process, StoreSettings settings) {
        boolean connected = false;
        try {
            SecretBox box = newBox();
            CassandraStores stores = CassandraStores.connect(settings, box);
            connected = true;
            return new TestCassandra(home, process, settings, stores, box);
        } finally {
            if (!connected) {
                process.close();
            }
        }
    }

    private static SecretBox newBox() {
        return KEPT_HOME.isPresent()
                ? new SecretBox(Map.of(1, new byte[32]), 1)
                : SecretBox.ephemeral();
    }

    private static Path libraries() {
        Optional<String> told = Optional.ofNullable(System.getenv("TRELLIS_CASSANDRA_LIB"));
        if (told.isPresent()) {
            return Path.of(told.get());
        }
        Path directory = Path.of("").toAbsolutePath();
        while (directory != null) {
            Path candidate = directory.resolve("embedded-cassandra/target/cassandra/lib");
            if (Files.isDirectory(candidate)) {
                return candidate;
            }
            directory = directory.getParent();
        }
        throw new IllegalStateException(
                "the libraries of Cassandra are missing: build the module embedded-cassandra");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** To connect once more, as a second node does. */
    public StoreSettings settings() {
        return settings;
    }

    public CassandraStores stores() {
        return stores;
    }

    /** The keys with which its secrets are sealed. */
    public SecretBox box() {
        return box;
    }

    /** To kill it, or to see it restarted. */
    public CassandraProcess process() {
        return process;
    }

    @Override
    public void close() {
        stores.close();
        process.close();
        try (Stream<Path> files = Files.walk(home)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            // It lies in the temporary directory.
        }
    }
}
