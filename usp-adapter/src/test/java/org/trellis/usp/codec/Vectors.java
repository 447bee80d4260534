package org.trellis.usp.codec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The cases under {@code vectors/usp}: {@code in.hex} is a record, {@code expected.txt} what it
 * says.
 */
final class Vectors {

    private static final Path ROOT = root();

    private Vectors() {}

    static List<String> names() {
        try (Stream<Path> cases = Files.list(ROOT)) {
            return cases.map(c -> c.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(String name) {
        return HexFormat.of().parseHex(text(name, "in.hex").replaceAll("\\s", ""));
    }

    static String expected(String name) {
        return text(name, "expected.txt");
    }

    private static String text(String name, String file) {
        try {
            return Files.readString(ROOT.resolve(name).resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        try {
            return Path.of(
                    Objects.requireNonNull(Vectors.class.getResource("/vectors/usp")).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
