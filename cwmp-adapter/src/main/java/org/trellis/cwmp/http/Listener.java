package org.trellis.cwmp.http;

import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.trellis.cwmp.CwmpMetrics;
import org.trellis.cwmp.CwmpSettings;
import org.trellis.cwmp.auth.HttpAuthenticator;
import org.trellis.cwmp.session.SessionMachine;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.Revocation;
import org.trellis.southbound.SouthboundPort;

/** The CWMP listener, wired. Thread-safe. */
public final class Listener implements AutoCloseable {

    private final SessionDriver driver;
    private final CwmpServer server;

    /** Does not listen yet. */
    public Listener(
            CwmpSettings settings,
            SessionMachine machine,
            SouthboundPort port,
            CwmpMetrics metrics,
            Clock clock,
            RandomGenerator random) {
        SessionTable table = new SessionTable(settings.limits().maxSessions());
        metrics.gaugeOpenSessions(table::open);
        this.driver = new SessionDriver(machine, port, table, settings.limits(), metrics, random);
        HttpAuthenticator authenticator = new HttpAuthenticator(settings, port, random);
        this.server =
                new CwmpServer(
                        settings,
                        new CwmpHandler(
                                settings,
                                authenticator,
                                table,
                                driver,
                                new CwmpHandler.Runtime(metrics, clock, random)),
                        driver);
    }

    /**
     * @throws java.io.UncheckedIOException if a port cannot be bound; the message names it
     */
    public void start() {
        server.start();
    }

    /** The bound plaintext port. */
    public int port() {
        return server.port();
    }

    /** The bound TLS port. */
    public Optional<Integer> tlsPort() {
        return server.tlsPort();
    }

    /** True if an open session of the endpoint will fetch what is there. */
    public boolean nudge(EndpointId endpoint) {
        return driver.nudge(endpoint);
    }

    /** Ends the sessions that are meant. */
    public void revoked(Revocation whose) {
        driver.revoked(whose);
    }

    @Override
    public void close() {
        server.close();
    }
}
