package org.trellis.controller.broker;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * The TLS form of the broker's port.
 *
 * @param port 0 takes a free one
 * @param keyStore PKCS#12 with the server's key
 * @param trustStore PKCS#12 with the authorities of client certificates; without it none is asked
 *     for
 */
public record BrokerTls(
        int port,
        Path keyStore,
        String keyStorePassword,
        Optional<Path> trustStore,
        String trustStorePassword) {
    public BrokerTls {
        Objects.requireNonNull(keyStore);
        Objects.requireNonNull(keyStorePassword);
        Objects.requireNonNull(trustStore);
        Objects.requireNonNull(trustStorePassword);
    }

    @Override
    public String toString() {
        return "BrokerTls[port=" + port + "]";
    }
}
