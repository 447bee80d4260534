package org.trellis.controller.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BatchableStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Small writes that belong together as one request. A request costs Cassandra and the driver more
 * than a small mutation does; what a command writes at its end is four of them.
 *
 * <p>Unlogged: the writes may be applied in part when the store goes away, as they would be one by
 * one, and are repeated. Kept below what Cassandra warns of (10 partitions, 5 KiB), so that a
 * coordinator has little to do for others.
 */
final class Bundles {

    private static final int MAX_STATEMENTS = 8;
    private static final int MAX_BYTES = 4 << 10;

    private Bundles() {}

    /** The same writes in fewer requests; what may not be repeated stays by itself. */
    static List<Statement<?>> of(List<? extends Statement<?>> statements) {
        List<Statement<?>> requests = new ArrayList<>();
        List<BatchableStatement<?>> bundle = new ArrayList<>();
        int bytes = 0;
        for (Statement<?> statement : statements) {
            int size = statement instanceof BoundStatement bound ? size(bound) : MAX_BYTES;
            if (size >= MAX_BYTES || !Boolean.TRUE.equals(statement.isIdempotent())) {
                requests.add(statement);
                continue;
            }
            if (bundle.size() == MAX_STATEMENTS || bytes + size > MAX_BYTES) {
                requests.add(request(bundle));
                bundle = new ArrayList<>();
                bytes = 0;
            }
            bundle.add((BoundStatement) statement);
            bytes += size;
        }
        if (!bundle.isEmpty()) {
            requests.add(request(bundle));
        }
        return requests;
    }

    /** All in one request; they may be repeated. */
    static Statement<?> request(List<? extends BatchableStatement<?>> bundle) {
        if (bundle.size() == 1) {
            return bundle.getFirst();
        }
        BatchStatementBuilder batch = BatchStatement.builder(BatchType.UNLOGGED);
        bundle.forEach(batch::addStatement);
        return batch.setIdempotence(true).build();
    }

    /** The bytes of its values. */
    static int size(BoundStatement statement) {
        int bytes = 0;
        for (ByteBuffer value : statement.getValues()) {
            bytes += value == null ? 0 : value.remaining();
        }
        return bytes;
    }
}
