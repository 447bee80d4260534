package org.trellis.controller.store.cassandra;

import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.datastax.oss.driver.api.core.cql.StatementBuilder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.trellis.controller.store.BadCursorException;
import org.trellis.controller.store.DeviceQuery;
import org.trellis.controller.store.DeviceRecord;
import org.trellis.controller.store.FleetSearch;
import org.trellis.controller.store.Page;
import org.trellis.southbound.TenantId;

/**
 * Pages of the fleet: by storage-attached indexes, or by a prefix over the table of names with the
 * other conditions checked row by row.
 */
final class DeviceSearch {

    /** How many names are looked at for one page before it is given back short. */
    private static final int MAX_LOOKED_AT = 2_000;

    private final Cql cql;
    private final DeviceTokens tokens;
    private final PreparedStatement select;

    DeviceSearch(Cql cql, DeviceTokens tokens) {
        this.cql = cql;
        this.tokens = tokens;
        this.select = cql.idempotent("SELECT * FROM device WHERE tenant = ? AND id = ?");
    }

    /**
     * @throws IllegalArgumentException for an unknown field
     * @throws BadCursorException for a cursor that is not ours
     */
    Page<DeviceRecord> list(DeviceQuery query) {
        query.equal().keySet().stream()
                .filter(name -> !name.equals("protocol"))
                .forEach(FleetSearch.Field::of);
        Optional<String> prefix =
                query.prefix().map(FleetSearch::normalise).filter(p -> !p.isEmpty());
        return prefix.isPresent() ? byPrefix(query, prefix.get()) : byIndexes(query);
    }

    private Page<DeviceRecord> byIndexes(DeviceQuery query) {
        StringBuilder text = new StringBuilder("SELECT * FROM device WHERE tenant = ?");
        List<Object> values = new ArrayList<>();
        values.add(query.tenant().value());
        new TreeMap<>(query.equal())
                .forEach((name, wanted) -> {
                    if (name.equals("protocol")) {
                        text.append(" AND protocols CONTAINS ?");
                        values.add(wanted.toLowerCase(Locale.ROOT));
                    } else {
                        FleetSearch.Field field = FleetSearch.Field.of(name);
                        text.append(" AND ").append(DeviceRows.column(field)).append(" = ?");
                        values.add(FleetSearch.comparable(field, wanted));
                    }
                });
        query.tags().stream()
                .sorted()
                .forEach(tag -> {
                    text.append(" AND tags CONTAINS ?");
                    values.add(tag);
                });
        StatementBuilder<?, ?> statement =
                SimpleStatement.builder(text.toString())
                        .addPositionalValues(values)
                        .setIdempotence(true)
                        .setPageSize(query.limit())
                        .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_ONE);
        query.cursor().map(DeviceSearch::decode).ifPresent(statement::setPagingState);
        AsyncResultSet page = cql.cursorPage(statement.build());
        List<DeviceRecord> found = new ArrayList<>();
        for (Row row : page.currentPage()) {
            if (row.getString("state") != null) {
                found.add(DeviceRows.device(row));
            }
        }
        ByteBuffer state = page.getExecutionInfo().getPagingState();
        return new Page<>(found, state == null ? Optional.empty() : Optional.of(encode(state)));
    }

    private static String encode(ByteBuffer state) {
        byte[] bytes = new byte[state.remaining()];
        state.duplicate().get(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static ByteBuffer decode(String cursor) {
        try {
            return ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
        } catch (IllegalArgumentException notBase64) {
            throw new BadCursorException();
        }
    }

    private Page<DeviceRecord> byPrefix(DeviceQuery query, String prefix) {
        DeviceTokens.Hit behind = query.cursor().map(DeviceSearch::hit).orElse(hit("", "", ""));
        List<DeviceRecord> found = new ArrayList<>();
        int looked = 0;
        while (looked < MAX_LOOKED_AT) {
            int wanted = Math.max(20, query.limit() - found.size() + 1);
            List<DeviceTokens.Hit> hits = tokens.find(query.tenant(), prefix, behind, wanted);
            if (hits.isEmpty()) {
                return new Page<>(found, Optional.empty());
            }
            List<Optional<Row>> rows = rows(query.tenant(), hits);
            for (int i = 0; i < hits.size(); i++) {
                DeviceTokens.Hit hit = hits.get(i);
                Optional<DeviceRecord> device =
                        rows.get(i)
                                .filter(row -> shows(row, hit, prefix, query))
                                .map(DeviceRows::device);
                if (device.isPresent() && found.size() == query.limit()) {
                    return new Page<>(found, Optional.of(cursor(behind)));
                }
                device.ifPresent(found::add);
                behind = hit;
            }
            looked += hits.size();
            if (hits.size() < wanted) {
                return new Page<>(found, Optional.empty());
            }
        }
        return new Page<>(found, Optional.of(cursor(behind)));
    }

    private List<Optional<Row>> rows(TenantId tenant, List<DeviceTokens.Hit> hits) {
        List<Statement<?>> reads = new ArrayList<>();
        hits.forEach(hit ->
                reads.add(
                        select.bind(tenant.value(), hit.device())
                                .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_ONE)));
        return cql.rowsOfAll(reads).stream().map(rows -> rows.stream().findFirst()).toList();
    }

    /** A device shows at the first of its names that match, and nowhere else. */
    private static boolean shows(Row row, DeviceTokens.Hit hit, String prefix, DeviceQuery query) {
        if (row.getString("state") == null) {
            return false;
        }
        Optional<String> first =
                Columns.texts(row, "tokens").stream()
                        .filter(token -> token.startsWith(prefix))
                        .min(String::compareTo);
        return first.filter(hit.token()::equals).isPresent() && matches(row, query);
    }

    private static boolean matches(Row row, DeviceQuery query) {
        return Columns.texts(row, "tags").containsAll(query.tags())
                && query.equal().entrySet().stream()
                        .allMatch(e -> equal(row, e.getKey(), e.getValue()));
    }

    private static boolean equal(Row row, String name, String wanted) {
        if (name.equals("protocol")) {
            Set<String> protocols = Columns.texts(row, "protocols");
            return protocols.contains(wanted.toLowerCase(Locale.ROOT));
        }
        FleetSearch.Field field = FleetSearch.Field.of(name);
        return Columns.text(row, DeviceRows.column(field))
                .equals(FleetSearch.comparable(field, wanted));
    }

    private static DeviceTokens.Hit hit(String head, String token, String device) {
        return new DeviceTokens.Hit(head, token, device);
    }

    private static String cursor(DeviceTokens.Hit hit) {
        BinaryOut out = new BinaryOut();
        out.text(hit.head());
        out.text(hit.token());
        out.text(hit.device());
        return encode(out.toBuffer());
    }

    private static DeviceTokens.Hit hit(String cursor) {
        try {
            BinaryIn in = new BinaryIn(decode(cursor));
            return hit(in.text(), in.text(), in.text());
        } catch (java.nio.BufferUnderflowException | IllegalStateException e) {
            throw new BadCursorException();
        }
    }
}
