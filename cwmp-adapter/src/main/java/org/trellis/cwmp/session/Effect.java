package org.trellis.cwmp.session;

import java.util.Map;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.Delivery;
import org.trellis.southbound.Lease;
import org.trellis.southbound.ReleaseReason;

/**
 * What the core has to be told before the device is answered. Each may be repeated; if one cannot
 * be done now, the step counts as not taken.
 */
public sealed interface Effect {

    /** Store what the device said. */
    record Report(Delivery delivery) implements Effect {}

    /** The session is there: commands may be pulled. */
    record Open() implements Effect {}

    record Accept(Lease lease) implements Effect {}

    record Complete(Lease lease, CommandResult result) implements Effect {}

    record Release(Lease lease, ReleaseReason reason) implements Effect {}

    /** Keep settings of the device. */
    record Remember(Map<String, String> settings) implements Effect {
        public Remember {
            settings = Map.copyOf(settings);
        }

        /** Values may be secrets. */
        @Override
        public String toString() {
            return "Remember" + settings.keySet();
        }
    }
}
