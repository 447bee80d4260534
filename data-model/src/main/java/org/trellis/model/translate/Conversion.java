package org.trellis.model.translate;

import java.util.Optional;
import java.util.function.Function;

/**
 * A conversion of one value. Texts are lexically canonical on both sides; empty means that the
 * value has no counterpart.
 *
 * @param toCanonical TR-098 to TR-181
 * @param toNative TR-181 to TR-098
 * @param words what it does, for the page of the mapping; empty where nobody reads of it
 */
record Conversion(
        Function<String, Optional<String>> toCanonical,
        Function<String, Optional<String>> toNative,
        String words) {

    static final Conversion COPY = new Conversion(Optional::of, Optional::of).as("as is");

    Conversion(
            Function<String, Optional<String>> toCanonical,
            Function<String, Optional<String>> toNative) {
        this(toCanonical, toNative, "");
    }

    /** A conversion that works on reports only. */
    static Conversion reading(Function<String, Optional<String>> toCanonical) {
        return new Conversion(toCanonical, _ -> Optional.empty());
    }

    /** The same, described. */
    Conversion as(String description) {
        return new Conversion(toCanonical, toNative, description);
    }
}
