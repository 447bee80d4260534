package org.trellis.controller.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.trellis.controller.store.TwinStore;
import org.trellis.controller.store.TwinValue;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.TenantId;

/** The layout that was not chosen (ADR 0008): a row per value. For {@link TwinBench} only. */
final class RowTwin {

    private static final int MAX_BATCH = 200;

    private final Cql cql;
    private final PreparedStatement insert;
    private final PreparedStatement selectObject;
    private final PreparedStatement selectAll;

    RowTwin(Cql cql) {
        this.cql = cql;
        cql.session()
                .execute(
                        "CREATE TABLE IF NOT EXISTS bench_twin (tenant text, device text, endpoint"
                                + " text, object text, path text, flags int, type int, source text,"
                                + " changed_at timestamp, value text, PRIMARY KEY ((tenant, device),"
                                + " endpoint, object, path))");
        insert =
                cql.idempotent(
                        "INSERT INTO bench_twin (tenant, device, endpoint, object, path, flags,"
                                + " type, source, changed_at, value)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        String columns = "SELECT path, flags, type, source, changed_at, value FROM bench_twin";
        String where = " WHERE tenant = ? AND device = ? AND endpoint = ?";
        selectObject = cql.idempotent(columns + where + " AND object = ?");
        selectAll = cql.idempotent(columns + where);
    }

    void write(TenantId tenant, DeviceId device, EndpointId endpoint, List<TwinValue> values) {
        List<Statement<?>> batches = new ArrayList<>();
        for (int from = 0; from < values.size(); from += MAX_BATCH) {
            BatchStatementBuilder batch = BatchStatement.builder(BatchType.UNLOGGED);
            for (TwinValue value :
                    values.subList(from, Math.min(values.size(), from + MAX_BATCH))) {
                ObservedValue observed = value.value();
                batch.addStatement(
                        insert.bind(
                                tenant.value(),
                                device.value(),
                                endpoint.value(),
                                TwinStore.topObject(observed.path()),
                                observed.path().text(),
                                Codes.of(observed.quality()) | (observed.writable() ? 8 : 0),
                                Codes.of(observed.type()),
                                observed.sourcePath(),
                                value.changedAt(),
                                observed.text()));
            }
            batches.add(batch.setIdempotence(true).build());
        }
        batches.forEach(cql::execute);
    }

    List<TwinValue> read(TenantId tenant, DeviceId device, EndpointId endpoint, String object) {
        Statement<?> statement =
                object.isEmpty()
                        ? selectAll.bind(tenant.value(), device.value(), endpoint.value())
                        : selectObject.bind(
                                tenant.value(), device.value(), endpoint.value(), object);
        List<TwinValue> values = new ArrayList<>();
        for (Row row : cql.rows(statement)) {
            int flags = row.getInt("flags");
            values.add(
                    new TwinValue(
                            new ObservedValue(
                                    new ParameterPath(Columns.text(row, "path")),
                                    Codes.type(row.getInt("type")),
                                    Columns.text(row, "value"),
                                    (flags & 8) != 0,
                                    false,
                                    Columns.text(row, "source"),
                                    Codes.quality(flags & 7)),
                            Columns.time(row, "changed_at")));
        }
        return values;
    }
}
