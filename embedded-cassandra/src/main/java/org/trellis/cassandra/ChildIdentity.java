package org.trellis.cassandra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * Who our child is, kept in the home: a number alone may belong to another process by now.
 *
 * @param started as the operating system tells it; epoch if it does not
 * @param fingerprint of the settings it was started with
 */
record ChildIdentity(long pid, Instant started, String fingerprint) {

    static ChildIdentity of(ProcessHandle child, String fingerprint) {
        return new ChildIdentity(
                child.pid(), child.info().startInstant().orElse(Instant.EPOCH), fingerprint);
    }

    /** The argument by which a child of this home is known in the list of processes. */
    static String marker(Path home) {
        return "-Dtrellis.cassandra.home=" + home;
    }

    static Optional<ChildIdentity> read(Path file) {
        Properties text = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            text.load(reader);
            return Optional.of(
                    new ChildIdentity(
                            Long.parseLong(text.getProperty("pid", "")),
                            Instant.parse(text.getProperty("started", "")),
                            text.getProperty("fingerprint", "")));
        } catch (IOException | IllegalArgumentException | java.time.DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    void write(Path file) throws IOException {
        Files.writeString(
                file,
                "pid=" + pid + "\nstarted=" + started + "\nfingerprint=" + fingerprint + "\n");
    }

    /** The process, if it lives and is the one that was started. */
    Optional<ProcessHandle> alive(Path home) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process ->
                        process.info()
                                .startInstant()
                                .map(started::equals)
                                .orElse(started.equals(Instant.EPOCH)))
                .filter(process -> carries(process, home));
    }

    /** Children of this home that no file tells of: their parent died between start and note. */
    static List<ProcessHandle> strays(Path home) {
        return ProcessHandle.allProcesses().filter(process -> carries(process, home)).toList();
    }

    private static boolean carries(ProcessHandle process, Path home) {
        String marker = marker(home);
        return process.info()
                .arguments()
                .map(arguments -> List.of(arguments).contains(marker))
                .orElse(false);
    }
}
