package org.trellis.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Children that end at once, in place of a JVM. */
class CassandraProcessTest {

    @TempDir Path places;

    private void starts(String script) throws IOException {
        Path java = places.resolve("jdk/bin/java");
        Files.createDirectories(java.getParent());
        Files.writeString(java, "#!/bin/sh\n" + script + "\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
    }

    private void assertEndsWith(String reason) throws IOException {
        Path libraries = Files.createDirectories(places.resolve("lib"));
        Files.write(libraries.resolve("jamm-0.jar"), new byte[0]);
        CassandraSettings settings =
                CassandraSettings.of(places.resolve("home"), libraries, places.resolve("jdk"), 1);
        assertThatThrownBy(
                        () -> CassandraProcess.start(settings, () -> false, Duration.ofMinutes(1)))
                .isInstanceOf(CassandraStartException.class)
                .hasMessageContaining("Cassandra ended while it started: " + reason)
                .hasMessageContaining("output.log");
    }

    @Test
    void a_child_that_ends_at_once_is_quoted() throws Exception {
        starts("echo 'Exception in thread main: no memory'; echo bye; exit 1");
        assertEndsWith("Exception in thread main: no memory");
        starts("echo 'Unrecognized option: -Xwhat'; exit 1");
        assertEndsWith("Unrecognized option: -Xwhat");
    }

    @Test
    void a_child_that_cannot_be_run_is_quoted() throws Exception {
        assertEndsWith("sh:");
    }
}
