package org.trellis.cassandra;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** One controller per home. The operating system gives the lock back when its holder dies. */
final class HomeLock implements AutoCloseable {

    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    static HomeLock take(Path home) throws CassandraStartException {
        try {
            FileChannel channel =
                    FileChannel.open(
                            home.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (tryLock(channel) != null) {
                return new HomeLock(channel);
            }
            channel.close();
        } catch (IOException e) {
            throw new CassandraStartException("cannot use " + home + ": " + e.getMessage(), e);
        }
        throw new CassandraStartException(
                "another controller uses the store in "
                        + home
                        + "; stop it, choose another --home, or let both use a cluster");
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The lock goes with the process at the latest.
        }
    }
}
