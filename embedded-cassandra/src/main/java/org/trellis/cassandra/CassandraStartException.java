package org.trellis.cassandra;

/** Cassandra cannot be started. The message is one line for the operator: what, and what to do. */
public final class CassandraStartException extends Exception {

    private static final long serialVersionUID = 1L;

    public CassandraStartException(String message) {
        super(message);
    }

    public CassandraStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
