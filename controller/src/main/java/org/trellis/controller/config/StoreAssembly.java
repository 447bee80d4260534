package org.trellis.controller.config;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trellis.cassandra.CassandraJdk;
import org.trellis.cassandra.CassandraProcess;
import org.trellis.cassandra.CassandraSettings;
import org.trellis.cassandra.CassandraStartException;
import org.trellis.controller.store.Stores;
import org.trellis.controller.store.cassandra.CassandraStores;
import org.trellis.controller.store.cassandra.FirstLogin;
import org.trellis.controller.store.cassandra.StoreSettings;
import org.trellis.controller.store.secret.KeyFile;
import org.trellis.controller.store.secret.SecretBox;
import org.trellis.southbound.UnavailableException;

/** Starts the embedded Cassandra, or reaches the cluster that is configured. */
final class StoreAssembly {

    private static final Logger log = LoggerFactory.getLogger(StoreAssembly.class);
    private static final String EMBEDDED_USER = "trellis";
    private static final Duration START_DEADLINE = Duration.ofSeconds(180);

    private StoreAssembly() {}

    static Stores start(TrellisSettings settings, HomeFolder home, Teardown teardown)
            throws StartException, InterruptedException {
        TrellisSettings.Cassandra cassandra = settings.cassandra();
        try {
            SecretBox box = KeyFile.load(home.secrets().resolve("store.keys"));
            StoreSettings store = storeSettings(cassandra, home);
            if (cassandra.embedded()) {
                log.info("Starting Cassandra in {}", home.path().resolve("cassandra"));
                teardown.add(
                        CassandraProcess.start(
                                child(cassandra, home),
                                new FirstLogin(store)::ready,
                                START_DEADLINE));
            }
            return teardown.add(CassandraStores.connect(store, box)).stores();
        } catch (CassandraStartException | IllegalStateException | IOException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        } catch (UnavailableException e) {
            throw new StartException("the store cannot be reached: " + e.getMessage(), e);
        }
    }

    private static CassandraSettings child(TrellisSettings.Cassandra cassandra, HomeFolder home)
            throws CassandraStartException {
        Path java =
                cassandra.javaHome().isPresent()
                        ? CassandraJdk.at(cassandra.javaHome().get())
                        : CassandraJdk.find();
        Path libraries =
                cassandra
                        .libraries()
                        .orElse(Path.of("embedded-cassandra", "target", "cassandra", "lib"));
        return new CassandraSettings(
                home.path().resolve("cassandra"),
                libraries,
                java,
                cassandra.port(),
                cassandra.port() + 1,
                cassandra.heapMiB());
    }

    private static StoreSettings storeSettings(
            TrellisSettings.Cassandra cassandra, HomeFolder home) {
        if (cassandra.embedded()) {
            String password = home.secret("cassandra", Optional.empty()).text();
            return StoreSettings.local(
                    cassandra.port(), new StoreSettings.Credentials(EMBEDDED_USER, password));
        }
        List<InetSocketAddress> contactPoints =
                cassandra.contactPoints().stream().map(StoreAssembly::address).toList();
        return new StoreSettings(
                contactPoints,
                cassandra.localDatacenter(),
                cassandra.keyspace(),
                cassandra.replicationFactor(),
                new StoreSettings.Credentials(
                        cassandra.user().orElse(""), cassandra.password().orElse("")),
                START_DEADLINE);
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        boolean port = colon > 0 && text.indexOf(':') == colon || text.startsWith("[");
        try {
            return port
                    ? new InetSocketAddress(
                            text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)))
                    : new InetSocketAddress(text, 9042);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException(
                    "TRELLIS_CASSANDRA_CONTACT_POINTS must be host:port, not " + text);
        }
    }
}
