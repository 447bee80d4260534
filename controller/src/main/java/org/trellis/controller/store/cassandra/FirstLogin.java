package org.trellis.controller.store.cassandra;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the embedded Cassandra answers to our credentials; replaces, at its first start, the
 * superuser that it is born with ({@code cassandra/cassandra}) before anybody calls it ready. To be
 * used as the probe of the child process: {@code new FirstLogin(settings)::ready}.
 */
public final class FirstLogin {

    private static final Logger LOG = LoggerFactory.getLogger(FirstLogin.class);
    private static final StoreSettings.Credentials BORN_WITH =
            new StoreSettings.Credentials("cassandra", "cassandra");
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final StoreSettings settings;

    /** Closed just now: Cassandra may remember the old password for two seconds. */
    private boolean justClosed;

    public FirstLogin(StoreSettings settings) {
        this.settings = settings;
    }

    /**
     * True once a query was answered to our credentials and the default login is refused. To be
     * called by one thread.
     */
    public boolean ready() {
        try (CqlSession session = Sessions.probe(settings, settings.credentials())) {
            closeDefault(session);
            return !justClosed || defaultIsRefused();
        } catch (AllNodesFailedException e) {
            if (CassandraStores.refused(e)) {
                createRole();
            }
            return false;
        } catch (DriverException notYet) {
            LOG.debug("Cassandra does not answer yet: {}", notYet.getMessage());
            return false;
        }
    }

    /** Looked at in every start: a kill after the role was made must not leave it open. */
    private void closeDefault(CqlSession session) {
        boolean open =
                execute(session, "SELECT can_login FROM system_auth.roles WHERE role = 'cassandra'")
                        .all()
                        .stream()
                        .anyMatch(row -> row.getBoolean("can_login"));
        if (open) {
            // Roles are cached for a minute, passwords for two seconds: the password goes as well.
            execute(
                    session,
                    "ALTER ROLE cassandra WITH LOGIN = false AND SUPERUSER = false"
                            + " AND PASSWORD = '"
                            + UUID.randomUUID()
                            + "'");
            justClosed = true;
            LOG.info("the default login of the new store is closed");
        }
    }

    private boolean defaultIsRefused() {
        try {
            Sessions.probe(settings, BORN_WITH).close();
            return false;
        } catch (AllNodesFailedException e) {
            return CassandraStores.refused(e);
        }
    }

    private void createRole() {
        String user = settings.credentials().user();
        try (CqlSession session = Sessions.probe(settings, BORN_WITH)) {
            execute(
                    session,
                    "CREATE ROLE IF NOT EXISTS \""
                            + user.replace("\"", "\"\"")
                            + "\" WITH SUPERUSER = true AND LOGIN = true AND PASSWORD = '"
                            + settings.credentials().password().replace("'", "''")
                            + "'");
            LOG.info("the new store has a user of its own: {}", user);
        } catch (DriverException notYet) {
            LOG.debug("the default login is not there yet: {}", notYet.getMessage());
        }
    }

    private static ResultSet execute(CqlSession session, String cql) {
        return session.execute(SimpleStatement.newInstance(cql).setTimeout(DEADLINE));
    }
}
