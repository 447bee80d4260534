package org.trellis.controller.store.cassandra;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.trellis.controller.store.BadCursorException;
import org.trellis.controller.store.CommandRecord;
import org.trellis.controller.store.CommandStore;
import org.trellis.controller.store.EventRecord;
import org.trellis.controller.store.Page;
import org.trellis.controller.store.secret.SecretBox;
import org.trellis.southbound.CommandId;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.TenantId;
import org.trellis.southbound.UnavailableException;

/**
 * Commands in a partition per device, newest first. A command is kept for {@link #KEEP} after its
 * end at the latest; its request is written once, the rest in place.
 *
 * <p>To find what is open without reading the history, the partition remembers from which id on
 * commands may be open; it is moved only past what is old, so that nodes whose clocks differ do not
 * hide each other's commands.
 */
final class CassandraCommandStore implements CommandStore {

    static final Duration KEEP = Duration.ofDays(30);

    private static final Duration CLOCKS_DIFFER_AT_MOST = Duration.ofHours(1);
    private static final Duration SPARE = Duration.ofHours(12);
    private static final int OPEN_PAGE = 64;
    private static final int WORTH_MOVING = 16;
    private static final int BUCKETS = 16;
    private static final int REMEMBERED = 20_000;
    private static final Instant NEVER = Instant.ofEpochMilli(0);

    private static final String COLUMNS =
            "id, status, request, created_at, expires_at, sent_at, ended_at, attempt, epoch,"
                    + " endpoint_id, endpoint_protocol, endpoint_transport, progress, result, note";

    private final Cql cql;
    private final CassandraEventStore events;
    private final CommandCodec codec;

    /** Commands whose constant parts this node has written. */
    private final Cache<UUID, Boolean> begun =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /** Devices that are noted to have open commands, and until when. */
    private final Cache<DeviceRef, Instant> noted =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    private final PreparedStatement insert;
    private final PreparedStatement update;
    private final PreparedStatement insertLookup;
    private final PreparedStatement insertDevice;
    private final PreparedStatement lookup;
    private final PreparedStatement select;
    private final PreparedStatement selectStatus;
    private final PreparedStatement selectSome;
    private final PreparedStatement selectFirst;
    private final PreparedStatement selectNext;
    private final PreparedStatement moveFloor;
    private final PreparedStatement selectDevices;
    private final PreparedStatement claim;
    private final PreparedStatement selectClaim;

    CassandraCommandStore(Cql cql, SecretBox box, CassandraEventStore events) {
        this.cql = cql;
        this.events = events;
        this.codec = new CommandCodec(box);
        String changing =
                "status, sent_at, ended_at, attempt, epoch, endpoint_id, endpoint_protocol,"
                        + " endpoint_transport, progress, result, note";
        insert =
                cql.idempotent(
                        "INSERT INTO command (tenant, device, id, "
                                + changing
                                + ", request, created_at, expires_at) VALUES"
                                + " (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                + " USING TTL ?");
        update =
                cql.idempotent(
                        "INSERT INTO command (tenant, device, id, "
                                + changing
                                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                + " USING TTL ?");
        insertLookup =
                cql.idempotent(
                        "INSERT INTO command_by_id (tenant, id, device) VALUES (?, ?, ?)"
                                + " USING TTL ?");
        insertDevice =
                cql.idempotent(
                        "INSERT INTO command_device (bucket, tenant, device) VALUES (?, ?, ?)"
                                + " USING TTL ?");
        lookup = cql.idempotent("SELECT device FROM command_by_id WHERE tenant = ? AND id = ?");
        String from = " FROM command WHERE tenant = ? AND device = ?";
        select = cql.idempotent("SELECT " + COLUMNS + from + " AND id = ?");
        selectStatus = cql.idempotent("SELECT id, status, open_from" + from);
        selectSome = cql.idempotent("SELECT " + COLUMNS + from + " AND id IN ?");
        selectFirst = cql.idempotent("SELECT " + COLUMNS + from + " LIMIT ?");
        selectNext = cql.idempotent("SELECT " + COLUMNS + from + " AND id < ? LIMIT ?");
        moveFloor =
                cql.idempotent(
                        "UPDATE command USING TTL ? SET open_from = ?"
                                + " WHERE tenant = ? AND device = ?");
        selectDevices =
                cql.idempotent("SELECT tenant, device FROM command_device WHERE bucket = ?");
        claim =
                cql.once(
                        "INSERT INTO idempotency (tenant, scope, key, fingerprint, command)"
                                + " VALUES (?, ?, ?, ?, ?) IF NOT EXISTS USING TTL ?");
        selectClaim =
                cql.idempotent(
                        "SELECT fingerprint, command FROM idempotency"
                                + " WHERE tenant = ? AND scope = ? AND key = ?");
    }

    @Override
    public void save(CommandRecord command) {
        save(command, List.of());
    }

    @Override
    public void save(CommandRecord command, List<EventRecord> told) {
        Instant now = Instant.now();
        Instant last = command.expiresAt().isAfter(now) ? command.expiresAt() : now;
        int ttl = seconds(Duration.between(now, last.plus(KEEP)));
        UUID id = command.id().value();
        List<BoundStatement> statements = new ArrayList<>();
        boolean first = begun.getIfPresent(id) == null;
        statements.add(first ? inserted(command, ttl) : updated(command, ttl));
        if (first) {
            statements.add(
                    insertLookup.bind(command.tenant().value(), id, command.device().value(), ttl));
        }
        DeviceRef device = new DeviceRef(command.tenant(), command.device());
        Instant until = last.plus(SPARE);
        boolean noting = !command.status().ended() && !covers(noted.getIfPresent(device), last);
        if (noting) {
            statements.add(
                    insertDevice.bind(
                            Math.floorMod(device.hashCode(), BUCKETS),
                            command.tenant().value(),
                            command.device().value(),
                            seconds(Duration.between(now, until))));
        }
        statements.addAll(events.inserts(told));
        cql.share(statements);
        begun.put(id, true);
        if (noting) {
            noted.put(device, until);
        }
    }

    private static boolean covers(@Nullable Instant noted, Instant needed) {
        return noted != null && noted.isAfter(needed);
    }

    private static int seconds(Duration duration) {
        return (int) Math.clamp(duration.toSeconds() + 1, 60, Duration.ofDays(3_650).toSeconds());
    }

    private BoundStatement inserted(CommandRecord c, int ttl) {
        return insert.bind(
                c.tenant().value(),
                c.device().value(),
                c.id().value(),
                c.status().name(),
                c.sentAt().orElse(NEVER),
                c.endedAt().orElse(NEVER),
                c.attempt(),
                c.epoch(),
                c.endpoint().map(r -> r.id().value()).orElse(""),
                c.endpoint().map(r -> r.protocol().name()).orElse(""),
                c.endpoint().map(CommandRecord.Route::transport).orElse(""),
                codec.progress(c.progress()),
                result(c),
                c.note(),
                codec.request(c),
                c.createdAt(),
                c.expiresAt(),
                ttl);
    }

    private BoundStatement updated(CommandRecord c, int ttl) {
        return update.bind(
                c.tenant().value(),
                c.device().value(),
                c.id().value(),
                c.status().name(),
                c.sentAt().orElse(NEVER),
                c.endedAt().orElse(NEVER),
                c.attempt(),
                c.epoch(),
                c.endpoint().map(r -> r.id().value()).orElse(""),
                c.endpoint().map(r -> r.protocol().name()).orElse(""),
                c.endpoint().map(CommandRecord.Route::transport).orElse(""),
                codec.progress(c.progress()),
                result(c),
                c.note(),
                ttl);
    }

    /** Empty stands for none: a null would be a tombstone. */
    private ByteBuffer result(CommandRecord command) {
        return command.result()
                .map(result -> codec.result(command, result))
                .orElseGet(() -> ByteBuffer.allocate(0));
    }

    @Override
    public Optional<CommandRecord> find(TenantId tenant, CommandId id) {
        return cql.first(lookup.bind(tenant.value(), id.value()))
                .map(row -> Columns.text(row, "device"))
                .flatMap(device ->
                        cql.first(select.bind(tenant.value(), device, id.value()))
                                .flatMap(r -> record(tenant, new DeviceId(device), r)));
    }

    /** Empty for the rest of a command that has expired for the most part. */
    private Optional<CommandRecord> record(TenantId tenant, DeviceId device, Row row) {
        UUID id = row.getUuid("id");
        ByteBuffer requestBlob = row.getByteBuffer("request");
        if (id == null || requestBlob == null) {
            return Optional.empty();
        }
        String context = CommandCodec.context(tenant.value(), id.toString());
        CommandCodec.Request request = codec.request(requestBlob, context);
        ByteBuffer progress = row.getByteBuffer("progress");
        return Optional.of(
                new CommandRecord(
                        tenant,
                        new CommandId(id),
                        device,
                        request.operation(),
                        request.priority(),
                        status(row),
                        request.createdBy(),
                        Columns.time(row, "created_at"),
                        Columns.time(row, "expires_at"),
                        Columns.optionalTime(row, "sent_at").filter(NEVER::isBefore),
                        Columns.optionalTime(row, "ended_at").filter(NEVER::isBefore),
                        request.forcedEndpoint(),
                        row.getInt("attempt"),
                        row.getLong("epoch"),
                        Columns.optionalText(row, "endpoint_id").map(e -> route(e, row)),
                        progress == null ? Map.of() : codec.progress(progress),
                        result(row.getByteBuffer("result"), context),
                        Columns.text(row, "note")));
    }

    private Optional<CommandResult> result(@Nullable ByteBuffer blob, String context) {
        return blob == null || !blob.hasRemaining()
                ? Optional.empty()
                : Optional.of(codec.result(blob, context));
    }

    private static CommandRecord.Route route(String endpoint, Row row) {
        return new CommandRecord.Route(
                new EndpointId(endpoint),
                Protocol.valueOf(Columns.text(row, "endpoint_protocol")),
                Columns.text(row, "endpoint_transport"));
    }

    private static CommandRecord.Status status(Row row) {
        return CommandRecord.Status.valueOf(Columns.text(row, "status"));
    }

    @Override
    public List<CommandRecord> open(TenantId tenant, DeviceId device) {
        List<UUID> open = new ArrayList<>();
        int ended = 0;
        AsyncResultSet page =
                cql.page(selectStatus.bind(tenant.value(), device.value()).setPageSize(OPEN_PAGE));
        boolean more = true;
        while (more) {
            for (Row row : page.currentPage()) {
                UUID id = row.getUuid("id");
                UUID from = row.getUuid("open_from");
                if (id == null || (from != null && Uuids.compare(id, from) < 0)) {
                    more = false;
                    break;
                }
                if (status(row).ended()) {
                    ended++;
                } else {
                    open.add(id);
                }
            }
            more = more && page.hasMorePages();
            if (more) {
                page = cql.next(page);
            }
        }
        if (ended > WORTH_MOVING) {
            moveFloor(tenant, device, open);
        }
        return open.isEmpty() ? List.of() : records(tenant, device, open);
    }

    private void moveFloor(TenantId tenant, DeviceId device, List<UUID> openNewestFirst) {
        UUID old = Uuids.earliest(Instant.now().minus(CLOCKS_DIFFER_AT_MOST));
        UUID floor =
                openNewestFirst.isEmpty() || Uuids.compare(openNewestFirst.getLast(), old) > 0
                        ? old
                        : openNewestFirst.getLast();
        cql.execute(moveFloor.bind(seconds(KEEP), floor, tenant.value(), device.value()));
    }

    private List<CommandRecord> records(TenantId tenant, DeviceId device, List<UUID> newestFirst) {
        List<CommandRecord> records = new ArrayList<>();
        for (Row row : cql.rows(selectSome.bind(tenant.value(), device.value(), newestFirst))) {
            record(tenant, device, row)
                    .filter(record -> !record.status().ended())
                    .ifPresent(records::addFirst);
        }
        return records;
    }

    @Override
    public Page<CommandRecord> list(
            TenantId tenant, DeviceId device, Optional<String> cursor, int limit) {
        Statement<?> statement =
                cursor.map(CassandraCommandStore::last)
                        .map(last ->
                                selectNext.bind(tenant.value(), device.value(), last, limit + 1))
                        .orElseGet(
                                () -> selectFirst.bind(tenant.value(), device.value(), limit + 1));
        List<CommandRecord> ahead = new ArrayList<>();
        for (Row row : cql.rows(statement)) {
            record(tenant, device, row).ifPresent(ahead::add);
        }
        if (ahead.size() <= limit) {
            return new Page<>(ahead, Optional.empty());
        }
        List<CommandRecord> items = ahead.subList(0, limit);
        return new Page<>(items, Optional.of(items.getLast().id().toString()));
    }

    private static UUID last(String cursor) {
        return CommandId.parse(cursor).map(CommandId::value).orElseThrow(BadCursorException::new);
    }

    @Override
    public List<DeviceRef> devicesWithOpenCommands() {
        Set<DeviceRef> devices = new LinkedHashSet<>();
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            for (Row row : cql.rows(selectDevices.bind(bucket))) {
                devices.add(
                        new DeviceRef(
                                new TenantId(Columns.text(row, "tenant")),
                                new DeviceId(Columns.text(row, "device"))));
            }
        }
        return List.copyOf(devices);
    }

    @Override
    public Optional<Claimed> claim(
            TenantId tenant,
            String scope,
            String key,
            String fingerprint,
            CommandId command,
            Duration keep) {
        Statement<?> statement =
                claim.bind(tenant.value(), scope, key, fingerprint, command.value(), seconds(keep));
        AsyncResultSet answer;
        try {
            answer = cql.page(statement);
        } catch (UnavailableException timedOut) {
            // Perhaps it was applied: then the second answer names our own command.
            answer = cql.page(statement);
        }
        if (answer.wasApplied()) {
            return Optional.empty();
        }
        return Optional.ofNullable(answer.one())
                .map(CassandraCommandStore::claimed)
                .filter(claimed -> !claimed.command().equals(command));
    }

    @Override
    public Optional<Claimed> claimed(TenantId tenant, String scope, String key) {
        return cql.first(selectClaim.bind(tenant.value(), scope, key))
                .map(CassandraCommandStore::claimed);
    }

    private static Claimed claimed(Row row) {
        return new Claimed(
                Columns.text(row, "fingerprint"), new CommandId(Columns.uuid(row, "command")));
    }
}
