package org.trellis.controller.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the TLS form of a service has its certificate from; PEM files.
 *
 * @param certificate the server's own first, then those that lead to its authority
 * @param key PKCS#8, PKCS#1 or SEC 1, not encrypted; it may lie in the same file
 * @param clientAuthorities whose client certificates of devices are believed; without it none are
 *     asked for
 */
public record TlsFiles(Path certificate, Path key, Optional<Path> clientAuthorities) {
    public TlsFiles {
        Objects.requireNonNull(certificate);
        Objects.requireNonNull(key);
        Objects.requireNonNull(clientAuthorities);
    }

    List<Path> all() {
        return Stream.concat(Stream.of(certificate, key), clientAuthorities.stream()).toList();
    }
}
