package org.trellis.model.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What limits a comma-separated list as a whole (TR-106 3.2.3).
 *
 * @param items how many there may be; open on both sides if the model does not say
 * @param sizes one of them must hold the length of the whole text; empty if there is no limit
 * @param bracketed whether items are lists in brackets, so that the commas there are not ours
 * @param inner what limits an item that is a list; null if the model does not say
 */
public record ListLimits(
        Interval items, List<Interval> sizes, boolean bracketed, @Nullable ListLimits inner) {

    /** Of a list of which the model says no more. */
    public static final ListLimits NONE =
            new ListLimits(Interval.parse(".."), List.of(), false, null);

    public ListLimits {
        Objects.requireNonNull(items);
        sizes = List.copyOf(sizes);
    }

    /** {@code ..8}, {@code 2..2}, {@code [1..48}, or nothing: the letter is cut off. */
    static ListLimits parse(String facet, List<Interval> sizes, @Nullable ListLimits inner) {
        boolean bracketed = facet.startsWith("[");
        String items = bracketed ? facet.substring(1) : facet;
        return new ListLimits(
                items.isEmpty() ? NONE.items() : Interval.parse(items),
                sizes.stream().filter(s -> !s.equals(NONE.items())).toList(),
                bracketed,
                bracketed ? inner : null);
    }

    /** The items without the blanks around the commas; what stands in brackets is one of them. */
    List<String> itemsOf(String list) {
        if (!bracketed) {
            return Lexical.items(list);
        }
        if (list.isBlank()) {
            return List.of();
        }
        List<String> found = new ArrayList<>();
        int start = 0;
        int depth = 0;
        for (int i = 0; i < list.length(); i++) {
            switch (list.charAt(i)) {
                case '[' -> depth++;
                case ']' -> depth = Math.max(0, depth - 1);
                case ',' -> {
                    if (depth == 0) {
                        found.add(list.substring(start, i).strip());
                        start = i + 1;
                    }
                }
                default -> {
                    // of an item
                }
            }
        }
        found.add(list.substring(start).strip());
        return found;
    }

    /** The limits of an item that is a list. */
    ListLimits nested() {
        return inner == null ? NONE : inner;
    }

    /** What an item holds between its brackets; null if it has none. */
    @Nullable String inBrackets(String item) {
        return bracketed && item.length() >= 2 && item.startsWith("[") && item.endsWith("]")
                ? item.substring(1, item.length() - 1)
                : null;
    }
}
