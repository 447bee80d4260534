package org.trellis.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildIdentityTest {

    @TempDir Path home;

    private Process process;

    @BeforeEach
    void start() throws Exception {
        process =
                new ProcessBuilder("/bin/sh", "-c", "sleep 30", "sh", ChildIdentity.marker(home))
                        .start();
    }

    @AfterEach
    void stop() throws Exception {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
    }

    @Test
    void knows_its_child_again_after_a_restart_of_the_parent() throws Exception {
        ChildIdentity.of(process.toHandle(), "f1").write(home.resolve("child"));
        ChildIdentity read = ChildIdentity.read(home.resolve("child")).orElseThrow();
        assertThat(read.fingerprint()).isEqualTo("f1");
        assertThat(read.alive(home)).map(ProcessHandle::pid).contains(process.pid());
    }

    @Test
    void a_process_that_has_the_number_by_chance_is_not_the_child() {
        ChildIdentity self = ChildIdentity.of(ProcessHandle.current(), "f1");
        assertThat(self.alive(home)).as("another command line").isEmpty();
        ChildIdentity earlier = new ChildIdentity(process.pid(), Instant.now().minusSeconds(9), "");
        assertThat(earlier.alive(home)).as("another start").isEmpty();
        ChildIdentity child = ChildIdentity.of(process.toHandle(), "f1");
        assertThat(child.alive(home.resolve("other"))).as("another home").isEmpty();
    }

    @Test
    void finds_a_child_that_no_file_tells_of() {
        assertThat(ChildIdentity.strays(home))
                .extracting(ProcessHandle::pid)
                .contains(process.pid());
        assertThat(ChildIdentity.strays(home.resolve("other"))).isEmpty();
    }

    @Test
    void a_broken_file_is_no_identity() throws Exception {
        Path file = home.resolve("child");
        assertThat(ChildIdentity.read(file)).isEmpty();
        Files.writeString(file, "pid=abc\n");
        assertThat(ChildIdentity.read(file)).isEmpty();
        Files.writeString(file, "pid=1\nstarted=yesterday\n");
        assertThat(ChildIdentity.read(file)).isEmpty();
    }
}
