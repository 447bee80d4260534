package org.trellis.model.importer;

/** A file that cannot be read as data-model XML at all: where, and why. */
public final class ModelFileException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    /**
     * @param line counted from 1; 0 if the fault is not in one line
     */
    public ModelFileException(String file, int line, String reason) {
        super(Problem.in(file, line, reason).toString());
        this.problem = Problem.in(file, line, reason);
    }

    /** The fault as a problem like those that do not end the reading. */
    public Problem problem() {
        return problem;
    }
}
