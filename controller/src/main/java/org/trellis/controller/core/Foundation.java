package org.trellis.controller.core;

import java.time.Clock;
import java.time.Instant;
import org.trellis.controller.store.Stores;

/** What every part of the core stands on. */
record Foundation(
        Stores stores,
        Clock clock,
        CoreSettings settings,
        NodeBus bus,
        CoreMetrics metrics,
        TimeOrderedIds ids) {

    Instant now() {
        return clock.instant();
    }

    String node() {
        return settings.nodeId();
    }
}
