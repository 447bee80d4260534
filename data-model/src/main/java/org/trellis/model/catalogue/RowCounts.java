package org.trellis.model.catalogue;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathExpression;

/**
 * The parameter that counts the rows of a canonical table: {@code Device.NAT.PortMapping.} has
 * {@code Device.NAT.PortMappingNumberOfEntries}. A device that cannot say which row came or went
 * says that this has changed.
 */
public final class RowCounts {

    private static final String SUFFIX = "NumberOfEntries";

    private RowCounts() {}

    /** The count of a table; empty for what is none, a row for example. */
    public static Optional<PathExpression> of(PathExpression table) {
        String last = table.segments().getLast();
        if (!table.isPartial()
                || table.segments().size() < 2
                || !Character.isLetter(last.charAt(0))) {
            return Optional.empty();
        }
        String text = table.text();
        String parent = text.substring(0, text.length() - last.length() - 1);
        return PathExpression.parse(
                parent + Odd.COUNTS.getOrDefault(table.template(), last + SUFFIX));
    }

    /** The table whose rows a parameter counts; empty for any other parameter. */
    public static Optional<ParameterPath> table(ParameterPath parameter) {
        String text = parameter.text();
        int name = text.lastIndexOf('.') + 1;
        if (!text.endsWith(SUFFIX) || name + SUFFIX.length() >= text.length()) {
            return Optional.empty();
        }
        String table = text.substring(name, text.length() - SUFFIX.length());
        return ParameterPath.parse(
                text.substring(0, name)
                        + Odd.TABLES.getOrDefault(parameter.template(), table)
                        + ".");
    }

    /** Some tables of the standard are counted by another name than theirs. */
    private static final class Odd {
        static final Map<String, String> COUNTS = new HashMap<>();
        static final Map<String, String> TABLES = new HashMap<>();

        static {
            for (CatalogueNode node : Catalogue.canonical().nodes()) {
                String count = node.table().countParameter();
                if (node.isTable() && !count.isEmpty()) {
                    add(node.template().substring(0, node.template().length() - 4), count);
                }
            }
        }

        private static void add(String table, String count) {
            int start = table.lastIndexOf('.', table.length() - 2) + 1;
            String name = table.substring(start, table.length() - 1);
            if (!count.equals(name + SUFFIX)) {
                COUNTS.put(table, count);
                TABLES.put(table.substring(0, start) + count, name);
            }
        }
    }
}
