package org.trellis.controller.core;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counters of the core since its start. Thread-safe; reading is not atomic over all of them. */
public final class CoreMetrics {

    /** What is counted. */
    public enum Counter {
        AUTHENTICATED,
        REFUSED,
        ENROLLED,
        QUARANTINED,
        SESSIONS_OPENED,
        SESSIONS_CLOSED,
        LEASES,
        COMMANDS_SUBMITTED,
        COMMANDS_DONE,
        COMMANDS_FAILED,
        COMMANDS_EXPIRED,
        COMMANDS_OUTCOME_UNKNOWN,
        STALE_COMPLETIONS,
        RECOVERED,
        TAKEOVERS,
        WAKES,
        WAKES_FAILED,
        REPORTS,
        DUPLICATE_REPORTS,
        TWIN_VALUES_WRITTEN,
        EVENTS,
        /** Nanoseconds between acceptance and end, summed over {@link #COMMANDS_DONE}. */
        COMMAND_NANOS
    }

    private final LongAdder[] adders = new LongAdder[Counter.values().length];

    public CoreMetrics() {
        for (int i = 0; i < adders.length; i++) {
            adders[i] = new LongAdder();
        }
    }

    void count(Counter counter) {
        adders[counter.ordinal()].increment();
    }

    void add(Counter counter, long amount) {
        adders[counter.ordinal()].add(amount);
    }

    public long value(Counter counter) {
        return adders[counter.ordinal()].sum();
    }

    /** All, by name, in the order of {@link Counter}. */
    public Map<Counter, Long> snapshot() {
        Map<Counter, Long> all = new LinkedHashMap<>();
        for (Counter counter : Counter.values()) {
            all.put(counter, value(counter));
        }
        return all;
    }
}
