package org.trellis.model.translate;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathExpression;
import org.trellis.model.SupportedModel;
import org.trellis.model.catalogue.RowCounts;
import org.trellis.model.translate.command.CommandPlan;
import org.trellis.model.translate.command.CommandPlanner;

/**
 * Canonical to native and back for one data-model root. Stateless and thread-safe: everything that
 * depends on a device comes in as an argument.
 */
public interface ModelTranslator {

    DataModelRoot root();

    /**
     * This translator for devices of one model, of which it is known by now what they have: older
     * versions keep some things under other names.
     */
    default ModelTranslator of(SupportedModel model) {
        return this;
    }

    /**
     * The native expressions ({@code *} where the instance is not determined) whose values answer a
     * canonical read; without duplicates. Refused if nothing of it exists on this root.
     */
    Translated<List<PathExpression>> toNativeReads(PathExpression canonical);

    /**
     * Of what {@link #toNativeReads} names for one parameter, that which holds it: where none of it
     * exists, the device does not have the parameter.
     */
    default Translated<List<PathExpression>> toNativeHolders(PathExpression canonical) {
        return toNativeReads(canonical);
    }

    /**
     * One ordered, atomic set of native writes for a set of canonical writes.
     *
     * @param current the device's native value at a path, where known: some splits need it
     */
    Translated<List<NativeValue>> toNativeWrites(
            Map<ParameterPath, String> canonical, Function<String, Optional<String>> current);

    /**
     * Whether a device of the canonical model keeps a parameter of it under another path, or has
     * other words for its values.
     */
    default boolean keepsOtherwise(ParameterPath canonical) {
        return false;
    }

    /** What counts the rows of canonical tables. */
    RowCounts rowCounts();

    /** Plans canonical commands for devices of this root. */
    CommandPlanner commands();

    /**
     * How a device is brought to do a canonical command ({@code Device.IP.Diagnostics.IPPing()}).
     * Refused, with an error for each argument that is wrong, if it cannot be.
     */
    default Translated<CommandPlan> toCommand(ParameterPath command, Map<String, String> input) {
        return commands().plan(command, input);
    }

    /**
     * Native report to the canonical values it implies. Vendor and unknown parameters are kept
     * below their translated parent, or under their own path with quality {@code RAW}; nothing of
     * the report is dropped.
     *
     * @param writable whether the device said that a native parameter can be written
     */
    List<ObservedValue> toCanonical(List<NativeValue> report, Function<String, Boolean> writable);

    /**
     * As {@link #toCanonical(List, Function)}, for a report whose time is known: what a device
     * tells in seconds from now becomes a point in time.
     */
    default List<ObservedValue> toCanonical(
            List<NativeValue> report, Function<String, Boolean> writable, Instant observedAt) {
        return toCanonical(report, writable);
    }

    /**
     * The native table in which a canonical row is created ({@code Device.NAT.PortMapping.} with
     * its values, since TR-098 needs the interface to know the parent).
     */
    Translated<ParameterPath> toNativeTable(
            ParameterPath canonicalTable, Map<String, String> values);

    /** The native object behind a canonical row, for deletion. */
    Translated<ParameterPath> toNativeObject(ParameterPath canonicalRow);

    /**
     * How the device names a row that a canonical text refers to, with or without its last dot:
     * without it (TR-106 3.2.4). Empty if it cannot.
     */
    default Optional<String> toNativeReference(String canonical) {
        return ParameterPath.parse(canonical.endsWith(".") ? canonical : canonical + ".")
                .flatMap(row ->
                        switch (toNativeObject(row)) {
                            case Translated.Ok<ParameterPath>(ParameterPath own) ->
                                    Optional.of(own.text().substring(0, own.text().length() - 1));
                            case Translated.Refused<ParameterPath> _ -> Optional.empty();
                        });
    }

    /**
     * The canonical row of a native object that was created or named; the first one where a native
     * row feeds several tables. Empty if it has none.
     */
    Optional<ParameterPath> toCanonicalObject(ParameterPath nativeObject);

    /** The canonical paths that a native path feeds, for the errors that name it; may be empty. */
    List<ParameterPath> toCanonicalPaths(String nativePath);
}
