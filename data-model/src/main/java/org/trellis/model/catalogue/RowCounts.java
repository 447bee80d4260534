package org.trellis.model.catalogue;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathExpression;

/**
 * The parameter that counts the rows of a canonical table: {@code Device.NAT.PortMapping.} has
 * {@code Device.NAT.PortMappingNumberOfEntries}. A device that cannot say which row came or went
 * says that this has changed. Immutable.
 */
public final class RowCounts {

    private static final String SUFFIX = "NumberOfEntries";

    /** Some tables of a model are counted by another name than theirs: count by table. */
    private final Map<String, String> counts = new HashMap<>();

    /** Table by count. */
    private final Map<String, String> tables = new HashMap<>();

    /**
     * @param canonical what the tables are counted by where it says so
     */
    public RowCounts(Catalogue canonical) {
        for (CatalogueNode node : canonical.nodes()) {
            String count = node.table().countParameter();
            if (node.isTable() && !count.isEmpty()) {
                add(node.template().substring(0, node.template().length() - 4), count);
            }
        }
    }

    private void add(String table, String count) {
        int start = table.lastIndexOf('.', table.length() - 2) + 1;
        String name = table.substring(start, table.length() - 1);
        if (!count.equals(name + SUFFIX)) {
            counts.put(table, count);
            tables.put(table.substring(0, start) + count, name);
        }
    }

    /** Whether a path has the form of a table's, which is no row and no search. */
    public static boolean isTable(PathExpression path) {
        return path.isPartial()
                && path.segments().size() > 1
                && Character.isLetter(path.segments().getLast().charAt(0));
    }

    /** The count of a table; empty for what is none, a row for example. */
    public Optional<PathExpression> of(PathExpression table) {
        if (!isTable(table)) {
            return Optional.empty();
        }
        String last = table.segments().getLast();
        String text = table.text();
        String parent = text.substring(0, text.length() - last.length() - 1);
        return PathExpression.parse(parent + counts.getOrDefault(table.template(), last + SUFFIX));
    }

    /** The table whose rows a parameter counts; empty for any other parameter. */
    public Optional<ParameterPath> table(ParameterPath parameter) {
        String text = parameter.text();
        int name = text.lastIndexOf('.') + 1;
        String table = tables.get(parameter.template());
        if (table == null) {
            if (!text.endsWith(SUFFIX) || name + SUFFIX.length() >= text.length()) {
                return Optional.empty();
            }
            table = text.substring(name, text.length() - SUFFIX.length());
        }
        return ParameterPath.parse(text.substring(0, name) + table + ".");
    }
}
