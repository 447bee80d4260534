package org.trellis.controller.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.trellis.southbound.Authentication;
import org.trellis.southbound.Claim;
import org.trellis.southbound.Credential;
import org.trellis.southbound.Protocol;
import org.trellis.usp.mtp.MtpListener;
import org.trellis.usp.mtp.MtpPeer;

/** The adapter as a transport sees it. */
final class RecordingListener implements MtpListener {

    final List<String> events = new CopyOnWriteArrayList<>();
    final List<MtpPeer> peers = new CopyOnWriteArrayList<>();
    final List<Runnable> unacknowledged = new CopyOnWriteArrayList<>();
    private final Function<Claim, Authentication> core;
    volatile boolean acknowledging = true;
    volatile boolean full;

    RecordingListener(Function<Claim, Authentication> core) {
        this.core = core;
    }

    @Override
    public Authentication authenticate(Claim claim) {
        return core.apply(claim);
    }

    /** As the core does it: by the endpoint id alone. */
    @Override
    public Authentication vouched(String transport, String endpointId) {
        return core.apply(
                new Claim(
                        Protocol.USP,
                        transport,
                        new Credential.Password(endpointId, _ -> true),
                        Optional.of(endpointId),
                        ""));
    }

    @Override
    public void connected(MtpPeer peer) {
        events.add("connected " + peer.endpointId());
        peers.add(peer);
    }

    @Override
    public boolean received(MtpPeer peer, byte[] record, Runnable acknowledge) {
        if (full) {
            return false;
        }
        events.add("received " + peer.endpointId() + " " + new String(record, UTF_8));
        if (acknowledging) {
            acknowledge.run();
        } else {
            unacknowledged.add(acknowledge);
        }
        return true;
    }

    @Override
    public void disconnected(MtpPeer peer, String why) {
        events.add("disconnected " + peer.endpointId());
        peers.removeIf(peer::sameConnection);
    }

    MtpPeer peer(String endpointId) {
        return peers.stream()
                .filter(p -> p.endpointId().equals(endpointId))
                .findFirst()
                .orElseThrow();
    }
}
