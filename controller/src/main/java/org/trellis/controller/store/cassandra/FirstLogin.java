package org.trellis.controller.store.cassandra;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.time.Duration;
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

    public FirstLogin(StoreSettings settings) {
        this.settings = settings;
    }

    /** True once a query was answered to our credentials and the default login is closed. */
    public boolean ready() {
        try (CqlSession session = Sessions.probe(settings, settings.credentials())) {
            closeDefault(session);
            return true;
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
    private static void closeDefault(CqlSession session) {
        boolean open =
                execute(session, "SELECT can_login FROM system_auth.roles WHERE role = 'cassandra'")
                        .all()
                        .stream()
                        .anyMatch(row -> row.getBoolean("can_login"));
        if (open) {
            execute(session, "ALTER ROLE cassandra WITH LOGIN = false AND SUPERUSER = false");
            LOG.info("the default login of the new store is closed");
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
