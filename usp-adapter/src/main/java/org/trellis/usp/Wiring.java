package org.trellis.usp;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.SouthboundPort;
import org.trellis.southbound.Stranger;
import org.trellis.usp.UspCounters.Counter;
import org.trellis.usp.codec.UspMessageCodec;
import org.trellis.usp.codec.UspRecordCodec;
import org.trellis.usp.message.UspMessage;
import org.trellis.usp.mtp.Mtp;
import org.trellis.usp.mtp.MtpPeer;
import org.trellis.usp.mtp.SendOutcome;
import org.trellis.usp.record.PayloadSecurity;
import org.trellis.usp.record.RecordBody;
import org.trellis.usp.record.UspRecord;
import org.trellis.usp.session.Door;

/** What every agent needs of the world around it. Thread-safe. */
record Wiring(
        UspSettings settings,
        SouthboundPort port,
        Map<String, Mtp> mtps,
        InstantSource clock,
        Supplier<String> ids,
        UspCounters counters) {

    /** What our records say we speak; agents of every version take it (TR-369 4.1). */
    private static final String VERSION = "1.4";

    Wiring {
        mtps = Map.copyOf(mtps);
    }

    Instant now() {
        return clock.instant();
    }

    SendOutcome send(MtpPeer to, UspMessage message) {
        return send(to, new RecordBody.NoSessionContext(UspMessageCodec.encode(message)));
    }

    SendOutcome send(MtpPeer to, RecordBody body) {
        Mtp mtp = mtps.get(to.transport());
        if (mtp == null) {
            return new SendOutcome.NotSent("no transport " + to.transport());
        }
        counters.count(Counter.RECORDS_OUT);
        return mtp.send(
                to,
                UspRecordCodec.encode(
                        new UspRecord(
                                VERSION,
                                to.endpointId(),
                                settings.session().endpointId(),
                                PayloadSecurity.PLAINTEXT,
                                body)));
    }

    boolean isShared(MtpPeer peer) {
        Mtp mtp = mtps.get(peer.transport());
        return mtp != null && mtp.isShared();
    }

    /** The other node that talks to the agent; {@link SouthboundPort#servedBy}. */
    Optional<String> servedBy(MtpPeer peer) {
        return port.servedBy(peer.principal().tenant(), Door.endpointId(peer));
    }

    SendOutcome passOn(MtpPeer peer, byte[] record, String node) {
        Mtp mtp = mtps.get(peer.transport());
        return mtp == null
                ? new SendOutcome.NotSent("no transport " + peer.transport())
                : mtp.passOn(peer, record, node);
    }

    /** The transports that let an agent in which shows a credential of its own. */
    Set<String> credentialTransports() {
        return mtps.values().stream()
                .filter(Mtp::acceptsCredentials)
                .map(Mtp::transport)
                .collect(Collectors.toSet());
    }

    /** Whether the transport tells when a peer is gone. */
    boolean hearsDisconnects(MtpPeer peer) {
        Mtp mtp = mtps.get(peer.transport());
        return mtp == null || mtp.hearsDisconnects();
    }

    /** The operator hears of whom we turned away. */
    void refused(MtpPeer peer, String claimed, String reason) {
        port.refused(
                new Stranger(
                        peer.principal().tenant(),
                        Protocol.USP,
                        peer.transport(),
                        peer.remoteAddress(),
                        claimed),
                reason);
    }

    void disconnect(MtpPeer peer, Mtp.CloseReason reason) {
        Mtp mtp = mtps.get(peer.transport());
        if (mtp != null) {
            mtp.disconnect(peer, reason);
        }
    }
}
