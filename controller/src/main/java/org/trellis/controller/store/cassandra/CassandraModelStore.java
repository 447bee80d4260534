package org.trellis.controller.store.cassandra;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.util.Optional;
import org.trellis.controller.store.ModelStore;
import org.trellis.model.SupportedModel;
import org.trellis.southbound.TenantId;

/** Support maps as compressed blobs; the callers cache them. */
final class CassandraModelStore implements ModelStore {

    private static final int VERSION = 1;

    private final Cql cql;
    private final PreparedStatement select;
    private final PreparedStatement insert;

    CassandraModelStore(Cql cql) {
        this.cql = cql;
        select = cql.idempotent("SELECT data FROM model WHERE tenant = ? AND key = ?");
        insert = cql.idempotent("INSERT INTO model (tenant, key, data) VALUES (?, ?, ?)");
    }

    @Override
    public Optional<SupportedModel> find(TenantId tenant, String key) {
        return cql.first(select.bind(tenant.value(), key))
                .map(row -> row.getByteBuffer("data"))
                .map(blob -> {
                    BinaryIn in = new BinaryIn(Compressed.unpack(blob));
                    int version = in.octet();
                    if (version != VERSION) {
                        throw Codes.unknown("model form", version);
                    }
                    return ModelCodec.read(in);
                });
    }

    @Override
    public void save(TenantId tenant, SupportedModel model) {
        BinaryOut out = new BinaryOut();
        out.octet(VERSION);
        ModelCodec.write(out, model);
        cql.execute(insert.bind(tenant.value(), model.key(), Compressed.pack(out.toBytes(), 0)));
    }
}
