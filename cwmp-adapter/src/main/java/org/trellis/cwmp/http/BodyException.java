package org.trellis.cwmp.http;

/**
 * A body that is not taken. Stackless: it says something about the peer, not about this program.
 */
final class BodyException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    BodyException(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /** 400, 408, 413, 415 or 503. */
    int status() {
        return status;
    }
}
