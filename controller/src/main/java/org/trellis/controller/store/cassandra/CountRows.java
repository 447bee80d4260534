package org.trellis.controller.store.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Prints the number of rows of every table of an embedded store, counted by CQL: what a bench says
 * it wrote can be checked from outside. A tool of its own process; scans every table.
 */
public final class CountRows {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private CountRows() {}

    /**
     * Takes the port of CQL on loopback and the file of the store's password; prints {@code table,
     * tab, count} lines.
     */
    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(arguments[0]);
        String password = Files.readString(Path.of(arguments[1]), StandardCharsets.UTF_8).strip();
        StoreSettings settings =
                StoreSettings.local(port, new StoreSettings.Credentials("trellis", password));
        try (CqlSession session = Sessions.probe(settings, settings.credentials())) {
            String tables =
                    "SELECT table_name FROM system_schema.tables WHERE keyspace_name = '"
                            + settings.keyspace()
                            + "'";
            for (Row row : session.execute(tables)) {
                String table = row.getString("table_name");
                SimpleStatement count =
                        SimpleStatement.newInstance(
                                        "SELECT count(*) FROM " + settings.keyspace() + "." + table)
                                .setTimeout(PATIENCE);
                Row counted = session.execute(count).one();
                System.out.println(table + "\t" + (counted == null ? 0 : counted.getLong(0)));
            }
        }
    }
}
