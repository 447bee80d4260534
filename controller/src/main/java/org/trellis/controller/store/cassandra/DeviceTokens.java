package org.trellis.controller.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.TenantId;

/**
 * The table of names by their first two characters, since a storage-attached index knows no prefix.
 * It follows the column {@code device.tokens}; a row that has no counterpart there (a crash in
 * between) is ignored by the search.
 */
final class DeviceTokens {

    private static final int HEAD_CHARACTERS = 2;
    private static final int REMEMBERED_HEADS = 4_096;

    /** A row: a name and whose it is. */
    record Hit(String head, String token, String device) {}

    /** A known head. */
    private record Head(TenantId tenant, String head) {}

    private final Cql cql;
    private final Cache<Head, Boolean> heads =
            Caffeine.newBuilder().maximumSize(REMEMBERED_HEADS).build();
    private final PreparedStatement insert;
    private final PreparedStatement insertHead;
    private final PreparedStatement delete;
    private final PreparedStatement add;
    private final PreparedStatement remove;
    private final PreparedStatement selectHeads;
    private final PreparedStatement selectFrom;
    private final PreparedStatement selectBehind;

    DeviceTokens(Cql cql) {
        this.cql = cql;
        insert =
                cql.idempotent(
                        "INSERT INTO device_token (tenant, head, name, device)"
                                + " VALUES (?, ?, ?, ?)");
        insertHead = cql.idempotent("INSERT INTO device_token_head (tenant, head) VALUES (?, ?)");
        delete =
                cql.idempotent(
                        "DELETE FROM device_token"
                                + " WHERE tenant = ? AND head = ? AND name = ? AND device = ?");
        add = cql.idempotent("UPDATE device SET tokens = tokens + ? WHERE tenant = ? AND id = ?");
        remove =
                cql.idempotent("UPDATE device SET tokens = tokens - ? WHERE tenant = ? AND id = ?");
        selectHeads =
                cql.idempotent(
                        "SELECT head FROM device_token_head"
                                + " WHERE tenant = ? AND head >= ? AND head < ?");
        String from = "SELECT name, device FROM device_token WHERE tenant = ? AND head = ?";
        selectFrom = cql.idempotent(from + " AND name >= ? AND name < ? LIMIT ?");
        selectBehind = cql.idempotent(from + " AND (name, device) > (?, ?) AND name < ? LIMIT ?");
    }

    private static String head(String token) {
        return token.substring(0, Math.min(HEAD_CHARACTERS, token.length()));
    }

    /** Statements that make a device be found by new names and not by old ones. */
    List<BoundStatement> change(
            TenantId tenant, DeviceId device, Set<String> before, Set<String> after) {
        Set<String> gone = new HashSet<>(before);
        gone.removeAll(after);
        Set<String> fresh = new HashSet<>(after);
        fresh.removeAll(before);
        List<BoundStatement> statements = new ArrayList<>();
        for (String token : gone) {
            statements.add(delete.bind(tenant.value(), head(token), token, device.value()));
        }
        for (String token : fresh) {
            statements.add(insert.bind(tenant.value(), head(token), token, device.value()));
            if (heads.asMap().put(new Head(tenant, head(token)), true) == null) {
                statements.add(insertHead.bind(tenant.value(), head(token)));
            }
        }
        if (!fresh.isEmpty()) {
            statements.add(add.bind(fresh, tenant.value(), device.value()));
        }
        if (!gone.isEmpty()) {
            statements.add(remove.bind(gone, tenant.value(), device.value()));
        }
        return statements;
    }

    /** Statements that take a device out of the table; its row goes elsewhere. */
    List<Statement<?>> drop(TenantId tenant, DeviceId device, Set<String> tokens) {
        List<Statement<?>> statements = new ArrayList<>();
        for (String token : tokens) {
            statements.add(delete.bind(tenant.value(), head(token), token, device.value()));
        }
        return statements;
    }

    /**
     * Names that begin so, in order of head, token and device.
     *
     * @param behind where to go on; empty texts for the beginning
     */
    List<Hit> find(TenantId tenant, String prefix, Hit behind, int limit) {
        String end = prefix + Character.MAX_VALUE;
        List<Hit> hits = new ArrayList<>();
        for (String head : heads(tenant, prefix)) {
            int order = head.compareTo(behind.head());
            if (order < 0 || hits.size() >= limit) {
                continue;
            }
            int more = limit - hits.size();
            Statement<?> statement =
                    order == 0
                            ? selectBehind.bind(
                                    tenant.value(),
                                    head,
                                    behind.token(),
                                    behind.device(),
                                    end,
                                    more)
                            : selectFrom.bind(tenant.value(), head, prefix, end, more);
            for (Row row : cql.rows(statement)) {
                hits.add(new Hit(head, Columns.text(row, "name"), Columns.text(row, "device")));
            }
        }
        return hits;
    }

    private List<String> heads(TenantId tenant, String prefix) {
        if (prefix.length() >= HEAD_CHARACTERS) {
            return List.of(head(prefix));
        }
        return cql
                .rows(selectHeads.bind(tenant.value(), prefix, prefix + Character.MAX_VALUE))
                .stream()
                .map(row -> Columns.text(row, "head"))
                .toList();
    }
}
