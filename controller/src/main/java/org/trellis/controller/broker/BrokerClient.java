package org.trellis.controller.broker;

import java.util.Objects;

/** Who a client of the broker is, as far as its access goes. */
public sealed interface BrokerClient {

    /** The controller itself. */
    record Internal() implements BrokerClient {}

    /** A USP agent, held to its own topic. */
    record Agent(String endpointId) implements BrokerClient {
        public Agent {
            Objects.requireNonNull(endpointId);
        }
    }

    /** An IoT bridge, held to {@code iot/<name>/}. */
    record Bridge(String name) implements BrokerClient {
        public Bridge {
            Objects.requireNonNull(name);
        }
    }
}
