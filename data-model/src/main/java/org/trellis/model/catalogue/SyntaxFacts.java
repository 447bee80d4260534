package org.trellis.model.catalogue;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.trellis.model.ParameterType;

/**
 * The syntax of a parameter, an argument or a data type as a model writes it. The facets of a named
 * type are not repeated here.
 *
 * @param type the primitive type, that of the named type if there is one
 * @param namedType the data type it uses; null if it uses a primitive type as it is
 * @param list null if the value is no list
 * @param enumeration without the deleted values
 * @param units as the model writes them; empty if none
 * @param reference null if the value is no path; at most one of reference and instance reference
 * @param enumerationRef the parameter whose value enumerates what is allowed; empty if none
 * @param defaultValue null if the model states none
 */
public record SyntaxFacts(
        ParameterType type,
        @Nullable NamedType namedType,
        @Nullable ListFacts list,
        List<EnumeratedValue> enumeration,
        List<String> patterns,
        List<Interval> ranges,
        List<Interval> sizes,
        String units,
        @Nullable Reference reference,
        String enumerationRef,
        @Nullable DefaultValue defaultValue) {

    public SyntaxFacts {
        Objects.requireNonNull(type);
        enumeration = List.copyOf(enumeration);
        patterns = List.copyOf(patterns);
        ranges = List.copyOf(ranges);
        sizes = List.copyOf(sizes);
        Objects.requireNonNull(units);
        Objects.requireNonNull(enumerationRef);
    }

    /**
     * A data type.
     *
     * @param syntax with the facets of its base types, which its own replace
     */
    public record NamedType(String name, SyntaxFacts syntax) {}

    /**
     * A comma-separated list (TR-106 3.2.3).
     *
     * @param items how many there may be: empty, {@code ..8}, {@code 2..2}
     * @param sizes of the whole text
     */
    public record ListFacts(String items, boolean nestedBrackets, List<Interval> sizes) {
        public ListFacts {
            sizes = List.copyOf(sizes);
        }
    }

    /**
     * @param since the version of the model that added it; empty if it came with the parameter
     */
    public record EnumeratedValue(String value, boolean optional, boolean old, String since) {}

    /**
     * What a path or an instance number points to (TR-106 3.2.4).
     *
     * @param kind whether it may dangle, and whether it is a path or an instance number
     * @param targetType {@code row}, {@code parameter}...; empty for an instance number
     * @param targetParents as the model writes them, separated by one blank: {@code #} climbs, a
     *     leading dot starts at the root
     */
    public record Reference(Kind kind, String targetType, String targetParents) {
        /** The letter of the format. */
        public enum Kind {
            STRONG('N'),
            WEAK('n'),
            STRONG_INSTANCE('I'),
            WEAK_INSTANCE('i');

            private final char letter;

            Kind(char letter) {
                this.letter = letter;
            }

            char letter() {
                return letter;
            }
        }
    }

    /** What a parameter holds when nobody has written it. */
    public record DefaultValue(Kind kind, String value) {
        /** When the value applies; the letter of the format is the first of the name. */
        public enum Kind {
            OBJECT,
            FACTORY,
            IMPLEMENTATION,
            /** Of an argument that is left out. */
            PARAMETER
        }
    }
}
