package org.trellis.southbound;

import java.util.Objects;

/** What the core decides about a {@link Hello}. */
public sealed interface Admission {

    /** Known or now enrolled; commands may be pulled after {@link SouthboundPort#opened}. */
    record Admitted(Endpoint endpoint, DeviceContext context) implements Admission {
        public Admitted {
            Objects.requireNonNull(endpoint);
            Objects.requireNonNull(context);
        }
    }

    /** Not known by its endpoint id: read the identity and say hello again. */
    record IdentityNeeded() implements Admission {}

    /** Waits for an operator. The session is ended politely, and nothing is told to the device. */
    record Pending(DeviceId device) implements Admission {
        public Pending {
            Objects.requireNonNull(device);
        }
    }

    /** A known identity with the wrong principal. Told nothing, as {@link Pending}. */
    record Quarantined(DeviceId device, String reason) implements Admission {
        public Quarantined {
            Objects.requireNonNull(device);
            Objects.requireNonNull(reason);
        }
    }

    /** Not let in at all; the reason is the operator's. */
    record Refused(String reason) implements Admission {
        public Refused {
            Objects.requireNonNull(reason);
        }
    }
}
