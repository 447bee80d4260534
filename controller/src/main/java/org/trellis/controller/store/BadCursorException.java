package org.trellis.controller.store;

/** A cursor that this list did not give out: the caller's mistake, not ours. Stackless. */
public final class BadCursorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BadCursorException() {
        super("not a cursor of this list", null, false, false);
    }
}
