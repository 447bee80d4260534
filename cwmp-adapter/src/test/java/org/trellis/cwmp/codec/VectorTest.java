package org.trellis.cwmp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What devices send, and what must be made of it: {@code vectors/cwmp/<case>/in.xml} and {@code
 * expected.txt}. The first word of a case says which device or which part of the envelope it is
 * about.
 */
class VectorTest {

    private static final CwmpDecoder DECODER = new CwmpDecoder(DecodeLimits.DEFAULT);

    static Stream<Path> cases() throws IOException, URISyntaxException {
        URL root = Objects.requireNonNull(VectorTest.class.getResource("/vectors/cwmp"));
        try (Stream<Path> entries = Files.list(Path.of(root.toURI()))) {
            return entries.filter(Files::isDirectory).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void reads_what_devices_send(Path vector) throws IOException {
        byte[] input = Files.readAllBytes(vector.resolve("in.xml"));

        assertThat(ReadableText.of(input, DECODER))
                .isEqualTo(Files.readString(vector.resolve("expected.txt")));
    }

    @Test
    void covers_every_kind_of_trouble() throws Exception {
        List<String> expected =
                cases().map(
                                vector -> {
                                    try {
                                        return Files.readString(vector.resolve("expected.txt"));
                                    } catch (IOException e) {
                                        throw new IllegalStateException(e);
                                    }
                                })
                        .toList();

        for (Quirk quirk : Quirk.values()) {
            assertThat(expected).anyMatch(text -> text.contains("quirk: " + quirk));
        }
    }
}
