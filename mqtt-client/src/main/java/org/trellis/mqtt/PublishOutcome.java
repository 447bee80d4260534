package org.trellis.mqtt;

import java.util.Objects;

/** What became of a publication. */
public sealed interface PublishOutcome {

    /** The broker has it. */
    record Accepted() implements PublishOutcome {}

    /** The broker has it and nobody is subscribed (MQTT 5 reason code 16). */
    record NobodyListens() implements PublishOutcome {}

    /** The broker does not take it. */
    record Refused(int reasonCode) implements PublishOutcome {}

    /** No byte of it left. */
    record NotSent(String reason) implements PublishOutcome {
        public NotSent {
            Objects.requireNonNull(reason);
        }
    }

    /** Bytes may have left, and the broker did not answer. */
    record MaybeSent(String reason) implements PublishOutcome {
        public MaybeSent {
            Objects.requireNonNull(reason);
        }
    }
}
