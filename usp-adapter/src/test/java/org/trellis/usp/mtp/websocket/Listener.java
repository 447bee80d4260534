package org.trellis.usp.mtp.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.trellis.southbound.Authentication;
import org.trellis.southbound.Claim;
import org.trellis.southbound.Credential;
import org.trellis.southbound.Principal;
import org.trellis.southbound.TenantId;
import org.trellis.southbound.UnavailableException;
import org.trellis.usp.mtp.MtpListener;
import org.trellis.usp.mtp.MtpPeer;

/** The adapter as the transport sees it: one token is right. */
final class Listener implements MtpListener {

    final List<String> events = new CopyOnWriteArrayList<>();
    final List<MtpPeer> peers = new CopyOnWriteArrayList<>();
    volatile CountDownLatch gate = new CountDownLatch(0);
    volatile boolean away;
    volatile String full = "";

    @Override
    public Authentication authenticate(Claim claim) {
        try {
            if (!gate.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the test forgot its gate");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (away) {
            throw new UnavailableException("the store is away");
        }
        return claim.credential() instanceof Credential.Token(String token) && token.equals("key")
                ? new Authentication.Granted(
                        new Principal(Principal.Kind.ENROLLMENT_KEY, "key-1", TenantId.DEFAULT))
                : new Authentication.Denied("wrong token");
    }

    @Override
    public void connected(MtpPeer peer) {
        events.add("connected " + peer.endpointId());
        peers.add(peer);
    }

    @Override
    public boolean received(MtpPeer peer, byte[] record, Runnable acknowledge) {
        if (peer.endpointId().equals(full)) {
            return false;
        }
        String text = record.length > 100 ? record.length + " bytes" : new String(record, UTF_8);
        events.add("received " + peer.endpointId() + " " + text);
        acknowledge.run();
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
