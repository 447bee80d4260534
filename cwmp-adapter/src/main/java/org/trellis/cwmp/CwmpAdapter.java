package org.trellis.cwmp;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.trellis.cwmp.connreq.ConnectionRequester;
import org.trellis.cwmp.connreq.TargetPolicy;
import org.trellis.cwmp.http.Listener;
import org.trellis.cwmp.session.SessionMachine;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.Revocation;
import org.trellis.southbound.SouthboundAdapter;
import org.trellis.southbound.SouthboundPort;
import org.trellis.southbound.WakeOutcome;

/**
 * TR-069 for the core: a listener for CPEs, and connection requests to them. Thread-safe once
 * started.
 */
public final class CwmpAdapter implements SouthboundAdapter {

    private final CwmpSettings settings;
    private final Clock clock;
    private final RandomGenerator random;
    private final CwmpMetrics metrics = new CwmpMetrics();
    private final Set<Integer> ownPorts = new CopyOnWriteArraySet<>();
    private volatile @Nullable Running running;

    private record Running(Listener listener, ConnectionRequester requester) {}

    /**
     * @param random must be unpredictable: passwords, nonces and cookies come from it
     */
    public CwmpAdapter(CwmpSettings settings, Clock clock, RandomGenerator random) {
        this.settings = settings;
        this.clock = clock;
        this.random = random;
        ownPorts.addAll(new HashSet<>(settings.connectionRequests().ownPorts()));
    }

    @Override
    public Protocol protocol() {
        return Protocol.CWMP;
    }

    @Override
    public void start(SouthboundPort port) {
        TargetPolicy policy = new TargetPolicy(settings.connectionRequests(), ownPorts::contains);
        SessionMachine machine =
                new SessionMachine(policy, settings.connectionRequests().provision(), random);
        Listener listener = new Listener(settings, machine, port, metrics, clock, random);
        ConnectionRequester requester =
                new ConnectionRequester(settings.connectionRequests(), policy, port, clock, random);
        listener.start();
        ownPorts.add(listener.port());
        listener.tlsPort().ifPresent(ownPorts::add);
        running = new Running(listener, requester);
    }

    @Override
    public WakeOutcome wake(Endpoint endpoint, Instant deadline) {
        Running now = running;
        if (now == null) {
            return new WakeOutcome.Unreachable("the CWMP listener is not running");
        }
        if (now.listener().nudge(endpoint.id())) {
            return new WakeOutcome.Told();
        }
        WakeOutcome outcome = now.requester().call(endpoint, deadline);
        metrics.connectionRequest(outcome instanceof WakeOutcome.Told);
        return outcome;
    }

    @Override
    public void revoked(Revocation whose) {
        Running now = running;
        if (now != null) {
            now.listener().revoked(whose);
        }
    }

    /** The bound plaintext port, once started. */
    public int port() {
        return started().port();
    }

    /** The bound TLS port, once started. */
    public Optional<Integer> tlsPort() {
        return started().tlsPort();
    }

    public CwmpMetrics metrics() {
        return metrics;
    }

    private Listener started() {
        Running now = running;
        if (now == null) {
            throw new IllegalStateException("not started");
        }
        return now.listener();
    }

    @Override
    public void close() {
        Running now = running;
        running = null;
        if (now != null) {
            now.listener().close();
        }
    }
}
