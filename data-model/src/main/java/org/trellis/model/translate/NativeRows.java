package org.trellis.model.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trellis.model.ErrorCode;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathError;
import org.trellis.model.translate.PathTemplate.Indexed;
import org.trellis.model.translate.RowTable.ObjectPair;

/** Where TR-098 keeps the rows of canonical tables: in what they are created and deleted. */
final class NativeRows {

    private static final String PORT_MAPPINGS = "Device.NAT.PortMapping.";

    private final RowTable table;
    private final ObjectMapping objects;

    NativeRows(RowTable table, ObjectMapping objects) {
        this.table = table;
        this.objects = objects;
    }

    /**
     * The table in which a canonical row is created.
     *
     * @param values of the new row, of which one may tell the parent
     */
    Translated<ParameterPath> table(ParameterPath canonicalTable, Map<String, String> values) {
        String text = canonicalTable.text();
        if (text.equals(PORT_MAPPINGS)) {
            return portMappings(values);
        }
        List<ObjectPair> candidates =
                table.objectsByTarget(canonicalTable.template() + "{i}.").stream()
                        .filter(pair -> table.isRow(pair) && openRow(pair, text) != null)
                        .toList();
        if (candidates.stream().filter(table::isCreatable).count() > 1) {
            return refused(
                    text,
                    ErrorCode.NOT_CREATABLE,
                    "TR-098 keeps these rows in several tables, and which one is not told");
        }
        for (ObjectPair pair : candidates) {
            Optional<String> parent = tableOf(pair, text);
            if (parent.isPresent()) {
                return new Translated.Ok<>(ParameterPath.of(parent.get()));
            }
        }
        return refused(
                text, ErrorCode.NOT_CREATABLE, "rows of this table cannot be created on TR-098");
    }

    /**
     * The new row's number is open, and so are those of its source; a LANDevice that is left open
     * is the first one. A WAN connection is never guessed.
     */
    private static Optional<String> tableOf(ObjectPair pair, String canonicalTable) {
        long[] source = openRow(pair, canonicalTable);
        if (source == null || source.length == 0) {
            return Optional.empty();
        }
        for (int i = 0; i < source.length - 1; i++) {
            if (source[i] == Formula.ANY) {
                boolean lan =
                        pair.source().text().startsWith("InternetGatewayDevice.LANDevice.{i}.");
                if (!lan || i > 0) {
                    return Optional.empty();
                }
                source[i] = 1;
            }
        }
        String row = pair.source().fill(source);
        return row.endsWith(".*.")
                ? Optional.of(row.substring(0, row.length() - 2))
                : Optional.empty();
    }

    /** The source numbers of a row that does not exist yet; null if the table has no source. */
    private static long @Nullable [] openRow(ObjectPair pair, String canonicalTable) {
        List<String> row = new ArrayList<>(List.of(canonicalTable.split("\\.")));
        row.add("*");
        long[] numbers = pair.target().match(row, false);
        return numbers == null ? null : pair.formula().inverse(numbers);
    }

    /** TR-098 keeps port mappings below the WAN connection that {@code Interface} names. */
    private Translated<ParameterPath> portMappings(Map<String, String> values) {
        String wanted = values.getOrDefault("Interface", "");
        if (wanted.isEmpty()) {
            return refused(
                    PORT_MAPPINGS,
                    ErrorCode.NOT_CREATABLE,
                    "Interface is needed: TR-098 keeps port mappings below a WAN connection");
        }
        String connection = objects.nativeObject(wanted.endsWith(".") ? wanted : wanted + ".");
        boolean known = connection != null && connection.contains(".WANConnectionDevice.");
        return connection != null && known
                ? new Translated.Ok<>(ParameterPath.of(connection + "PortMapping."))
                : refused(
                        PORT_MAPPINGS + "Interface",
                        ErrorCode.INVALID_VALUE,
                        "not a WAN connection of this device");
    }

    /** The object behind a canonical row, for deletion. */
    Translated<ParameterPath> row(ParameterPath canonicalRow) {
        String text = canonicalRow.text();
        if (!canonicalRow.isObject()) {
            return refused(text, ErrorCode.INVALID_PATH, "not an object");
        }
        Indexed target = Indexed.of(text);
        List<ObjectPair> pairs =
                target == null ? List.of() : table.objectsByTarget(target.template());
        for (ObjectPair pair : pairs) {
            long[] source = target == null ? null : pair.formula().inverse(target.numbers());
            if (source != null) {
                return table.isRow(pair)
                        ? new Translated.Ok<>(ParameterPath.of(pair.source().fill(source)))
                        : refused(text, ErrorCode.NOT_SUPPORTED, partOf(pair));
            }
        }
        return refused(text, ErrorCode.NOT_SUPPORTED, "has no row of its own in TR-098");
    }

    private String partOf(ObjectPair pair) {
        ObjectPair principal = table.objectsBySource(pair.source().text()).getFirst();
        return "is the same row as one of "
                + principal.target().text()
                + " on TR-098; delete that one";
    }

    private static <T> Translated<T> refused(String path, ErrorCode code, String message) {
        return new Translated.Refused<>(List.of(PathError.of(path, code, message)));
    }
}
