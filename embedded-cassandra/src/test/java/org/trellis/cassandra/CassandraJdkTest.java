package org.trellis.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CassandraJdkTest {

    @TempDir Path places;

    private Path jdk(String name, String version) throws IOException {
        Path home = Files.createDirectories(places.resolve(name));
        Path java = Files.createFile(Files.createDirectories(home.resolve("bin")).resolve("java"));
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    @Test
    void finds_a_17_among_others() throws Exception {
        jdk("a-25", "25.0.1");
        jdk("b-170", "170.1");
        Path wanted = jdk("c-17", "17.0.12");
        assertThat(CassandraJdk.find(Map.of(), List.of(Path.of("/nowhere"), places)))
                .isEqualTo(wanted);
    }

    @Test
    void the_variable_wins() throws Exception {
        jdk("a-17", "17.0.1");
        Path wanted = jdk("z-17", "17.0.2");
        assertThat(
                        CassandraJdk.find(
                                Map.of(CassandraJdk.VARIABLE, wanted.toString()), List.of(places)))
                .isEqualTo(wanted);
    }

    @Test
    void another_version_in_the_variable_is_one_clear_line() throws Exception {
        Path wrong = jdk("a-25", "25");
        jdk("b-17", "17.0.1");
        assertThatThrownBy(() ->
                        CassandraJdk.find(
                                Map.of(CassandraJdk.VARIABLE, wrong.toString()), List.of(places)))
                .isInstanceOf(CassandraStartException.class)
                .hasMessageContaining("is not a JDK 17")
                .hasMessageContaining(wrong.toString())
                .hasMessageContaining("contact-points")
                .hasMessageNotContaining("\n");
    }

    @Test
    void a_folder_without_java_says_so() throws Exception {
        Path empty = Files.createDirectories(places.resolve("empty"));
        assertThatThrownBy(() -> CassandraJdk.at(empty))
                .isInstanceOf(CassandraStartException.class)
                .hasMessageContaining(CassandraJdk.VARIABLE + "=" + empty + " is not a JDK 17")
                .hasMessageContaining("it has no bin/java");
    }

    @Test
    void a_missing_17_says_what_to_do() {
        assertThatThrownBy(() -> CassandraJdk.find(Map.of(), List.of(places)))
                .isInstanceOf(CassandraStartException.class)
                .hasMessageContaining("no JDK 17")
                .hasMessageContaining("apt install openjdk-17-jre-headless")
                .hasMessageContaining("trellis.cassandra.contact-points")
                .hasMessageNotContaining("\n");
    }
}
