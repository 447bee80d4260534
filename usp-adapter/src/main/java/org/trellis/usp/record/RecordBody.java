package org.trellis.usp.record;

import java.util.List;
import java.util.Objects;

/** The kinds of record (TR-369 4, oneof {@code record_type}). */
public sealed interface RecordBody {

    /** One whole message; what nearly every agent uses. */
    record NoSessionContext(Payload payload) implements RecordBody {
        public NoSessionContext {
            Objects.requireNonNull(payload);
        }
    }

    /** A part of an end-to-end session. The numbers are unsigned. */
    record SessionContext(
            long sessionId,
            long sequenceId,
            long expectedId,
            long retransmitId,
            SarState payloadState,
            SarState recordState,
            List<Payload> payload)
            implements RecordBody {
        public SessionContext {
            Objects.requireNonNull(payloadState);
            Objects.requireNonNull(recordState);
            payload = List.copyOf(payload);
        }
    }

    /** The first record after a transport is up (TR-369 R-MTP.6). */
    sealed interface Connect extends RecordBody {}

    record WebSocketConnect() implements Connect {}

    /**
     * @param version5 false for MQTT 3.1.1
     */
    record MqttConnect(boolean version5, String subscribedTopic) implements Connect {
        public MqttConnect {
            Objects.requireNonNull(subscribedTopic);
        }
    }

    record StompConnect(String subscribedDestination) implements Connect {
        public StompConnect {
            Objects.requireNonNull(subscribedDestination);
        }
    }

    record UdsConnect() implements Connect {}

    /**
     * The sender says good-bye on this transport; the connection may stay (TR-369 R-MTP.9).
     *
     * @param code 7100 to 7106, or 0
     */
    record Disconnect(String reason, int code) implements RecordBody {
        public Disconnect {
            Objects.requireNonNull(reason);
        }
    }
}
