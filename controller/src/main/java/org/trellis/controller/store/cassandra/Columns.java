package org.trellis.controller.store.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads columns, whose nulls stay in here. */
final class Columns {

    private Columns() {}

    /** Empty for null. */
    static String text(Row row, String name) {
        String value = row.getString(name);
        return value == null ? "" : value;
    }

    /** Empty for null and for the empty text. */
    static Optional<String> optionalText(Row row, String name) {
        return Optional.ofNullable(row.getString(name)).filter(text -> !text.isEmpty());
    }

    /** The epoch for null. */
    static Instant time(Row row, String name) {
        Instant value = row.getInstant(name);
        return value == null ? Instant.EPOCH : value;
    }

    static Optional<Instant> optionalTime(Row row, String name) {
        return Optional.ofNullable(row.getInstant(name));
    }

    static Set<String> texts(Row row, String name) {
        Set<String> value = row.getSet(name, String.class);
        return value == null ? Set.of() : value;
    }

    static Map<String, String> map(Row row, String name) {
        Map<String, String> value = row.getMap(name, String.class, String.class);
        return value == null ? Map.of() : value;
    }

    /**
     * @throws IllegalStateException for null: the column is part of a key
     */
    static UUID uuid(Row row, String name) {
        UUID value = row.getUuid(name);
        if (value == null) {
            throw new IllegalStateException(name + " is missing in a row");
        }
        return value;
    }
}
