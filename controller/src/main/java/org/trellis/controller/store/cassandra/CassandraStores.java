package org.trellis.controller.store.cassandra;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.InvalidKeyspaceException;
import com.datastax.oss.driver.api.core.auth.AuthenticationException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trellis.controller.store.Stores;
import org.trellis.controller.store.secret.SecretBox;
import org.trellis.southbound.UnavailableException;

/**
 * The stores over one session. Thread-safe; every method of the stores blocks for a bounded time.
 * When Cassandra goes away they throw {@link UnavailableException}, and work again by themselves
 * when it is back.
 */
public final class CassandraStores implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CassandraStores.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Cql cql;
    private final Stores stores;

    private CassandraStores(Cql cql, SecretBox box) {
        this.cql = cql;
        CassandraTwinStore twins = new CassandraTwinStore(cql, box);
        CassandraEventStore events = new CassandraEventStore(cql);
        this.stores =
                new Stores(
                        new CassandraDeviceStore(cql),
                        twins,
                        new CassandraCommandStore(cql, box, events),
                        events,
                        new CassandraCredentialStore(cql, box),
                        new CassandraModelStore(cql),
                        new CassandraOwnershipStore(cql, twins::forget),
                        new CassandraWatchStore(cql));
    }

    /**
     * Connects, brings the schema to the newest version, prepares every statement.
     *
     * @throws UnavailableException if the cluster cannot be reached within the deadline
     * @throws IllegalStateException with one line if the credentials are refused, or the secrets in
     *     the store were sealed with another key file
     */
    public static CassandraStores connect(StoreSettings settings, SecretBox box) {
        CqlSession session = patiently(settings, () -> opened(settings));
        boolean ready = false;
        try {
            new Migrator(session, settings).migrate();
            CassandraStores stores = new CassandraStores(new Cql(session), box);
            stores.checkKey();
            ready = true;
            return stores;
        } finally {
            if (!ready) {
                session.close();
            }
        }
    }

    /** With the keyspace, which is made if it is missing. */
    private static CqlSession opened(StoreSettings settings) {
        try {
            return Sessions.open(settings);
        } catch (InvalidKeyspaceException missing) {
            try (CqlSession plain = Sessions.probe(settings, settings.credentials())) {
                Migrator.createKeyspace(plain, settings);
            }
            return Sessions.open(settings);
        }
    }

    private static CqlSession patiently(StoreSettings settings, Supplier<CqlSession> open) {
        Instant deadline = Instant.now().plus(settings.deadline());
        while (true) {
            try {
                return open.get();
            } catch (AllNodesFailedException e) {
                if (refused(e)) {
                    throw new IllegalStateException(
                            "the store refuses the user " + settings.credentials().user());
                }
                if (Instant.now().isAfter(deadline)) {
                    throw new UnavailableException(
                            "the store cannot be reached at " + settings.contactPoints(), e);
                }
                LOG.info("the store cannot be reached yet at {}", settings.contactPoints());
            } catch (InvalidKeyspaceException notSeenYet) {
                // Another node is making the keyspace at this moment.
                if (Instant.now().isAfter(deadline)) {
                    throw new UnavailableException(
                            "the keyspace " + settings.keyspace() + " does not appear", notSeenYet);
                }
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UnavailableException("interrupted", e);
            }
        }
    }

    static boolean refused(AllNodesFailedException error) {
        return error.getAllErrors().values().stream()
                .flatMap(java.util.List::stream)
                .anyMatch(AuthenticationException.class::isInstance);
    }

    /** The key file of this node must open what other nodes, or earlier starts, sealed. */
    private void checkKey() {
        try {
            stores.credentials().sharedSecret("key-check");
        } catch (SecretBox.SealedException e) {
            throw new IllegalStateException(
                    "the secrets in the store were sealed with another key file: "
                            + e.getMessage()
                            + "; copy the key file of the node that made the store");
        }
    }

    public Stores stores() {
        return stores;
    }

    /** For metrics and health: open while Cassandra is away. */
    public CircuitBreaker breaker() {
        return cql.breaker();
    }

    /** How many statements were sent so far. */
    public long statements() {
        return cql.sent();
    }

    @Override
    public void close() {
        cql.close();
    }
}
