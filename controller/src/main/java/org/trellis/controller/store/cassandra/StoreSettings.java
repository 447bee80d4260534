package org.trellis.controller.store.cassandra;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * How the cluster is reached.
 *
 * @param contactPoints at least one
 * @param localDatacenter the data centre whose replicas serve this node
 * @param replicationFactor copies in that data centre; used when the keyspace is made
 * @param deadline how long connecting and migrating may take
 */
public record StoreSettings(
        List<InetSocketAddress> contactPoints,
        String localDatacenter,
        String keyspace,
        int replicationFactor,
        Credentials credentials,
        Duration deadline) {

    /** A login of the cluster. */
    public record Credentials(String user, String password) {
        @Override
        public String toString() {
            return "Credentials[" + user + "]";
        }
    }

    /** What a single node calls its data centre. */
    public static final String DEFAULT_DATACENTER = "datacenter1";

    public StoreSettings {
        contactPoints = List.copyOf(contactPoints);
        if (contactPoints.isEmpty()) {
            throw new IllegalArgumentException("no contact point");
        }
        if (!keyspace.matches("[a-z][a-z0-9_]{0,47}")) {
            throw new IllegalArgumentException("not a keyspace name: " + keyspace);
        }
    }

    /** The embedded Cassandra, or any single node on this machine. */
    public static StoreSettings local(int port, Credentials credentials) {
        return new StoreSettings(
                List.of(new InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), port)),
                DEFAULT_DATACENTER,
                "trellis",
                1,
                credentials,
                Duration.ofSeconds(120));
    }
}
