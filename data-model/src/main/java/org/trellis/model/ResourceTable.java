package org.trellis.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A tab-separated table that is part of the program; lines that begin with {@code #} are comments.
 * A fault in it is ours, and told by file, line and reason.
 *
 * @param name of the file
 */
public record ResourceTable(String name, String text) {

    /** The table beside a class. */
    public static ResourceTable shipped(Class<?> owner, String name) {
        try (InputStream in = owner.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + name);
            }
            return new ResourceTable(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /**
     * What the lines say, in their order.
     *
     * @param row makes something of the fields of a line
     * @throws IllegalStateException if it throws, or a line has too few fields for it
     */
    public <T> List<T> rows(Function<String[], T> row) {
        List<T> rows = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (!line.startsWith("#")) {
                rows.add(row(number, line.split("\t", -1), row));
            }
        }
        return rows;
    }

    private <T> T row(int number, String[] fields, Function<String[], T> row) {
        try {
            return row.apply(fields);
        } catch (ArrayIndexOutOfBoundsException e) {
            throw wrong(number, "has only " + fields.length + " fields", e);
        } catch (RuntimeException e) {
            throw wrong(number, String.valueOf(e.getMessage()), e);
        }
    }

    private IllegalStateException wrong(int number, String reason, RuntimeException cause) {
        return new IllegalStateException(name + ":" + number + ": " + reason, cause);
    }
}
