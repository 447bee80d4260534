package org.trellis.controller.core;

import java.util.function.Consumer;
import org.trellis.southbound.Revocation;
import org.trellis.southbound.SouthboundAdapter;
import org.trellis.southbound.SouthboundPort;

/** The core of one node, put together by {@link CoreBuilder}. Thread-safe. */
public final class Core implements AutoCloseable {

    private final SouthboundPort port;
    private final Northbound northbound;
    private final CoreMetrics metrics;
    private final Waker waker;
    private final Housekeeper housekeeper;
    private final Background background;
    private NodeBus.Handle subscription = () -> {};

    /** What listens and follows in the background. */
    record Background(
            NodeBus bus,
            NodeListener listener,
            EventLog events,
            Revocations revocations,
            Waiters waiters) {}

    Core(
            SouthboundPort port,
            Northbound northbound,
            CoreMetrics metrics,
            Waker waker,
            Housekeeper housekeeper,
            Background background) {
        this.port = port;
        this.northbound = northbound;
        this.metrics = metrics;
        this.waker = waker;
        this.housekeeper = housekeeper;
        this.background = background;
    }

    /** Towards the adapters. */
    public SouthboundPort port() {
        return port;
    }

    /** Towards the API. */
    public Northbound northbound() {
        return northbound;
    }

    public CoreMetrics metrics() {
        return metrics;
    }

    /** Lets the core wake devices and end sessions through the adapter; starts nothing. */
    public void register(SouthboundAdapter adapter) {
        waker.register(adapter);
        onRevocation(adapter::revoked);
    }

    /** Tells whoever else holds connections of devices, as {@link SouthboundAdapter#revoked}. */
    public void onRevocation(Consumer<Revocation> listener) {
        background.revocations().add(listener);
    }

    /**
     * Joins the cluster and takes up what an earlier life of this node, or a dead node, has left.
     * To be called before adapters are started; takes a few seconds where other nodes live.
     *
     * @throws org.trellis.southbound.UnavailableException while the store is away
     */
    public void start() {
        subscription = background.bus().subscribe(background.listener());
        housekeeper.start();
    }

    /** Those who wait for the end of a command. */
    Waiters waiters() {
        return background.waiters();
    }

    /** Runs what is due now; tests move their clock and call it. */
    void tick() {
        housekeeper.tick();
    }

    /** To be called after the adapters are closed; idempotent. */
    @Override
    public void close() {
        subscription.close();
        housekeeper.close();
        background.events().close();
    }
}
