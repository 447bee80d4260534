package org.trellis.usp;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.trellis.southbound.Principal;
import org.trellis.usp.mtp.Mtp;
import org.trellis.usp.mtp.MtpListener;
import org.trellis.usp.mtp.MtpPeer;
import org.trellis.usp.mtp.SendOutcome;

/** A transport in memory: records go straight to the agents that are plugged in. */
final class FakeMtp implements Mtp {

    /** The far side of one connection. */
    interface Plug {
        void receive(MtpPeer self, byte[] record);
    }

    record Closed(MtpPeer peer, CloseReason reason) {}

    private final String transport;
    private final AtomicLong connections = new AtomicLong();
    private final Map<Long, Plug> plugs = new ConcurrentHashMap<>();
    private volatile MtpListener listener;

    /** An agent that listens although it did not speak to us; null for none. */
    volatile Plug silent;

    volatile Principal silentPrincipal;
    volatile MtpPeer recalled;
    volatile boolean hearsDisconnects = true;

    /** Whether records come by chance, and what was passed on of them, unless nobody listens. */
    volatile boolean shared;

    volatile boolean nobodyListens;
    final List<String> passedOn = new CopyOnWriteArrayList<>();

    final List<Closed> closed = new CopyOnWriteArrayList<>();

    FakeMtp(String transport) {
        this.transport = transport;
    }

    MtpPeer connect(String endpointId, Principal principal, Plug plug) {
        long number = connections.incrementAndGet();
        MtpPeer peer =
                new MtpPeer(endpointId, principal, transport, "a" + number, "192.0.2.1", number);
        plugs.put(number, plug);
        listener.connected(peer);
        return peer;
    }

    /** What comes over a connection that is gone comes nowhere. */
    synchronized boolean receive(MtpPeer peer, byte[] record, Runnable acknowledge) {
        return !plugs.containsKey(peer.connection())
                || (shared
                        ? listener.receivedByChance(peer, record, acknowledge)
                        : listener.received(peer, record, acknowledge));
    }

    synchronized void drop(MtpPeer peer) {
        plugs.remove(peer.connection());
        listener.disconnected(peer, "dropped");
    }

    @Override
    public String transport() {
        return transport;
    }

    @Override
    public void start(MtpListener listener) {
        this.listener = listener;
    }

    @Override
    public SendOutcome send(MtpPeer peer, byte[] record) {
        Plug plug = plugs.get(peer.connection());
        if (plug == null) {
            return new SendOutcome.NotSent("unplugged");
        }
        plug.receive(peer, record);
        return new SendOutcome.Sent();
    }

    @Override
    public boolean isShared() {
        return shared;
    }

    @Override
    public SendOutcome passOn(MtpPeer peer, byte[] record, String node) {
        if (nobodyListens) {
            return new SendOutcome.NotSent("nobody listens");
        }
        passedOn.add(node + " " + peer.endpointId());
        return new SendOutcome.Sent();
    }

    @Override
    public synchronized void disconnect(MtpPeer peer, CloseReason reason) {
        closed.add(new Closed(peer, reason));
        if (plugs.remove(peer.connection()) != null) {
            listener.disconnected(peer, reason.toString());
        }
    }

    @Override
    public boolean recall(String endpointId, String address) {
        Plug plug = silent;
        if (plug == null) {
            return false;
        }
        recalled = connect(endpointId, silentPrincipal, plug);
        return true;
    }

    @Override
    public boolean acceptsCredentials() {
        return true;
    }

    @Override
    public boolean hearsDisconnects() {
        return hearsDisconnects;
    }

    @Override
    public void close() {
        plugs.clear();
    }
}
