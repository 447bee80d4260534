package org.trellis.controller.store.cassandra;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.TenantId;

/**
 * Other names of devices. A name that is taken stays with its device; taking a free one is a
 * lightweight transaction, once per name in its life.
 */
final class Aliases {

    private final Cql cql;
    private final PreparedStatement select;
    private final PreparedStatement insert;
    private final PreparedStatement delete;
    private final PreparedStatement selectOfDevice;
    private final PreparedStatement insertOfDevice;
    private final PreparedStatement deleteOfDevice;

    Aliases(Cql cql) {
        this.cql = cql;
        select = cql.idempotent("SELECT device FROM alias WHERE tenant = ? AND alias = ?");
        insert =
                cql.once(
                        "INSERT INTO alias (tenant, alias, device) VALUES (?, ?, ?)"
                                + " IF NOT EXISTS");
        delete = cql.once("DELETE FROM alias WHERE tenant = ? AND alias = ? IF device = ?");
        selectOfDevice =
                cql.idempotent("SELECT alias FROM device_alias WHERE tenant = ? AND device = ?");
        insertOfDevice =
                cql.idempotent("INSERT INTO device_alias (tenant, device, alias) VALUES (?, ?, ?)");
        deleteOfDevice = cql.idempotent("DELETE FROM device_alias WHERE tenant = ? AND device = ?");
    }

    Optional<DeviceId> find(TenantId tenant, String alias) {
        return cql.first(select.bind(tenant.value(), alias))
                .flatMap(row -> Columns.optionalText(row, "device"))
                .map(DeviceId::new);
    }

    /** Those of the names that are new for the device. */
    Set<String> add(TenantId tenant, DeviceId device, Set<String> aliases) {
        Set<String> fresh = new HashSet<>(aliases);
        fresh.removeAll(ofDevice(tenant, device));
        Set<String> taken = new HashSet<>();
        List<Statement<?>> statements = new ArrayList<>();
        for (String alias : fresh) {
            Optional<DeviceId> owner = find(tenant, alias);
            boolean ours =
                    owner.map(device::equals)
                            .orElseGet(() ->
                                    cql.page(insert.bind(tenant.value(), alias, device.value()))
                                            .wasApplied());
            if (ours) {
                taken.add(alias);
                statements.add(insertOfDevice.bind(tenant.value(), device.value(), alias));
            }
        }
        if (!statements.isEmpty()) {
            cql.executeAll(statements);
        }
        return taken;
    }

    private Set<String> ofDevice(TenantId tenant, DeviceId device) {
        Set<String> aliases = new HashSet<>();
        for (Row row : cql.rows(selectOfDevice.bind(tenant.value(), device.value()))) {
            aliases.add(Columns.text(row, "alias"));
        }
        return aliases;
    }

    /** Frees the names of a device; what is returned forgets the list of them. */
    List<Statement<?>> drop(TenantId tenant, DeviceId device) {
        for (String alias : ofDevice(tenant, device)) {
            cql.page(delete.bind(tenant.value(), alias, device.value()));
        }
        return List.of(deleteOfDevice.bind(tenant.value(), device.value()));
    }
}
