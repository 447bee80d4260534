package org.trellis.model.importer;

import java.util.Objects;

/**
 * Something in a model file that could not be resolved or is not understood.
 *
 * @param weight whether the model is left out for it
 * @param file name without folder
 * @param line counted from 1; 0 if it is not about one line
 */
public record Problem(Weight weight, String file, int line, String reason) {

    /** What a problem means for the model. */
    public enum Weight {
        /** The model cannot be put together as it is meant. */
        ERROR,
        /** Against the rules, but there is only one way to understand it. */
        NOTE
    }

    public Problem {
        Objects.requireNonNull(weight);
        Objects.requireNonNull(file);
        Objects.requireNonNull(reason);
    }

    static Problem at(Element element, String reason) {
        return new Problem(Weight.ERROR, element.file(), element.line(), reason);
    }

    static Problem note(Element element, String reason) {
        return new Problem(Weight.NOTE, element.file(), element.line(), reason);
    }

    static Problem in(String file, int line, String reason) {
        return new Problem(Weight.ERROR, file, line, reason);
    }

    /** True if the model is left out for it. */
    public boolean isError() {
        return weight == Weight.ERROR;
    }

    /** {@code file:line: reason}, as compilers print it. */
    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + ": " + reason;
    }
}
