package org.trellis.controller.store.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trellis.southbound.UnavailableException;

/** Brings a keyspace to the newest version, one node at a time. */
final class Migrator {

    private static final Logger LOG = LoggerFactory.getLogger(Migrator.class);
    private static final Duration STATEMENT_DEADLINE = Duration.ofSeconds(60);
    private static final int LEASE_SECONDS = 120;
    private static final Duration LEASE_POLL = Duration.ofMillis(500);

    private final CqlSession session;
    private final StoreSettings settings;
    private final String me = UUID.randomUUID().toString();

    Migrator(CqlSession session, StoreSettings settings) {
        this.session = session;
        this.settings = settings;
    }

    /** Makes the keyspace if there is none; the session has none set. */
    static void createKeyspace(CqlSession session, StoreSettings settings) {
        Migrator migrator = new Migrator(session, settings);
        if (!migrator.keyspaceExists()) {
            migrator.execute(
                    "CREATE KEYSPACE IF NOT EXISTS "
                            + settings.keyspace()
                            + " WITH replication = {'class': 'NetworkTopologyStrategy', '"
                            + settings.localDatacenter().replace("'", "''")
                            + "': "
                            + settings.replicationFactor()
                            + "}");
        }
    }

    /** Applies what is missing; returns at once if nothing is. */
    void migrate() {
        execute(
                "CREATE TABLE IF NOT EXISTS schema_version (part text, version int, name text,"
                        + " applied_at timestamp, PRIMARY KEY (part, version))"
                        + " WITH comment = 'Migrations that were applied'");
        execute(
                "CREATE TABLE IF NOT EXISTS schema_lease (part text PRIMARY KEY, owner text)"
                        + " WITH comment = 'Who migrates now; written with a transaction only'");
        if (applied().containsAll(all())) {
            return;
        }
        lease();
        session.setSchemaMetadataEnabled(false);
        try {
            Set<Integer> applied = applied();
            for (Migrations.Step step : Migrations.STEPS) {
                if (!applied.contains(step.version())) {
                    LOG.info("schema {}: {}", step.version(), step.name());
                    step.statements().forEach(this::execute);
                    execute(
                            SimpleStatement.newInstance(
                                    "INSERT INTO schema_version (part, version, name, applied_at)"
                                            + " VALUES ('main', ?, ?, ?)",
                                    step.version(),
                                    step.name(),
                                    Instant.now()));
                }
            }
        } finally {
            session.setSchemaMetadataEnabled(null);
            execute(
                    SimpleStatement.newInstance(
                            "DELETE FROM schema_lease WHERE part = 'main' IF owner = ?", me));
        }
    }

    private static Set<Integer> all() {
        Set<Integer> versions = new HashSet<>();
        Migrations.STEPS.forEach(step -> versions.add(step.version()));
        return versions;
    }

    private boolean keyspaceExists() {
        return execute(
                                SimpleStatement.newInstance(
                                        "SELECT keyspace_name FROM system_schema.keyspaces"
                                                + " WHERE keyspace_name = ?",
                                        settings.keyspace()))
                        .one()
                != null;
    }

    private Set<Integer> applied() {
        Set<Integer> versions = new HashSet<>();
        for (Row row : execute("SELECT version FROM schema_version WHERE part = 'main'")) {
            versions.add(row.getInt("version"));
        }
        return versions;
    }

    private void lease() {
        Instant deadline = Instant.now().plus(settings.deadline());
        while (!execute(
                        SimpleStatement.newInstance(
                                "INSERT INTO schema_lease (part, owner) VALUES ('main', ?)"
                                        + " IF NOT EXISTS USING TTL "
                                        + LEASE_SECONDS,
                                me))
                .wasApplied()) {
            if (Instant.now().isAfter(deadline)) {
                throw new UnavailableException(
                        "another node has been migrating the store for long");
            }
            try {
                Thread.sleep(LEASE_POLL);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UnavailableException("interrupted", e);
            }
        }
    }

    private ResultSet execute(String cql) {
        return execute(SimpleStatement.newInstance(cql));
    }

    private ResultSet execute(SimpleStatement statement) {
        return session.execute(
                statement
                        .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM)
                        .setTimeout(STATEMENT_DEADLINE));
    }
}
