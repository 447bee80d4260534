package org.trellis.usp.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.trellis.usp.mtp.MtpPeer;

/** The connections of one agent, at most one a transport; the one heard last is used. */
final class Routes {

    /** The last one is the current one. */
    private final List<MtpPeer> peers = new ArrayList<>();

    boolean isEmpty() {
        return peers.isEmpty();
    }

    int size() {
        return peers.size();
    }

    /**
     * @throws IllegalStateException if there is none
     */
    MtpPeer current() {
        if (peers.isEmpty()) {
            throw new IllegalStateException("no route");
        }
        return peers.getLast();
    }

    /** The connection that it replaces, if it is another one. */
    Optional<MtpPeer> add(MtpPeer peer) {
        Optional<MtpPeer> former =
                peers.stream().filter(p -> p.transport().equals(peer.transport())).findFirst();
        former.ifPresent(peers::remove);
        peers.add(peer);
        return former.filter(f -> !f.sameConnection(peer));
    }

    boolean remove(MtpPeer peer) {
        return peers.removeIf(p -> p.sameConnection(peer));
    }

    /** Answers and requests go where the agent spoke last. */
    void heard(MtpPeer peer) {
        if (!peers.isEmpty() && !peers.getLast().sameConnection(peer)) {
            peers.stream()
                    .filter(p -> p.sameConnection(peer))
                    .findFirst()
                    .ifPresent(p -> {
                        peers.remove(p);
                        peers.add(p);
                    });
        }
    }
}
