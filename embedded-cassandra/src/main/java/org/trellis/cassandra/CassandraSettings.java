package org.trellis.cassandra;

import java.nio.file.Path;

/**
 * Where and how the child runs.
 *
 * @param home data, configuration and logs; one controller at a time
 * @param libraries the directory of jars that the build makes ({@code target/cassandra/lib})
 * @param javaHome a JDK 17, see {@link CassandraJdk}
 * @param nativePort CQL, on loopback
 * @param storagePort Cassandra's internal port, on loopback
 * @param maxHeapMiB the heap's limit; it starts small
 */
public record CassandraSettings(
        Path home, Path libraries, Path javaHome, int nativePort, int storagePort, int maxHeapMiB) {

    /** Enough for 10,000 devices and more. */
    public static final int DEFAULT_MAX_HEAP_MIB = 1024;

    public CassandraSettings {
        home = home.toAbsolutePath().normalize();
        libraries = libraries.toAbsolutePath().normalize();
        if (maxHeapMiB < 256) {
            throw new IllegalArgumentException("Cassandra needs a heap of 256 MiB at least");
        }
    }

    /** The usual heap, and the storage port beside the native one. */
    public static CassandraSettings of(Path home, Path libraries, Path javaHome, int nativePort) {
        return new CassandraSettings(
                home, libraries, javaHome, nativePort, nativePort + 1, DEFAULT_MAX_HEAP_MIB);
    }
}
