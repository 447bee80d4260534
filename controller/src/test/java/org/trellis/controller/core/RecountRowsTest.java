package org.trellis.controller.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.trellis.controller.store.TwinValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.translate.Translators;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.TenantId;

/**
 * A device chooses how many tables and rows it has. It takes minutes where every row is compared
 * with every value.
 */
class RecountRowsTest {

    private static final int ROWS = 40_000;
    private static final String TABLE = "Device.NAT.PortMapping.";

    private final Recount recount = new Recount(Translators::shipped);
    private final Map<ParameterPath, TwinValue> before = new HashMap<>();
    private final List<TwinValue> changed = new ArrayList<>();

    private static TwinValue value(String path, String text) {
        return new TwinValue(Session.value(path, text), Instant.EPOCH);
    }

    private TwinWriter.Change change() {
        return new TwinWriter.Change(
                new Endpoint(
                        new EndpointId("cwmp:one"),
                        TenantId.DEFAULT,
                        DeviceId.of("0014A5", "HG100", "ONE"),
                        Protocol.CWMP,
                        "http",
                        ""),
                Map.of("NAT", new TwinCache.Part(before, new ConcurrentHashMap<>())),
                List.of(),
                changed,
                List.copyOf(before.keySet()),
                Map.of());
    }

    @Test
    void all_rows_of_a_large_table_are_new_or_gone() {
        for (int row = 1; row <= ROWS; row++) {
            TwinValue old = value(TABLE + (ROWS + row) + ".Enable", "true");
            before.put(old.value().path(), old);
            changed.add(value(TABLE + row + ".Enable", "true"));
            changed.add(value(TABLE + row + ".ExternalPort", Integer.toString(row)));
        }
        Recount.Rows rows = recount.rows(List.of(ParameterPath.of(TABLE)), change());
        assertThat(rows.created())
                .hasSize(ROWS)
                .containsEntry(ParameterPath.of(TABLE + "7."), Map.of("ExternalPort", "7"));
        assertThat(rows.deleted()).hasSize(ROWS);
    }

    @Test
    void each_of_many_tables_has_its_own_rows() {
        List<ParameterPath> tables = new ArrayList<>();
        Set<ParameterPath> coverage = new HashSet<>();
        for (int row = 1; row <= ROWS; row++) {
            String table = "Device.NAT.X_Table" + row + ".1.Inner.";
            tables.add(ParameterPath.of(table));
            coverage.add(ParameterPath.of("Device.NAT.X_Table" + row * 2 + "."));
            changed.add(value(table + "1.Enable", "true"));
        }
        assertThat(Recount.known(tables, coverage)).hasSize(ROWS / 2);
        assertThat(recount.rows(tables, change()).created()).hasSize(ROWS);
    }
}
