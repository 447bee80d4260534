package org.trellis.controller.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.trellis.controller.store.DeviceQuery;
import org.trellis.controller.store.DeviceRecord;
import org.trellis.controller.store.DeviceStore;
import org.trellis.controller.store.EndpointRecord;
import org.trellis.controller.store.FleetSearch;
import org.trellis.controller.store.Page;
import org.trellis.model.DataModelRoot;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.DeviceIdentity;
import org.trellis.southbound.DeviceKind;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.TenantId;

/**
 * The registry. The device's row is written whole at its enrollment only, and then but for the
 * columns that follow from its endpoints and aliases ({@code protocols}, {@code tokens}); {@link
 * DeviceEdits} changes it by column. Presence touches the endpoint's row only.
 */
final class CassandraDeviceStore implements DeviceStore {

    private static final int REMEMBERED_ENDPOINTS = 20_000;
    private static final Duration ESTIMATE_AGE = Duration.ofSeconds(15);

    private final Cql cql;
    private final DeviceTokens tokens;
    private final DeviceSearch search;
    private final DeviceEdits edits;

    /** What this node wrote of an endpoint, so that presence is one write. */
    private final Cache<Endpoint, Boolean> known =
            Caffeine.newBuilder().maximumSize(REMEMBERED_ENDPOINTS).build();

    private final Cache<TenantId, Long> estimates =
            Caffeine.newBuilder().maximumSize(1_000).expireAfterWrite(ESTIMATE_AGE).build();

    private final PreparedStatement select;
    private final PreparedStatement insert;
    private final PreparedStatement delete;
    private final PreparedStatement insertChild;
    private final PreparedStatement deleteChild;
    private final PreparedStatement selectChildren;
    private final PreparedStatement selectEndpoint;
    private final PreparedStatement insertEndpoint;
    private final PreparedStatement updatePresence;
    private final PreparedStatement deleteEndpoint;
    private final PreparedStatement selectEndpoints;
    private final PreparedStatement insertOfDevice;
    private final PreparedStatement deleteOfDevice;
    private final PreparedStatement deleteAllOfDevice;
    private final PreparedStatement addProtocol;
    private final PreparedStatement count;
    private final Aliases aliases;

    CassandraDeviceStore(Cql cql) {
        this.cql = cql;
        tokens = new DeviceTokens(cql);
        aliases = new Aliases(cql);
        search = new DeviceSearch(cql, tokens);
        edits = new DeviceEdits(cql, tokens);
        select = cql.idempotent("SELECT * FROM device WHERE tenant = ? AND id = ?");
        insert =
                cql.idempotent(
                        "INSERT INTO device (tenant, id, state, state_reason, manufacturer, oui,"
                                + " product_class, serial_number, model_name, software_version,"
                                + " hardware_version, kind, data_model, parent, tags, attributes,"
                                + " settings, model_key, created_at) VALUES"
                                + " (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        delete = cql.idempotent("DELETE FROM device WHERE tenant = ? AND id = ?");
        insertChild =
                cql.idempotent("INSERT INTO device_child (tenant, parent, child) VALUES (?, ?, ?)");
        deleteChild =
                cql.idempotent(
                        "DELETE FROM device_child WHERE tenant = ? AND parent = ? AND child = ?");
        selectChildren =
                cql.idempotent("SELECT child FROM device_child WHERE tenant = ? AND parent = ?");
        selectEndpoint = cql.idempotent("SELECT * FROM endpoint WHERE tenant = ? AND id = ?");
        insertEndpoint =
                cql.idempotent(
                        "INSERT INTO endpoint (tenant, id, device, protocol, transport, address,"
                                + " principal_kind, principal_id, connected, last_seen,"
                                + " periodic_seconds) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        updatePresence =
                cql.idempotent(
                        "UPDATE endpoint SET connected = ?, last_seen = ?, periodic_seconds = ?"
                                + " WHERE tenant = ? AND id = ?");
        deleteEndpoint = cql.idempotent("DELETE FROM endpoint WHERE tenant = ? AND id = ?");
        selectEndpoints =
                cql.idempotent(
                        "SELECT endpoint FROM device_endpoint WHERE tenant = ? AND device = ?");
        insertOfDevice =
                cql.idempotent(
                        "INSERT INTO device_endpoint (tenant, device, endpoint)"
                                + " VALUES (?, ?, ?)");
        deleteOfDevice =
                cql.idempotent(
                        "DELETE FROM device_endpoint"
                                + " WHERE tenant = ? AND device = ? AND endpoint = ?");
        deleteAllOfDevice =
                cql.idempotent("DELETE FROM device_endpoint WHERE tenant = ? AND device = ?");
        addProtocol =
                cql.idempotent(
                        "UPDATE device SET protocols = protocols + ?"
                                + " WHERE tenant = ? AND id = ?");
        count = cql.idempotent("SELECT count(*) FROM device WHERE tenant = ?");
    }

    @Override
    public Optional<DeviceRecord> find(TenantId tenant, DeviceId id) {
        return row(tenant, id).map(DeviceRows::device);
    }

    /** Empty also for the rest of a deleted device that a late update left. */
    private Optional<Row> row(TenantId tenant, DeviceId id) {
        return cql.first(select.bind(tenant.value(), id.value()))
                .filter(row -> row.getString("state") != null);
    }

    @Override
    public void save(DeviceRecord device) {
        Optional<Row> before = row(device.tenant(), device.id());
        List<Statement<?>> statements = new ArrayList<>();
        statements.add(inserted(device));
        statements.addAll(
                tokens.change(
                        device.tenant(),
                        device.id(),
                        before.map(DeviceRows::device).map(FleetSearch::tokens).orElse(Set.of()),
                        FleetSearch.tokens(device)));
        String tenant = device.tenant().value();
        Optional<DeviceId> oldParent = before.map(DeviceRows::device).flatMap(d -> d.parent());
        if (!oldParent.equals(device.parent())) {
            oldParent.ifPresent(
                    p -> statements.add(deleteChild.bind(tenant, p.value(), device.id().value())));
            device.parent()
                    .ifPresent(p ->
                            statements.add(
                                    insertChild.bind(tenant, p.value(), device.id().value())));
        }
        cql.executeAll(statements);
    }

    /**
     * One logged batch: the rows that follow from the device's are there with it, and the store is
     * asked once. What a device that was deleted left is no matter: sets are added to.
     */
    @Override
    public void enroll(DeviceRecord device, EndpointRecord record) {
        Endpoint endpoint = record.endpoint();
        String tenant = device.tenant().value();
        Set<String> names = new HashSet<>(FleetSearch.tokens(device));
        names.addAll(FleetSearch.tokens(endpoint));
        BatchStatementBuilder batch = BatchStatement.builder(BatchType.LOGGED);
        batch.addStatement(inserted(device));
        batch.addStatement(added(endpoint));
        tokens.change(device.tenant(), device.id(), Set.of(), names).forEach(batch::addStatement);
        device.parent()
                .ifPresent(p ->
                        batch.addStatement(
                                insertChild.bind(tenant, p.value(), device.id().value())));
        batch.addStatement(insertOfDevice.bind(tenant, device.id().value(), endpoint.id().value()));
        batch.addStatement(written(record));
        cql.execute(batch.setIdempotence(true).build());
        known.put(endpoint, true);
    }

    private BoundStatement added(Endpoint endpoint) {
        return addProtocol.bind(
                Set.of(endpoint.protocol().label()),
                endpoint.tenant().value(),
                endpoint.device().value());
    }

    private BoundStatement written(EndpointRecord record) {
        Endpoint endpoint = record.endpoint();
        return insertEndpoint.bind(
                endpoint.tenant().value(),
                endpoint.id().value(),
                endpoint.device().value(),
                endpoint.protocol().name(),
                endpoint.transport(),
                endpoint.address(),
                record.principal().kind().name(),
                record.principal().id(),
                record.connected(),
                record.lastSeen(),
                record.periodic().toSeconds());
    }

    private BoundStatement inserted(DeviceRecord device) {
        return insert.bind(
                device.tenant().value(),
                device.id().value(),
                device.state().name().toLowerCase(Locale.ROOT),
                device.stateReason(),
                device.identity().manufacturer(),
                device.identity().oui(),
                device.identity().productClass(),
                device.identity().serialNumber(),
                device.identity().modelName(),
                device.identity().softwareVersion(),
                device.identity().hardwareVersion(),
                device.kind().label(),
                device.dataModel().name(),
                device.parent().map(DeviceId::value).orElse(""),
                device.tags(),
                device.attributes(),
                device.settings(),
                device.modelKey(),
                device.createdAt());
    }

    @Override
    public Optional<DeviceRecord> edit(
            TenantId tenant,
            DeviceId id,
            OptionalLong expected,
            UnaryOperator<DeviceRecord> change) {
        return edits.edit(tenant, id, expected, change);
    }

    @Override
    public void saveIdentity(
            TenantId tenant, DeviceId id, DeviceIdentity identity, DataModelRoot dataModel) {
        edits.saveIdentity(tenant, id, identity, dataModel);
    }

    @Override
    public void saveKind(TenantId tenant, DeviceId id, DeviceKind kind) {
        edits.saveKind(tenant, id, kind);
    }

    @Override
    public void saveModelKey(TenantId tenant, DeviceId id, String modelKey) {
        edits.saveModelKey(tenant, id, modelKey);
    }

    @Override
    public void addSettings(TenantId tenant, DeviceId id, Map<String, String> settings) {
        edits.addSettings(tenant, id, settings);
    }

    @Override
    public void delete(TenantId tenant, DeviceId id) {
        Optional<Row> row = row(tenant, id);
        List<Statement<?>> statements = new ArrayList<>();
        row.ifPresent(r -> statements.addAll(tokens.drop(tenant, id, Columns.texts(r, "tokens"))));
        row.map(DeviceRows::device)
                .flatMap(DeviceRecord::parent)
                .ifPresent(p ->
                        statements.add(deleteChild.bind(tenant.value(), p.value(), id.value())));
        for (EndpointRecord endpoint : endpoints(tenant, id)) {
            statements.add(deleteEndpoint.bind(tenant.value(), endpoint.endpoint().id().value()));
            known.invalidate(endpoint.endpoint());
        }
        statements.add(deleteAllOfDevice.bind(tenant.value(), id.value()));
        statements.addAll(aliases.drop(tenant, id));
        cql.executeAll(statements);
        cql.execute(delete.bind(tenant.value(), id.value()));
    }

    @Override
    public Page<DeviceRecord> list(DeviceQuery query) {
        return search.list(query);
    }

    @Override
    public long estimate(TenantId tenant) {
        Long fresh = estimates.getIfPresent(tenant);
        if (fresh != null) {
            return fresh;
        }
        long counted = cql.first(count.bind(tenant.value())).map(row -> row.getLong(0)).orElse(0L);
        estimates.put(tenant, counted);
        return counted;
    }

    @Override
    public List<EndpointRecord> endpoints(TenantId tenant, DeviceId id) {
        List<Statement<?>> reads = new ArrayList<>();
        for (Row row : cql.rows(selectEndpoints.bind(tenant.value(), id.value()))) {
            reads.add(selectEndpoint.bind(tenant.value(), Columns.text(row, "endpoint")));
        }
        if (reads.isEmpty()) {
            return List.of();
        }
        return cql.rowsOfAll(reads).stream()
                .flatMap(List::stream)
                .flatMap(row -> DeviceRows.endpoint(row).stream())
                .filter(e -> e.endpoint().device().equals(id))
                .toList();
    }

    @Override
    public Optional<EndpointRecord> findEndpoint(TenantId tenant, EndpointId id) {
        return cql.first(selectEndpoint.bind(tenant.value(), id.value()))
                .flatMap(DeviceRows::endpoint);
    }

    @Override
    public void saveEndpoint(EndpointRecord record) {
        Endpoint endpoint = record.endpoint();
        String tenant = endpoint.tenant().value();
        List<Statement<?>> statements = new ArrayList<>();
        boolean fresh = known.getIfPresent(endpoint) == null;
        if (fresh) {
            Optional<Endpoint> before =
                    findEndpoint(endpoint.tenant(), endpoint.id()).map(EndpointRecord::endpoint);
            before.ifPresent(known::invalidate);
            before.filter(b -> !b.device().equals(endpoint.device()))
                    .ifPresent(b -> statements.addAll(moved(b)));
            Set<String> old =
                    before.filter(b -> b.device().equals(endpoint.device()))
                            .map(FleetSearch::tokens)
                            .orElse(Set.of());
            statements.addAll(
                    tokens.change(
                            endpoint.tenant(),
                            endpoint.device(),
                            old,
                            FleetSearch.tokens(endpoint)));
            statements.add(
                    insertOfDevice.bind(tenant, endpoint.device().value(), endpoint.id().value()));
            statements.add(added(endpoint));
        }
        statements.add(written(record));
        cql.executeAll(statements);
        if (fresh) {
            known.put(endpoint, true);
        }
    }

    /** The rest of an endpoint that is gone has no device, and counts as none. */
    @Override
    public void savePresence(EndpointRecord record) {
        cql.execute(
                updatePresence.bind(
                        record.connected(),
                        record.lastSeen(),
                        record.periodic().toSeconds(),
                        record.endpoint().tenant().value(),
                        record.endpoint().id().value()));
    }

    /** The endpoint belongs to another device now. */
    private List<Statement<?>> moved(Endpoint before) {
        List<Statement<?>> statements = new ArrayList<>();
        statements.add(
                deleteOfDevice.bind(
                        before.tenant().value(), before.device().value(), before.id().value()));
        statements.addAll(
                tokens.change(
                        before.tenant(), before.device(), FleetSearch.tokens(before), Set.of()));
        return statements;
    }

    @Override
    public void addAliases(TenantId tenant, DeviceId id, Set<String> names) {
        Set<String> own = aliases.add(tenant, id, names);
        Set<String> fresh = new HashSet<>();
        own.forEach(alias -> fresh.addAll(FleetSearch.tokens(alias)));
        if (!fresh.isEmpty()) {
            cql.executeAll(tokens.change(tenant, id, Set.of(), fresh));
        }
    }

    @Override
    public Optional<DeviceId> findByAlias(TenantId tenant, String alias) {
        return aliases.find(tenant, alias);
    }

    @Override
    public List<DeviceId> children(TenantId tenant, DeviceId parent) {
        return cql.rows(selectChildren.bind(tenant.value(), parent.value())).stream()
                .map(row -> new DeviceId(Columns.text(row, "child")))
                .toList();
    }
}
