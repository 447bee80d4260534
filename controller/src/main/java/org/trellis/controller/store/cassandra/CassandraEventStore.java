package org.trellis.controller.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.trellis.controller.store.EventRecord;
import org.trellis.controller.store.EventStore;
import org.trellis.controller.store.Page;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.TenantId;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every event twice: with its device by month, in the tenant's feed by hour. The hour and the month
 * are those of the id, so that whoever knows an id knows where it lies.
 */
final class CassandraEventStore implements EventStore {

    static final int DEVICE_DAYS = 90;
    static final int FEED_DAYS = 7;

    private static final TypeReference<Map<String, Object>> DATA = new TypeReference<>() {};
    private static final long HOUR_MILLIS = 3_600_000;
    private static final int HOURS_AT_ONCE = 12;
    private static final int EVENTS_AT_ONCE = 32;
    private static final UUID FIRST = new UUID(0, 0);

    private final Cql cql;
    private final JsonMapper json = JsonMapper.builder().build();
    private final PreparedStatement insertDevice;
    private final PreparedStatement insertFeed;
    private final PreparedStatement selectDevice;
    private final PreparedStatement selectFeed;
    private final PreparedStatement selectDelivery;
    private final PreparedStatement insertDelivery;

    CassandraEventStore(Cql cql) {
        this.cql = cql;
        insertDevice =
                cql.idempotent(
                        "INSERT INTO event_by_device (tenant, device, month, id, type, at, data)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?)");
        insertFeed =
                cql.idempotent(
                        "INSERT INTO event_feed (tenant, hour, id, device, type, at, data)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?)");
        selectDevice =
                cql.idempotent(
                        "SELECT id, type, at, data FROM event_by_device"
                                + " WHERE tenant = ? AND device = ? AND month = ? AND id > ?"
                                + " LIMIT ?");
        selectFeed =
                cql.idempotent(
                        "SELECT id, device, type, at, data FROM event_feed"
                                + " WHERE tenant = ? AND hour = ? AND id > ? LIMIT ?");
        selectDelivery =
                cql.idempotent(
                        "SELECT key FROM delivery WHERE tenant = ? AND endpoint = ? AND key = ?");
        insertDelivery =
                cql.idempotent("INSERT INTO delivery (tenant, endpoint, key) VALUES (?, ?, ?)");
    }

    @Override
    public void append(List<EventRecord> events) {
        for (int from = 0; from < events.size(); from += EVENTS_AT_ONCE) {
            int to = Math.min(from + EVENTS_AT_ONCE, events.size());
            cql.share(inserts(events.subList(from, to)));
        }
    }

    /** Statements that store the events; they may be repeated. */
    List<BoundStatement> inserts(List<EventRecord> events) {
        List<BoundStatement> statements = new ArrayList<>();
        for (EventRecord event : events) {
            String tenant = event.tenant().value();
            String data = json.writeValueAsString(event.data());
            event.device()
                    .ifPresent(device ->
                            statements.add(
                                    insertDevice.bind(
                                            tenant,
                                            device.value(),
                                            month(Uuids.time(event.id())),
                                            event.id(),
                                            event.type(),
                                            event.at(),
                                            data)));
            statements.add(
                    insertFeed.bind(
                            tenant,
                            hour(Uuids.time(event.id())),
                            event.id(),
                            event.device().map(DeviceId::value).orElse(""),
                            event.type(),
                            event.at(),
                            data));
        }
        return statements;
    }

    private static int month(Instant at) {
        LocalDate date = LocalDate.ofInstant(at, ZoneOffset.UTC);
        return date.getYear() * 100 + date.getMonthValue();
    }

    private static long hour(Instant at) {
        return at.toEpochMilli() / HOUR_MILLIS;
    }

    @Override
    public Page<EventRecord> ofDevice(
            TenantId tenant, DeviceId device, Optional<UUID> after, int limit) {
        Instant oldest = Instant.now().minus(Duration.ofDays(DEVICE_DAYS));
        UUID behind = after.orElse(FIRST);
        Instant start = Uuids.time(behind).isBefore(oldest) ? oldest : Uuids.time(behind);
        List<EventRecord> ahead = new ArrayList<>();
        YearMonth last = YearMonth.now(ZoneOffset.UTC).plusMonths(1);
        YearMonth month = YearMonth.from(start.atOffset(ZoneOffset.UTC));
        for (; !month.isAfter(last) && ahead.size() <= limit; month = month.plusMonths(1)) {
            for (Row row :
                    cql.rows(
                            selectDevice.bind(
                                    tenant.value(),
                                    device.value(),
                                    month.getYear() * 100 + month.getMonthValue(),
                                    behind,
                                    limit + 1 - ahead.size()))) {
                ahead.add(event(tenant, Optional.of(device), row));
            }
        }
        if (ahead.size() <= limit) {
            return new Page<>(ahead, Optional.empty());
        }
        List<EventRecord> items = ahead.subList(0, limit);
        return new Page<>(items, Optional.of(items.getLast().id().toString()));
    }

    @Override
    public List<EventRecord> feed(TenantId tenant, UUID after, int limit) {
        Instant now = Instant.now();
        long last = hour(now.plusMillis(HOUR_MILLIS));
        long next = Math.max(hour(Uuids.time(after)), hour(feedHorizon()));
        List<EventRecord> events = new ArrayList<>();
        while (next <= last && events.size() < limit) {
            List<Statement<?>> hours = new ArrayList<>();
            while (next <= last && hours.size() < HOURS_AT_ONCE) {
                hours.add(selectFeed.bind(tenant.value(), next++, after, limit - events.size()));
            }
            for (List<Row> rows : cql.rowsOfAll(hours)) {
                rows.stream()
                        .limit(limit - events.size())
                        .map(row -> event(tenant, device(row), row))
                        .forEach(events::add);
            }
        }
        return events;
    }

    private static Optional<DeviceId> device(Row row) {
        return Columns.optionalText(row, "device").map(DeviceId::new);
    }

    private EventRecord event(TenantId tenant, Optional<DeviceId> device, Row row) {
        return new EventRecord(
                tenant,
                Columns.uuid(row, "id"),
                device,
                Columns.text(row, "type"),
                Columns.time(row, "at"),
                json.readValue(Columns.text(row, "data"), DATA));
    }

    @Override
    public Instant feedHorizon() {
        return Instant.now().minus(Duration.ofDays(FEED_DAYS)).plusMillis(HOUR_MILLIS);
    }

    @Override
    public boolean delivered(TenantId tenant, EndpointId endpoint, String dedupKey) {
        return cql.first(selectDelivery.bind(tenant.value(), endpoint.value(), dedupKey))
                .isPresent();
    }

    @Override
    public boolean firstDelivery(TenantId tenant, EndpointId endpoint, String dedupKey) {
        boolean known = delivered(tenant, endpoint, dedupKey);
        if (!known) {
            cql.share(List.of(insertDelivery.bind(tenant.value(), endpoint.value(), dedupKey)));
        }
        return !known;
    }
}
