package org.trellis.controller.store.cassandra;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.trellis.controller.store.WatchStore;
import org.trellis.model.PathExpression;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.NotificationType;
import org.trellis.southbound.TenantId;

/** A set of paths for each endpoint and kind: one statement for a watch. */
final class CassandraWatchStore implements WatchStore {

    private final Cql cql;
    private final PreparedStatement add;
    private final PreparedStatement remove;
    private final PreparedStatement select;
    private final PreparedStatement delete;

    CassandraWatchStore(Cql cql) {
        this.cql = cql;
        String row = " WHERE tenant = ? AND device = ? AND endpoint = ? AND what = ?";
        add = cql.idempotent("UPDATE watch SET paths = paths + ?" + row);
        remove = cql.idempotent("UPDATE watch SET paths = paths - ?" + row);
        select =
                cql.idempotent(
                        "SELECT what, paths FROM watch"
                                + " WHERE tenant = ? AND device = ? AND endpoint = ?");
        delete = cql.idempotent("DELETE FROM watch WHERE tenant = ? AND device = ?");
    }

    private static Set<String> texts(Collection<PathExpression> paths) {
        return paths.stream().map(PathExpression::text).collect(Collectors.toSet());
    }

    private static Statement<?> change(
            PreparedStatement change, Endpoint endpoint, NotificationType what, Set<String> paths) {
        return change.bind(
                paths,
                endpoint.tenant().value(),
                endpoint.device().value(),
                endpoint.id().value(),
                Codes.of(what));
    }

    @Override
    public void add(Endpoint endpoint, NotificationType what, Collection<PathExpression> paths) {
        if (!paths.isEmpty()) {
            cql.execute(change(add, endpoint, what, texts(paths)));
        }
    }

    @Override
    public void remove(Endpoint endpoint, Collection<PathExpression> paths) {
        if (paths.isEmpty()) {
            return;
        }
        List<Statement<?>> changes = new ArrayList<>();
        for (NotificationType what : NotificationType.values()) {
            changes.add(change(remove, endpoint, what, texts(paths)));
        }
        cql.executeAll(changes);
    }

    @Override
    public Map<NotificationType, Set<PathExpression>> of(Endpoint endpoint) {
        Map<NotificationType, Set<PathExpression>> watches = new EnumMap<>(NotificationType.class);
        for (Row row :
                cql.rows(
                        select.bind(
                                endpoint.tenant().value(),
                                endpoint.device().value(),
                                endpoint.id().value()))) {
            Set<String> paths = row.getSet("paths", String.class);
            if (paths != null && !paths.isEmpty()) {
                watches.put(
                        Codes.notification(row.getInt("what")),
                        paths.stream().map(PathExpression::of).collect(Collectors.toSet()));
            }
        }
        return watches;
    }

    @Override
    public void delete(TenantId tenant, DeviceId device) {
        cql.execute(delete.bind(tenant.value(), device.value()));
    }
}
