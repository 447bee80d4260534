package org.trellis.controller.store.cassandra;

import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.trellis.controller.store.OwnershipStore;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.TenantId;
import org.trellis.southbound.UnavailableException;

/** Ownership by compare-and-set of the epoch. */
final class CassandraOwnershipStore implements OwnershipStore {

    private static final int ATTEMPTS = 50;
    private static final int UNKNOWN_AT_MOST = 2;

    /** Told when this node has acquired a device. */
    interface Acquired {
        void acquired(TenantId tenant, DeviceId device);
    }

    private final Cql cql;
    private final Acquired listener;
    private final PreparedStatement select;
    private final PreparedStatement insert;
    private final PreparedStatement update;
    private final PreparedStatement beat;
    private final PreparedStatement selectNodes;

    CassandraOwnershipStore(Cql cql, Acquired listener) {
        this.cql = cql;
        this.listener = listener;
        select =
                cql.idempotent("SELECT node, epoch FROM ownership WHERE tenant = ? AND device = ?");
        insert =
                cql.once(
                        "INSERT INTO ownership (tenant, device, node, epoch)"
                                + " VALUES (?, ?, ?, 1) IF NOT EXISTS");
        update =
                cql.once(
                        "UPDATE ownership SET node = ?, epoch = ? WHERE tenant = ? AND device = ?"
                                + " IF epoch = ?");
        beat = cql.idempotent("INSERT INTO node (id, heartbeat) VALUES (?, ?)");
        selectNodes = cql.idempotent("SELECT id, heartbeat FROM node");
    }

    @Override
    public Optional<Owner> owner(TenantId tenant, DeviceId device) {
        return cql.first(
                        select.bind(tenant.value(), device.value())
                                .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_SERIAL))
                .map(CassandraOwnershipStore::owner);
    }

    private static Owner owner(Row row) {
        return new Owner(Columns.text(row, "node"), row.getLong("epoch"));
    }

    /** Whoever had it says so when the first attempt finds it taken: nothing is read before. */
    @Override
    public long acquire(TenantId tenant, DeviceId device, String node) {
        int unknown = 0;
        long before = 0;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var statement =
                    before == 0
                            ? insert.bind(tenant.value(), device.value(), node)
                            : update.bind(node, before + 1, tenant.value(), device.value(), before);
            try {
                AsyncResultSet answer = cql.page(statement);
                if (answer.wasApplied()) {
                    listener.acquired(tenant, device);
                    return before + 1;
                }
                Row taken = answer.one();
                before = taken == null || taken.isNull("epoch") ? 0 : taken.getLong("epoch");
            } catch (UnavailableException timedOut) {
                // It may have been applied or not: whoever has that epoch, the next one is ours.
                if (++unknown > UNKNOWN_AT_MOST) {
                    throw timedOut;
                }
                before = owner(tenant, device).map(Owner::epoch).orElse(0L);
            }
        }
        throw new UnavailableException("the ownership of the device keeps changing hands");
    }

    @Override
    public void heartbeat(String node, Instant now) {
        cql.execute(beat.bind(node, now));
    }

    @Override
    public List<Node> nodes() {
        List<Node> nodes = new ArrayList<>();
        for (Row row : cql.rows(selectNodes.bind())) {
            nodes.add(new Node(Columns.text(row, "id"), Columns.time(row, "heartbeat")));
        }
        return nodes;
    }
}
