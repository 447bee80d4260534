package org.trellis.model.catalogue;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trellis.model.ParameterType;
import org.trellis.model.PathError;

/**
 * What a parameter's value may be.
 *
 * @param namedType the data type of TR-106 that it uses ({@code MACAddress}); empty if none
 * @param listLimits null if the value is no list
 * @param limits of a list those of one item
 * @param units as the model writes them ({@code seconds}); empty if none
 */
public record ValueSyntax(
        ParameterType type,
        String namedType,
        @Nullable ListLimits listLimits,
        ValueLimits limits,
        String units) {

    public ValueSyntax {
        Objects.requireNonNull(type);
        Objects.requireNonNull(namedType);
        Objects.requireNonNull(limits);
        Objects.requireNonNull(units);
    }

    /** Whether the value is a comma-separated list. */
    public boolean list() {
        return listLimits != null;
    }

    /** The allowed values; empty if the model does not enumerate them. */
    public List<String> enumeration() {
        return limits.enumeration();
    }

    /**
     * The canonical form of a text as a device or an operator wrote it: booleans {@code
     * true/false}, numbers without leading zeros, dateTime in UTC, MAC addresses in lower case,
     * lists without blanks around the commas.
     *
     * @return empty if the text is not of this type; limits do not matter here
     */
    public Optional<String> canonical(String text) {
        return Lexical.canonical(this, text);
    }

    /**
     * Why a text cannot be right: type, enumeration, pattern, range, size; of a list also how many
     * items it has.
     *
     * @param path what an error names
     */
    public Optional<PathError> check(String path, String text) {
        return ValueCheck.check(path, this, text);
    }

    /**
     * Whether a device can have this value: its enumeration and ranges hold it, and a list has as
     * many items as it may. Lengths and patterns do not matter, and an empty text says that there
     * is no value.
     *
     * @param canonical in the form of {@link #canonical}
     */
    public boolean isPossible(String canonical) {
        return ValueCheck.isPossible(this, canonical);
    }
}
