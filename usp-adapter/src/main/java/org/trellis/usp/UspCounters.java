package org.trellis.usp;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What happened since the start, for the metrics. Thread-safe. */
public final class UspCounters {

    /** What is counted. */
    public enum Counter {
        RECORDS_IN,
        RECORDS_OUT,
        /** Could not be decoded. */
        RECORDS_MALFORMED,
        /** Addressed to somebody else. */
        RECORDS_MISDIRECTED,
        /** The sender is not who the connection belongs to. */
        RECORDS_SPOOFED,
        /** Came faster than they could be taken. */
        RECORDS_OVERFLOWED,
        /** Came to this node by chance; the one that talks to the agent has them now. */
        RECORDS_PASSED_ON,
        NOTIFICATIONS,
        /** Could not be stored; the agent repeats them. */
        NOTIFICATIONS_POSTPONED
    }

    private final Map<Counter, LongAdder> counters = new EnumMap<>(Counter.class);

    UspCounters() {
        for (Counter counter : Counter.values()) {
            counters.put(counter, new LongAdder());
        }
    }

    void count(Counter counter) {
        adder(counter).increment();
    }

    public long value(Counter counter) {
        return adder(counter).sum();
    }

    private LongAdder adder(Counter counter) {
        LongAdder adder = counters.get(counter);
        if (adder == null) {
            throw new IllegalStateException("no counter " + counter);
        }
        return adder;
    }
}
