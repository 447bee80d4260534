package org.trellis.controller.broker;

import java.util.Objects;
import javax.net.ssl.SSLContext;

/**
 * The TLS form of the broker's port.
 *
 * @param bind address to listen on; it may be another than that of the plain port
 * @param port 0 takes a free one
 * @param context what it shows, and whom it trusts
 * @param clientCertificates whether clients are asked for one; none is demanded
 */
public record BrokerTls(String bind, int port, SSLContext context, boolean clientCertificates) {
    public BrokerTls {
        Objects.requireNonNull(bind);
        Objects.requireNonNull(context);
    }
}
