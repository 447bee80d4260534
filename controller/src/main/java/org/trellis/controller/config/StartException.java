package org.trellis.controller.config;

/** The node could not start, for a reason that the operator can put right; told in one line. */
public final class StartException extends Exception {

    private static final long serialVersionUID = 1L;

    public StartException(String message) {
        super(message);
    }

    public StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
