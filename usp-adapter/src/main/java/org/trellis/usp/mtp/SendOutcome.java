package org.trellis.usp.mtp;

import java.util.Objects;

/** What became of a record that was to be sent. */
public sealed interface SendOutcome {

    /** Handed to the network; whether it arrives is seen by the answer. */
    record Sent() implements SendOutcome {}

    /** Not a byte of it left: the peer is gone, or its queue stayed full. */
    record NotSent(String reason) implements SendOutcome {
        public NotSent {
            Objects.requireNonNull(reason);
        }
    }

    /** The connection failed while it was being sent: some of it may have left. */
    record MaybeSent(String reason) implements SendOutcome {
        public MaybeSent {
            Objects.requireNonNull(reason);
        }
    }
}
