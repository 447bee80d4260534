package org.trellis.controller.core;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.trellis.controller.store.OwnershipStore;

/** The nodes that live, as of the last heartbeat. */
final class Cluster {

    private final Foundation core;
    private volatile Set<String> alive = Set.of();
    private volatile Instant beaten = Instant.MIN;

    Cluster(Foundation core) {
        this.core = core;
    }

    /**
     * Says that this node lives, and looks who else does.
     *
     * @return the nodes that have died since the last time
     */
    Set<String> beat() {
        Instant now = core.now();
        core.stores().ownership().heartbeat(core.node(), now);
        Set<String> living = new HashSet<>();
        Instant oldest = now.minus(core.settings().nodeTimeout());
        for (OwnershipStore.Node node : core.stores().ownership().nodes()) {
            if (node.lastHeartbeat().isAfter(oldest)) {
                living.add(node.id());
            }
        }
        Set<String> died = new HashSet<>(alive);
        died.removeAll(living);
        alive = Set.copyOf(living);
        beaten = now;
        return died;
    }

    boolean due() {
        return beaten.equals(Instant.MIN)
                || !core.now().isBefore(beaten.plus(core.settings().heartbeat()));
    }

    /** Another node than this one, and it lives. */
    boolean isOther(String node) {
        return !node.equals(core.node()) && alive.contains(node);
    }

    /**
     * Whether another node may have taken what this one had: it lives, or this one has not looked
     * for two heartbeats. Who joins waits as long before it takes anything.
     */
    boolean needsFencing() {
        Duration looked = core.settings().heartbeat().multipliedBy(2);
        return hasOthers() || !core.now().isBefore(beaten.plus(looked));
    }

    boolean hasOthers() {
        return alive.stream().anyMatch(this::isOther);
    }
}
