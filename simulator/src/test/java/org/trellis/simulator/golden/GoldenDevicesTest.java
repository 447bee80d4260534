package org.trellis.simulator.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whole devices, and the tree that each of them means. {@code -Dtrellis.golden=write} writes down
 * what they mean by now, for whoever changes the translation: the difference is to be read line by
 * line.
 */
class GoldenDevicesTest {

    private static final List<String> JOINED =
            List.of(
                    "Time.NTPServer2",
                    "Time.NTPServer3",
                    "Time.NTPServer4",
                    "Time.NTPServer5",
                    "WANPPPConnection.1.DNSEnabled",
                    "WANPPPConnection.1.PortMappingNumberOfEntries");
    private static final Path FILES = Path.of("src", "test", "resources", "golden");

    @ParameterizedTest
    @EnumSource
    void a_device_means_what_its_tree_says(GoldenDevice device) throws IOException {
        List<String> meant = device.lines();
        if (System.getProperty("trellis.golden", "").equals("write")) {
            Files.writeString(FILES.resolve(device.file()), String.join("\n", meant) + "\n");
        }
        assertThat(meant).containsExactlyElementsOf(device.expected());
    }

    /** A canonical value has one source: of a list, a sum or a choice the others are not named. */
    @ParameterizedTest
    @EnumSource
    void nothing_that_a_device_says_is_lost(GoldenDevice device) {
        Set<String> lost = new TreeSet<>(device.state().below("").keySet());
        device.canonical().forEach(v -> lost.remove(v.sourcePath()));
        lost.removeIf(path -> JOINED.stream().anyMatch(path::endsWith));
        assertThat(lost).isEmpty();
    }
}
