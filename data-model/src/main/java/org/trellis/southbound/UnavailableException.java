package org.trellis.southbound;

/**
 * The store cannot be reached now. The operation may or may not have happened; every operation of
 * the port may be repeated. Adapters answer in their protocol's form of "later" (CWMP 503 with
 * Retry-After, no acknowledgement in USP), the API with a 503 problem.
 */
public final class UnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnavailableException(String message) {
        super(message);
    }

    public UnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
