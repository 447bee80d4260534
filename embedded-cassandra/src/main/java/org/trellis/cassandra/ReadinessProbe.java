package org.trellis.cassandra;

/** Asks the child, over CQL, whether it serves. */
@FunctionalInterface
public interface ReadinessProbe {

    /**
     * Called again and again while the child starts, once its port is open; also the place to
     * replace the credentials that a new Cassandra is born with.
     *
     * @return whether a CQL query was answered; false means "ask again"
     */
    boolean ready() throws InterruptedException;
}
