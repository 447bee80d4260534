package org.trellis.controller.store.cassandra;

import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.trellis.controller.store.DeviceRecord;
import org.trellis.controller.store.FleetSearch;
import org.trellis.model.DataModelRoot;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.DeviceIdentity;
import org.trellis.southbound.DeviceKind;
import org.trellis.southbound.TenantId;
import org.trellis.southbound.UnavailableException;

/**
 * Changes of a device's row, column by column: two that concern different things never undo each
 * other. What people edit is written with a lightweight transaction on {@code device.version}: it
 * happens when somebody clicks or a device lands in quarantine, never per message. What devices say
 * of themselves is written plainly.
 */
final class DeviceEdits {

    private static final int ATTEMPTS = 8;

    private final Cql cql;
    private final DeviceTokens tokens;
    private final PreparedStatement select;
    private final PreparedStatement firstEdit;
    private final PreparedStatement nextEdit;
    private final PreparedStatement addSettings;
    private final PreparedStatement removeSettings;
    private final PreparedStatement identity;
    private final PreparedStatement kind;
    private final PreparedStatement modelKey;

    DeviceEdits(Cql cql, DeviceTokens tokens) {
        this.cql = cql;
        this.tokens = tokens;
        select = cql.idempotent("SELECT * FROM device WHERE tenant = ? AND id = ?");
        String edit =
                "UPDATE device SET state = ?, state_reason = ?, visitor = ?, tags = ?,"
                        + " attributes = ?, settings = settings + ?, version = ?"
                        + " WHERE tenant = ? AND id = ? IF version = ";
        firstEdit = cql.once(edit + "null");
        nextEdit = cql.once(edit + "?");
        addSettings =
                cql.idempotent(
                        "UPDATE device SET settings = settings + ? WHERE tenant = ? AND id = ?");
        removeSettings =
                cql.idempotent(
                        "UPDATE device SET settings = settings - ? WHERE tenant = ? AND id = ?");
        identity =
                cql.idempotent(
                        "UPDATE device SET manufacturer = ?, oui = ?, product_class = ?,"
                                + " serial_number = ?, model_name = ?, software_version = ?,"
                                + " hardware_version = ?, data_model = ?"
                                + " WHERE tenant = ? AND id = ?");
        kind = cql.idempotent("UPDATE device SET kind = ? WHERE tenant = ? AND id = ?");
        modelKey = cql.idempotent("UPDATE device SET model_key = ? WHERE tenant = ? AND id = ?");
    }

    /** Read so that an edit of another node, ended or under way, is seen. */
    private Optional<DeviceRecord> current(TenantId tenant, DeviceId id) {
        return cql.first(
                        select.bind(tenant.value(), id.value())
                                .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_SERIAL))
                .filter(row -> row.getString("state") != null)
                .map(DeviceRows::device);
    }

    Optional<DeviceRecord> edit(
            TenantId tenant,
            DeviceId id,
            OptionalLong expected,
            UnaryOperator<DeviceRecord> change) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<DeviceRecord> found = current(tenant, id);
            if (found.isEmpty()
                    || expected.isPresent() && expected.getAsLong() != found.get().version()) {
                return Optional.empty();
            }
            DeviceRecord before = found.get();
            DeviceRecord wanted = change.apply(before);
            if (wanted.equals(before)) {
                return found;
            }
            DeviceRecord after = before.edited(wanted, before.version() + 1);
            if (cql.page(conditional(before, after)).wasApplied()) {
                List<Statement<?>> following = following(before, after);
                if (!following.isEmpty()) {
                    cql.executeAll(following);
                }
                return Optional.of(after);
            }
        }
        throw new UnavailableException("the device keeps being edited elsewhere");
    }

    /** A version that was never written is null. */
    private Statement<?> conditional(DeviceRecord before, DeviceRecord after) {
        Map<String, String> changed = new HashMap<>(after.settings());
        changed.entrySet().removeAll(before.settings().entrySet());
        List<Object> values =
                new ArrayList<>(
                        List.of(
                                after.state().name().toLowerCase(Locale.ROOT),
                                after.stateReason(),
                                after.visitor().map(DeviceRows::visitor).orElse(Map.of()),
                                after.tags(),
                                after.attributes(),
                                changed,
                                after.version(),
                                after.tenant().value(),
                                after.id().value()));
        if (before.version() == 0) {
            return firstEdit.bind(values.toArray());
        }
        values.add(before.version());
        return nextEdit.bind(values.toArray());
    }

    private List<Statement<?>> following(DeviceRecord before, DeviceRecord after) {
        List<Statement<?>> statements = new ArrayList<>(names(before, after));
        Set<String> gone = new HashSet<>(before.settings().keySet());
        gone.removeAll(after.settings().keySet());
        if (!gone.isEmpty()) {
            statements.add(removeSettings.bind(gone, after.tenant().value(), after.id().value()));
        }
        return statements;
    }

    private List<BoundStatement> names(DeviceRecord before, DeviceRecord after) {
        return tokens.change(
                after.tenant(), after.id(), FleetSearch.tokens(before), FleetSearch.tokens(after));
    }

    void saveIdentity(TenantId tenant, DeviceId id, DeviceIdentity is, DataModelRoot root) {
        Optional<Row> row =
                cql.first(select.bind(tenant.value(), id.value()))
                        .filter(r -> r.getString("state") != null);
        if (row.isEmpty()) {
            return;
        }
        DeviceRecord before = DeviceRows.device(row.get());
        List<Statement<?>> statements = new ArrayList<>();
        statements.add(
                identity.bind(
                        is.manufacturer(),
                        is.oui(),
                        is.productClass(),
                        is.serialNumber(),
                        is.modelName(),
                        is.softwareVersion(),
                        is.hardwareVersion(),
                        root.name(),
                        tenant.value(),
                        id.value()));
        statements.addAll(names(before, before.withIdentity(is, root)));
        cql.executeAll(statements);
    }

    void saveKind(TenantId tenant, DeviceId id, DeviceKind is) {
        cql.execute(kind.bind(is.label(), tenant.value(), id.value()));
    }

    void saveModelKey(TenantId tenant, DeviceId id, String key) {
        cql.execute(modelKey.bind(key, tenant.value(), id.value()));
    }

    void addSettings(TenantId tenant, DeviceId id, Map<String, String> settings) {
        cql.execute(addSettings.bind(settings, tenant.value(), id.value()));
    }
}
