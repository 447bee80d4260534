package org.trellis.controller.store.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import java.time.Duration;
import java.util.List;

/** Makes sessions of the driver, configured in code only. */
final class Sessions {

    private Sessions() {}

    /** A session for the stores: reconnects for as long as it lives. */
    static CqlSession open(StoreSettings settings) {
        return builder(settings, settings.credentials(), Duration.ofSeconds(8))
                .withKeyspace(settings.keyspace())
                .build();
    }

    /** A session for one question, with other credentials and short patience. */
    static CqlSession probe(StoreSettings settings, StoreSettings.Credentials credentials) {
        return builder(settings, credentials, Duration.ofSeconds(10)).build();
    }

    private static CqlSessionBuilder builder(
            StoreSettings settings, StoreSettings.Credentials credentials, Duration timeout) {
        DriverConfigLoader config =
                DriverConfigLoader.programmaticBuilder()
                        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, timeout)
                        // In version 5 the driver cannot read Cassandra's answer to a transaction
                        // that timed out (a field is missing), and drops the connection with all
                        // that is in flight on it.
                        .withString(DefaultDriverOption.PROTOCOL_VERSION, "V4")
                        .withString(
                                DefaultDriverOption.REQUEST_CONSISTENCY,
                                DefaultConsistencyLevel.LOCAL_QUORUM.name())
                        .withString(
                                DefaultDriverOption.REQUEST_SERIAL_CONSISTENCY,
                                DefaultConsistencyLevel.LOCAL_SERIAL.name())
                        .withInt(DefaultDriverOption.REQUEST_PAGE_SIZE, 1_000)
                        .withBoolean(DefaultDriverOption.REQUEST_WARN_IF_SET_KEYSPACE, false)
                        .withDuration(
                                DefaultDriverOption.CONNECTION_CONNECT_TIMEOUT,
                                Duration.ofSeconds(5))
                        .withDuration(
                                DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT,
                                Duration.ofSeconds(5))
                        .withDuration(
                                DefaultDriverOption.RECONNECTION_BASE_DELAY, Duration.ofMillis(500))
                        .withDuration(
                                DefaultDriverOption.RECONNECTION_MAX_DELAY, Duration.ofSeconds(4))
                        // Once per attempt while Cassandra is away: the breaker tells it once.
                        .withBoolean(DefaultDriverOption.CONNECTION_WARN_INIT_ERROR, false)
                        .withInt(DefaultDriverOption.CONNECTION_MAX_REQUESTS, 2_048)
                        .withInt(DefaultDriverOption.NETTY_IO_SIZE, 2)
                        .withInt(DefaultDriverOption.NETTY_ADMIN_SIZE, 1)
                        // Nothing is in flight when a session is closed: do not wait for it.
                        .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
                        .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
                        .withStringList(
                                DefaultDriverOption.METADATA_SCHEMA_REFRESHED_KEYSPACES,
                                List.of(settings.keyspace()))
                        .build();
        return CqlSession.builder()
                .addContactPoints(settings.contactPoints())
                .withLocalDatacenter(settings.localDatacenter())
                .withAuthCredentials(credentials.user(), credentials.password())
                .withApplicationName("trellis")
                .withConfigLoader(config);
    }
}
