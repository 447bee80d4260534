package org.trellis.model.translate;

import java.util.Arrays;
import java.util.Map;
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
    sealed interface How permits Now, Late {}

    /** What needs no more than the value itself, or has no value. */
    sealed interface Now extends How {}

    /** One value of one parameter becomes one value of another. */
    record Direct(Formula formula, Conversion conversion) implements Now {}

    /** As {@link Direct}, but the TR-181 row is the radio of the WLANConfiguration's band. */
    record OnRadio(Conversion conversion) implements Now {}

    /** The operating standards of the radio, whose names depend on its band. */
    record RadioStandard() implements Now {}

    /** Follows from the band of a WLANConfiguration. */
    record FromBand() implements Now {}

    /** A path that has to be rewritten. */
    record Reference(Formula formula) implements Now {}

    /** The n-th item of a list. */
    record ListItem(Formula formula, int position) implements Now {}

    /**
     * Each item of a list becomes a row of its own.
     *
     * @param items packs the source's numbers and the item's position
     * @param maxItems how many the numbering has room for
     * @param facts what holds for every such row, by parameter name
     */
    record ListRows(Formula items, int maxItems, Map<String, String> facts) implements Now {

        public ListRows {
            facts = Map.copyOf(facts);
        }

        /**
         * @return null if there is no number for the item
         */
        long @Nullable [] numbers(long[] source, int position) {
            if (position > maxItems) {
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
            return source == null || source[source.length - 1] > maxItems ? null : source;
        }
    }

    /** Summed or ORed over all source rows. */
    record Aggregate(boolean sum) implements Now {}

    /** Part of the Wi-Fi security of a WLANConfiguration. */
    record Security() implements Now {}

    /** Stands wherever its siblings stand: no value of a report tells it. */
    sealed interface Synthetic extends Now {
        /** How its row is numbered. */
        Formula formula();
    }

    /** A constant. */
    record Constant(Formula formula, String text) implements Synthetic {}

    /**
     * The row of another table that shares the source.
     *
     * @param row the other table's row, without trailing dot
     * @param always whether every source has that row; if not, it is named where it is reported
     */
    record Peer(Formula formula, PathTemplate row, Formula peer, boolean always)
            implements Synthetic {}

    /** The first IP interface of the source's LANDevice, which TR-098 does not tell. */
    record LanInterface(Formula formula) implements Synthetic {}

    /**
     * A reference to a row that shares the source; the value chooses the table.
     *
     * @param choices by value
     */
    record Selected(Formula formula, Map<String, Choice> choices) implements Now {
        public Selected {
            choices = Map.copyOf(choices);
        }

        /** A table and how its row is numbered. */
        record Choice(String table, Formula row) {}
    }

    /**
     * Writing {@code true} starts an action, reading says nothing: the canonical form is the
     * command of the same name.
     */
    record Trigger(Formula formula) implements Now {}

    /** A command; see {@link CommandPlan}. */
    record Command(Formula formula) implements Now {}

    /** Not translated, for a reason that holds until a vendor profile says more. */
    record Refused(String reason) implements Now {
        public Refused {
            Objects.requireNonNull(reason);
        }
    }
}
