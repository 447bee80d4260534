package org.trellis.cwmp.session;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every script below {@code conversations}: one session each. */
class ConversationTest {

    static List<String> scripts() throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.list(directory())) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    private static Path directory() throws URISyntaxException {
        URI uri =
                Optional.ofNullable(ConversationTest.class.getResource("/conversations"))
                        .orElseThrow()
                        .toURI();
        return Path.of(uri);
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void goes_as_written(String script) throws Exception {
        new Conversation().play(Files.readString(directory().resolve(script)));
    }
}
