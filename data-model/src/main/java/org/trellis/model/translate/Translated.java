package org.trellis.model.translate;

import java.util.List;
import org.trellis.model.PathError;

/** The outcome of a translation: what cannot be expressed is refused with the reason. */
public sealed interface Translated<T> {

    /** It can be expressed on the device. */
    record Ok<T>(T value) implements Translated<T> {}

    /** It cannot; one error per canonical path. */
    record Refused<T>(List<PathError> errors) implements Translated<T> {
        public Refused {
            errors = List.copyOf(errors);
        }
    }
}
