package org.trellis.usp.mtp.websocket;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * How the controller listens for agents.
 *
 * @param address of the plaintext port; 0 takes a free one
 * @param tls the TLS port, if any
 * @param controller endpoint id of the controller, for agents that offer the extension of 1.2
 * @param maxConnections further ones are refused with 503
 * @param maxFrameBytes of a record, whole or in fragments; longer ones close with 1009
 * @param maxQueuedBytes to one agent; a record that finds no room within three seconds closes the
 *     connection with 1013
 * @param ping how often an agent is pinged; one that stays silent is cut after one and a half times
 *     that
 */
public record WebSocketSettings(
        InetSocketAddress address,
        Optional<Tls> tls,
        String controller,
        int maxConnections,
        int maxFrameBytes,
        int maxQueuedBytes,
        Duration ping) {

    private static final int MEBIBYTE = 1024 * 1024;

    /**
     * The TLS port.
     *
     * @param address it may be another than that of the plaintext port; port 0 takes a free one
     * @param clientCertificates whether agents are asked for one; none is demanded
     */
    public record Tls(InetSocketAddress address, SSLContext context, boolean clientCertificates) {
        public Tls {
            Objects.requireNonNull(address);
            Objects.requireNonNull(context);
        }
    }

    public WebSocketSettings {
        Objects.requireNonNull(address);
        Objects.requireNonNull(tls);
        Objects.requireNonNull(controller);
        Objects.requireNonNull(ping);
    }

    public static WebSocketSettings of(InetSocketAddress address, String controller) {
        return new WebSocketSettings(
                address,
                Optional.empty(),
                controller,
                20_000,
                8 * MEBIBYTE,
                8 * MEBIBYTE,
                Duration.ofSeconds(60));
    }

    public WebSocketSettings withTls(Tls port) {
        return new WebSocketSettings(
                address,
                Optional.of(port),
                controller,
                maxConnections,
                maxFrameBytes,
                maxQueuedBytes,
                ping);
    }
}
