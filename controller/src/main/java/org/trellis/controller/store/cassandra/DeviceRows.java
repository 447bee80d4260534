package org.trellis.controller.store.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.trellis.controller.store.DeviceRecord;
import org.trellis.controller.store.EndpointRecord;
import org.trellis.controller.store.FleetSearch;
import org.trellis.controller.store.Visitor;
import org.trellis.model.DataModelRoot;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.DeviceIdentity;
import org.trellis.southbound.DeviceKind;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.Principal;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.TenantId;

/** Rows of the tables {@code device} and {@code endpoint} as records. */
final class DeviceRows {

    private DeviceRows() {}

    /** The column that holds a field of a query. */
    static String column(FleetSearch.Field field) {
        return switch (field) {
            case MANUFACTURER -> "manufacturer";
            case OUI -> "oui";
            case PRODUCT_CLASS -> "product_class";
            case SERIAL_NUMBER -> "serial_number";
            case MODEL_NAME -> "model_name";
            case SOFTWARE_VERSION -> "software_version";
            case KIND -> "kind";
            case STATE -> "state";
            case PARENT -> "parent";
        };
    }

    static DeviceRecord device(Row row) {
        return new DeviceRecord(
                new TenantId(Columns.text(row, "tenant")),
                new DeviceId(Columns.text(row, "id")),
                DeviceRecord.State.valueOf(upper(row, "state")),
                Columns.text(row, "state_reason"),
                new DeviceIdentity(
                        Columns.text(row, "manufacturer"),
                        Columns.text(row, "oui"),
                        Columns.text(row, "product_class"),
                        Columns.text(row, "serial_number"),
                        Columns.text(row, "model_name"),
                        Columns.text(row, "software_version"),
                        Columns.text(row, "hardware_version")),
                DeviceKind.valueOf(upper(row, "kind")),
                DataModelRoot.valueOf(Columns.text(row, "data_model")),
                Columns.optionalText(row, "parent").map(DeviceId::new),
                Columns.texts(row, "tags"),
                Columns.map(row, "attributes"),
                Columns.map(row, "settings"),
                Columns.text(row, "model_key"),
                Columns.time(row, "created_at"),
                visitor(new TenantId(Columns.text(row, "tenant")), row),
                row.getLong("version"));
    }

    /** The visitor of a device as the column keeps it. */
    static Map<String, String> visitor(Visitor visitor) {
        Endpoint endpoint = visitor.endpoint();
        return Map.of(
                "endpoint", endpoint.id().value(),
                "protocol", endpoint.protocol().name(),
                "transport", endpoint.transport(),
                "address", endpoint.address(),
                "principal_kind", visitor.principal().kind().name(),
                "principal_id", visitor.principal().id());
    }

    private static Optional<Visitor> visitor(TenantId tenant, Row row) {
        Map<String, String> kept = Columns.map(row, "visitor");
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Visitor(
                        new Endpoint(
                                new EndpointId(kept.getOrDefault("endpoint", "")),
                                tenant,
                                new DeviceId(Columns.text(row, "id")),
                                Protocol.valueOf(kept.getOrDefault("protocol", "")),
                                kept.getOrDefault("transport", ""),
                                kept.getOrDefault("address", "")),
                        new Principal(
                                Principal.Kind.valueOf(kept.getOrDefault("principal_kind", "")),
                                kept.getOrDefault("principal_id", ""),
                                tenant)));
    }

    private static String upper(Row row, String column) {
        return Columns.text(row, column).toUpperCase(java.util.Locale.ROOT);
    }

    static Optional<EndpointRecord> endpoint(Row row) {
        if (row.getString("device") == null) {
            return Optional.empty();
        }
        TenantId tenant = new TenantId(Columns.text(row, "tenant"));
        return Optional.of(
                new EndpointRecord(
                        new Endpoint(
                                new EndpointId(Columns.text(row, "id")),
                                tenant,
                                new DeviceId(Columns.text(row, "device")),
                                Protocol.valueOf(Columns.text(row, "protocol")),
                                Columns.text(row, "transport"),
                                Columns.text(row, "address")),
                        new Principal(
                                Principal.Kind.valueOf(Columns.text(row, "principal_kind")),
                                Columns.text(row, "principal_id"),
                                tenant),
                        row.getBoolean("connected"),
                        Columns.time(row, "last_seen"),
                        Duration.ofSeconds(row.getLong("periodic_seconds"))));
    }
}
