package org.trellis.cwmp;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;

/**
 * How the CWMP adapter listens, what it demands and what it bears.
 *
 * @param bind address of the plaintext port
 * @param port plaintext port; 0 picks one
 * @param tls the TLS listener, if any
 * @param trustedProxies CIDR blocks of the proxies whose word on the client's address is believed
 * @param realm of the HTTP challenges; part of digest secrets, so it never changes in an install
 */
public record CwmpSettings(
        String bind,
        int port,
        Optional<Tls> tls,
        CwmpAuthMode auth,
        String realm,
        Limits limits,
        ConnectionRequests connectionRequests,
        List<String> trustedProxies) {

    public CwmpSettings {
        trustedProxies = List.copyOf(trustedProxies);
        Objects.requireNonNull(bind);
        Objects.requireNonNull(tls);
        Objects.requireNonNull(auth);
        Objects.requireNonNull(realm);
        Objects.requireNonNull(limits);
        Objects.requireNonNull(connectionRequests);
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("not a port: " + port);
        }
        if (realm.isBlank() || realm.chars().anyMatch(c -> c < 0x20 || c == '"' || c == '\\')) {
            throw new IllegalArgumentException("not a realm");
        }
    }

    /** The defaults with one plaintext listener. */
    public static CwmpSettings of(String bind, int port, CwmpAuthMode auth) {
        return new CwmpSettings(
                bind,
                port,
                Optional.empty(),
                auth,
                "trellis",
                Limits.DEFAULT,
                ConnectionRequests.DEFAULT,
                List.of());
    }

    public CwmpSettings withTls(Tls listener) {
        return new CwmpSettings(
                bind,
                port,
                Optional.of(listener),
                auth,
                realm,
                limits,
                connectionRequests,
                trustedProxies);
    }

    public CwmpSettings withLimits(Limits changed) {
        return new CwmpSettings(
                bind, port, tls, auth, realm, changed, connectionRequests, trustedProxies);
    }

    public CwmpSettings withConnectionRequests(ConnectionRequests changed) {
        return new CwmpSettings(bind, port, tls, auth, realm, limits, changed, trustedProxies);
    }

    public CwmpSettings withTrustedProxies(List<String> changed) {
        return new CwmpSettings(bind, port, tls, auth, realm, limits, connectionRequests, changed);
    }

    /**
     * The TLS listener.
     *
     * @param bind address to listen on; it may be another than that of the plaintext port
     * @param port 0 picks one
     * @param context what it shows, and whom it trusts
     * @param clientCertificates whether devices are asked for one; none is demanded
     */
    public record Tls(String bind, int port, SSLContext context, boolean clientCertificates) {
        public Tls {
            Objects.requireNonNull(bind);
            Objects.requireNonNull(context);
        }
    }

    /**
     * What a peer may cost, all checked before anything is allocated.
     *
     * @param maxBody bytes of a body, decompressed, from a peer that has a session
     * @param maxFirstBody bytes of a body from anyone else; at least 32 KiB (TR-069 3.4.1)
     * @param maxBodiesInFlight bytes of all bodies that are being received
     * @param maxSessions sessions at a time; a new Inform gets 503 beyond
     * @param maxConnections connections at a time
     * @param sessionIdle how long a session waits for the next POST; a CPE may ask for more, up to
     *     {@code sessionIdleCap}
     * @param bodyGrace how long a body may take before its rate counts
     * @param minBodyRate bytes per second
     * @param nonceLifetime of digest challenges
     * @param failuresPerMinute wrong credentials that one user at one remote address may show in a
     *     minute; the address as a whole has twenty times that
     */
    public record Limits(
            int maxBody,
            int maxFirstBody,
            int maxBodiesInFlight,
            int maxSessions,
            int maxConnections,
            Duration sessionIdle,
            Duration sessionIdleCap,
            Duration bodyGrace,
            int minBodyRate,
            Duration nonceLifetime,
            int failuresPerMinute) {

        public static final Limits DEFAULT =
                new Limits(
                        8 << 20,
                        256 << 10,
                        64 << 20,
                        10_000,
                        20_000,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(300),
                        Duration.ofSeconds(10),
                        256,
                        Duration.ofSeconds(120),
                        60);

        public Limits {
            if (maxFirstBody < 32 << 10 || maxBody < maxFirstBody || maxBodiesInFlight < maxBody) {
                throw new IllegalArgumentException("body limits contradict each other");
            }
            if (maxSessions < 1 || maxConnections < 1 || minBodyRate < 1 || failuresPerMinute < 1) {
                throw new IllegalArgumentException("limits must be positive");
            }
        }
    }

    /**
     * Outgoing connection requests.
     *
     * @param ranges CIDR blocks where a CPE may be reached besides the source address of its
     *     Inform; a loopback or link-local address is reached only if a block names it
     * @param ownPorts ports of this installation, never called on one of its own addresses
     * @param timeout for the whole exchange
     * @param maxConcurrent over all devices
     * @param perSecond per device; more of them wait
     * @param provision whether CPEs get credentials of their own, for us and for these requests
     */
    public record ConnectionRequests(
            List<String> ranges,
            Set<Integer> ownPorts,
            Duration timeout,
            int maxConcurrent,
            int perSecond,
            boolean provision) {

        public static final ConnectionRequests DEFAULT =
                new ConnectionRequests(List.of(), Set.of(), Duration.ofSeconds(10), 256, 100, true);

        public ConnectionRequests {
            ranges = List.copyOf(ranges);
            ownPorts = Set.copyOf(ownPorts);
            Objects.requireNonNull(timeout);
            if (maxConcurrent < 1 || perSecond < 1) {
                throw new IllegalArgumentException("limits must be positive");
            }
        }
    }
}
