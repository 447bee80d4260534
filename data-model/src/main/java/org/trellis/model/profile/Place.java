package org.trellis.model.profile;

import java.util.Objects;

/**
 * Where something of a profile is written, for who has to mend it.
 *
 * @param file as the reader was told to name it
 * @param line counted from 1; 0 if it is not one line
 */
public record Place(String file, int line) {
    public Place {
        Objects.requireNonNull(file);
    }

    @Override
    public String toString() {
        return line > 0 ? file + ":" + line : file;
    }
}
