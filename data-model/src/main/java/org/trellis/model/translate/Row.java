package org.trellis.model.translate;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.trellis.model.catalogue.CatalogueNode;

/**
 * One row of the mapping table.
 *
 * @param source the TR-098 template; empty text for what TR-098 does not have
 * @param writable whether both models let it be written
 * @param transform how the value is converted, as the table names it
 * @param instance the formula as the table writes it
 * @param how what this translator makes of it
 * @param nodes of both catalogues
 */
record Row(
        PathTemplate source,
        PathTemplate target,
        boolean writable,
        String transform,
        String instance,
        How how,
        Nodes nodes) {

    Row {
        Objects.requireNonNull(source);
        Objects.requireNonNull(target);
        Objects.requireNonNull(transform);
        Objects.requireNonNull(instance);
        Objects.requireNonNull(how);
        Objects.requireNonNull(nodes);
    }

    /**
     * @param source null for rows without TR-098 side, and for objects
     * @param target null for commands
     */
    record Nodes(@Nullable CatalogueNode source, @Nullable CatalogueNode target) {}

    /** The ways in which a row is translated. */
    sealed interface How {}

    /** One value of one parameter becomes one value of another. */
    record Direct(Formula formula, Conversion conversion) implements How {}

    /** As {@link Direct}, but the TR-181 row is the radio of the WLANConfiguration's band. */
    record OnRadio(Conversion conversion) implements How {}

    /** The operating standards of the radio, whose names depend on its band. */
    record RadioStandard() implements How {}

    /** Follows from the band of a WLANConfiguration. */
    record FromBand() implements How {}

    /** A path that has to be rewritten. */
    record Reference(Formula formula) implements How {}

    /** The n-th item of a list. */
    record ListItem(Formula formula, int position) implements How {}

    /**
     * Each item of a list becomes a row of its own.
     *
     * @param items packs the source's numbers and the item's position
     */
    record ListRows(Formula items) implements How {

        /** More addresses than a connection has. */
        private static final int MAX_ITEMS = 9;

        /**
         * @return null if there is no number for the item
         */
        long @Nullable [] numbers(long[] source, int position) {
            if (position > MAX_ITEMS) {
                return null;
            }
            long[] extended = Arrays.copyOf(source, source.length + 1);
            extended[source.length] = position;
            return items.forward(extended);
        }

        /**
         * The source's numbers and, last, the item's position; either may be {@link Formula#ANY}.
         *
         * @return null if no source has this row
         */
        long @Nullable [] source(long[] target) {
            long[] source = items.inverse(target);
            return source == null || source[source.length - 1] > MAX_ITEMS ? null : source;
        }
    }

    /** Summed or ORed over all source rows. */
    record Aggregate(boolean sum) implements How {}

    /** Part of the Wi-Fi security of a WLANConfiguration. */
    record Security() implements How {}

    /** A constant that stands wherever its siblings stand. */
    record Constant(Formula formula, String text) implements How {}

    /** The row of another table that shares the source. */
    record Peer(Formula formula, String table, Formula peer) implements How {}

    /** Needs more than this translator has: a vendor profile, a clock, a command. */
    record Unsupported() implements How {}
}
