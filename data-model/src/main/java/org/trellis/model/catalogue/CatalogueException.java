package org.trellis.model.catalogue;

import java.io.IOException;

/**
 * A catalogue file that is wrong: where, and why. Nothing of such a file is used.
 *
 * <p>It is an {@link IOException}, so that who reads a catalogue catches one thing.
 */
public final class CatalogueException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String file;
    private final int line;
    private final String reason;

    /**
     * @param file as the reader was told to name it
     * @param line counted from 1; 0 if the fault is not in one line
     */
    public CatalogueException(String file, int line, String reason) {
        super(file + (line > 0 ? ":" + line : "") + ": " + reason);
        this.file = file;
        this.line = line;
        this.reason = reason;
    }

    /** The file's name. */
    public String file() {
        return file;
    }

    /** Counted from 1; 0 if the fault is not in one line. */
    public int line() {
        return line;
    }

    /** What is wrong, for the one who made the file. */
    public String reason() {
        return reason;
    }
}
