package org.trellis.cwmp.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trellis.cwmp.CwmpSettings;

/**
 * The embedded HTTP server: connectors, threads, and a watchdog once a second. Started once, closed
 * once.
 */
public final class CwmpServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CwmpServer.class);
    private static final Duration UNKNOWN_IDLE = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofSeconds(3);

    private final CwmpSettings settings;
    private final SessionDriver driver;
    private final ConnectionWatch watch;
    private final Server server;
    private final ServerConnector plain;
    private final Optional<ServerConnector> tls;
    private final Thread watchdog;

    CwmpServer(CwmpSettings settings, CwmpHandler handler, SessionDriver driver) {
        this.settings = settings;
        this.driver = driver;
        this.watch = new ConnectionWatch(settings.limits().sessionIdleCap().plusSeconds(10));
        QueuedThreadPool threads = new QueuedThreadPool(24, 4);
        threads.setName("cwmp");
        threads.setVirtualThreadsExecutor(
                Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("cwmp-", 0).factory()));
        this.server = new Server(threads);
        this.plain = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http(false)));
        add(plain, settings.bind(), settings.port());
        this.tls = settings.tls().map(this::secure);
        server.addBean(new NetworkConnectionLimit(settings.limits().maxConnections(), server));
        server.setHandler(handler);
        server.setErrorHandler((request, response, callback) -> {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, 0);
            response.write(true, ByteBuffer.allocate(0), callback);
            return true;
        });
        server.setStopTimeout(STOP.toMillis());
        this.watchdog = Thread.ofVirtual().name("cwmp-watchdog").unstarted(this::watch);
    }

    private static HttpConfiguration http(boolean secure) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        // Its cache of header fields is per connection, and most sessions have one of their own.
        http.setHeaderCacheSize(0);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(8 << 10);
        http.setOutputBufferSize(32 << 10);
        http.setIdleTimeout(UNKNOWN_IDLE.toMillis());
        http.setUriCompliance(UriCompliance.UNSAFE);
        if (secure) {
            // Devices send no SNI, and call the server by address.
            http.addCustomizer(new SecureRequestCustomizer(false));
        }
        return http;
    }

    private ServerConnector secure(CwmpSettings.Tls wanted) {
        SslContextFactory.Server context = new SslContextFactory.Server();
        context.setSslContext(wanted.context());
        context.setIncludeProtocols("TLSv1.2", "TLSv1.3");
        context.setSniRequired(false);
        context.setWantClientAuth(wanted.clientCertificates());
        ServerConnector connector =
                new ServerConnector(
                        server,
                        1,
                        1,
                        new SslConnectionFactory(context, "http/1.1"),
                        new HttpConnectionFactory(http(true)));
        add(connector, wanted.bind(), wanted.port());
        return connector;
    }

    private void add(ServerConnector connector, String bind, int port) {
        connector.setHost(bind);
        connector.setPort(port);
        connector.setAcceptQueueSize(1024);
        connector.setIdleTimeout(UNKNOWN_IDLE.toMillis());
        connector.addBean(watch);
        server.addConnector(connector);
    }

    /**
     * @throws UncheckedIOException if a port cannot be bound; the message names it
     */
    void start() {
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot listen for CWMP on " + listening() + ": " + e.getMessage(), e);
        } catch (Exception e) {
            // Jetty's lifecycle declares it.
            throw new UncheckedIOException(
                    new IOException("cannot start the CWMP listener: " + e.getMessage(), e));
        }
        watchdog.start();
    }

    private String listening() {
        String open = settings.bind() + ":" + settings.port();
        return settings.tls().map(t -> open + " and " + t.bind() + ":" + t.port()).orElse(open);
    }

    int port() {
        return plain.getLocalPort();
    }

    Optional<Integer> tlsPort() {
        return tls.map(ServerConnector::getLocalPort);
    }

    private void watch() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(1_000);
                long now = System.nanoTime();
                driver.sweep(now);
                watch.sweep(now);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.error("the watchdog of the CWMP listener failed", e);
            }
        }
    }

    @Override
    public void close() {
        watchdog.interrupt();
        try {
            server.stop();
        } catch (Exception e) {
            // Jetty's lifecycle declares it; there is nothing left to do for a listener that ends.
            LOG.warn("the CWMP listener did not stop cleanly", e);
        }
        driver.close();
    }
}
