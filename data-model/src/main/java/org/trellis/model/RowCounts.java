package org.trellis.model;

import java.util.Optional;

/**
 * The parameter that counts the rows of a table: {@code Device.NAT.PortMappingNumberOfEntries} for
 * {@code Device.NAT.PortMapping.} (its {@code numEntriesParameter}). A device that cannot say which
 * row came or went says that this has changed.
 */
public final class RowCounts {

    private static final String SUFFIX = "NumberOfEntries";

    private RowCounts() {}

    /**
     * @param table without instance number, ending with a dot
     * @throws IllegalArgumentException if it does not end with a dot
     */
    public static PathExpression of(PathExpression table) {
        if (!table.isPartial()) {
            throw new IllegalArgumentException(table + " is no table");
        }
        String text = table.text();
        return PathExpression.of(text.substring(0, text.length() - 1) + SUFFIX);
    }

    /** The table whose rows a parameter counts; empty for any other parameter. */
    public static Optional<ParameterPath> table(ParameterPath parameter) {
        String text = parameter.text();
        boolean counts =
                text.endsWith(SUFFIX) && text.charAt(text.length() - SUFFIX.length() - 1) != '.';
        return counts
                ? ParameterPath.parse(text.substring(0, text.length() - SUFFIX.length()) + ".")
                : Optional.empty();
    }
}
