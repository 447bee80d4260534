package org.trellis.usp;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.trellis.usp.mtp.MtpPeer;

/** What an agent's mailbox holds. */
sealed interface AgentEvent {

    record Connected(MtpPeer peer) implements AgentEvent {
        public Connected {
            Objects.requireNonNull(peer);
        }
    }

    /** Its bytes do not change once they are here. */
    final class Received implements AgentEvent {
        private final MtpPeer peer;
        private final byte[] record;
        private final Runnable acknowledge;
        private final boolean byChance;
        private final AtomicBoolean acknowledged = new AtomicBoolean();

        Received(MtpPeer peer, byte[] record, Runnable acknowledge) {
            this(peer, record, acknowledge, false);
        }

        Received(MtpPeer peer, byte[] record, Runnable acknowledge, boolean byChance) {
            this.peer = peer;
            this.record = record;
            this.acknowledge = acknowledge;
            this.byChance = byChance;
        }

        /** Whether it might have come to any node. */
        boolean byChance() {
            return byChance;
        }

        MtpPeer peer() {
            return peer;
        }

        byte[] record() {
            return record;
        }

        /** Does nothing the second time. */
        void acknowledge() {
            if (acknowledged.compareAndSet(false, true)) {
                acknowledge.run();
            }
        }
    }

    record Gone(MtpPeer peer) implements AgentEvent {
        public Gone {
            Objects.requireNonNull(peer);
        }
    }

    /** Commands may wait for it. */
    record Wake() implements AgentEvent {}

    /** Connections that are over: what let them in holds no more. */
    record Revoked(Predicate<MtpPeer> whose) implements AgentEvent {
        public Revoked {
            Objects.requireNonNull(whose);
        }
    }

    /** Time has passed. */
    record Tick() implements AgentEvent {}

    /** Take no further commands. */
    record Drain() implements AgentEvent {}

    /** All its connections are over: the adapter closes. */
    record Leave() implements AgentEvent {}
}
