package org.trellis.controller.core;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trellis.southbound.Revocation;

/**
 * Ends live sessions whose principal or device is no longer welcome, on all nodes. What refuses
 * them from then on is stored before: a node that misses the message keeps an open connection until
 * it breaks, and lets nobody in anew.
 */
final class Revocations {

    private static final Logger LOG = LoggerFactory.getLogger(Revocations.class);

    private final Foundation core;
    private final List<Consumer<Revocation>> listeners = new CopyOnWriteArrayList<>();

    Revocations(Foundation core) {
        this.core = core;
    }

    void add(Consumer<Revocation> listener) {
        listeners.add(listener);
    }

    void revoke(Revocation whose) {
        here(whose);
        core.bus().publish(new NodeMessage.Revoked(core.node(), whose));
    }

    void revoke(Registry.Known device) {
        revoke(
                new Revocation.OfDevice(
                        device.device().tenant(),
                        device.device().id(),
                        device.endpoints().keySet()));
    }

    /** Off the caller's thread: it may hold what an adapter needs to end a session. */
    void here(Revocation whose) {
        listeners.forEach(listener ->
                Thread.ofVirtual().name("revocation").start(() -> end(listener, whose)));
    }

    private static void end(Consumer<Revocation> listener, Revocation whose) {
        try {
            listener.accept(whose);
        } catch (RuntimeException e) {
            LOG.error("Sessions could not be ended: {}", whose, e);
        }
    }
}
