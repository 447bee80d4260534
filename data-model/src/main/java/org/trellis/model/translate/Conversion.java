package org.trellis.model.translate;

import java.util.Optional;
import java.util.function.Function;

/**
 * A conversion of one value. Texts are lexically canonical on both sides; empty means that the
 * value has no counterpart.
 *
 * @param toCanonical TR-098 to TR-181
 * @param toNative TR-181 to TR-098
 */
record Conversion(
        Function<String, Optional<String>> toCanonical,
        Function<String, Optional<String>> toNative) {

    static final Conversion COPY = new Conversion(Optional::of, Optional::of);

    /** A conversion that works on reports only. */
    static Conversion reading(Function<String, Optional<String>> toCanonical) {
        return new Conversion(toCanonical, _ -> Optional.empty());
    }
}
