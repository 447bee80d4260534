package org.trellis.model.catalogue;

import java.util.List;
import java.util.Objects;

/**
 * What a model says about a table.
 *
 * @param countParameter the sibling that counts the rows; empty if there is none
 * @param enableParameter the row's parameter that takes it out of the uniqueness rules; empty if
 *     there is none
 * @param uniqueKeys the functional keys first, {@code Alias} as the last resort
 */
public record TableFacts(
        String countParameter, String enableParameter, List<UniqueKey> uniqueKeys) {

    public static final TableFacts NONE = new TableFacts("", "", List.of());

    public TableFacts {
        Objects.requireNonNull(countParameter);
        Objects.requireNonNull(enableParameter);
        uniqueKeys = List.copyOf(uniqueKeys);
    }

    /**
     * Parameters that together identify a row.
     *
     * @param functional false for keys that only address the row ({@code Alias})
     */
    public record UniqueKey(List<String> parameters, boolean functional) {
        public UniqueKey {
            parameters = List.copyOf(parameters);
        }
    }
}
