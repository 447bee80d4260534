package org.trellis.controller.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one connection: what its CONNECT said, and who it turned out to be. Publishes
 * that arrive before the core has answered (MQTT allows them) wait for its verdict here.
 */
final class BrokerConnection {

    /** A message as far as the access list looks at it. */
    record Publication(String topic, Optional<String> responseTopic, boolean retained) {}

    private static final int MAX_EARLY = 16;

    private final String clientId;
    private final Optional<String> endpointId;
    private final List<Publication> early = new ArrayList<>();
    private BrokerAccess.@Nullable Granted granted;
    private boolean decided;
    private boolean closed;
    private boolean arrived;

    /** Held while the core is asked; never by the network threads. */
    private final ReentrantLock deciding = new ReentrantLock();

    BrokerConnection(String clientId, Optional<String> endpointId, Optional<Publication> will) {
        this.clientId = clientId;
        this.endpointId = endpointId;
        will.ifPresent(early::add);
    }

    String clientId() {
        return clientId;
    }

    Optional<String> endpointId() {
        return endpointId;
    }

    synchronized Optional<BrokerAccess.Granted> granted() {
        return Optional.ofNullable(granted);
    }

    ReentrantLock deciding() {
        return deciding;
    }

    /**
     * The client was announced.
     *
     * @return whether it is gone again, and its going has to be announced too
     */
    synchronized boolean arrived() {
        arrived = true;
        return closed;
    }

    /**
     * The channel was closed.
     *
     * @return whether the client was announced
     */
    synchronized boolean closed() {
        closed = true;
        return arrived;
    }

    synchronized boolean decided() {
        return decided;
    }

    /** Whether a publication may pass on to the broker's own check. */
    synchronized boolean admits(BrokerAcl acl, Publication publication) {
        if (granted != null) {
            return allowed(acl, granted.client(), publication);
        }
        if (decided || early.size() >= MAX_EARLY) {
            return false;
        }
        early.add(publication);
        return true;
    }

    /** Settles who the client is; refuses it if what it has already sent, or its will, is not. */
    synchronized boolean grant(BrokerAcl acl, Optional<BrokerAccess.Granted> answer) {
        decided = true;
        boolean ok =
                answer.isPresent()
                        && early.stream().allMatch(p -> allowed(acl, answer.get().client(), p));
        early.clear();
        granted = ok ? answer.get() : null;
        return ok;
    }

    private static boolean allowed(BrokerAcl acl, BrokerClient client, Publication p) {
        if (!acl.mayUse(client, p.topic())) {
            return true; // the broker's own check refuses it, with a reason code
        }
        boolean retainedByAgent = p.retained() && client instanceof BrokerClient.Agent;
        return !retainedByAgent && acl.mayPublish(client, p.topic(), p.responseTopic());
    }
}
