package org.trellis.controller.store.cassandra;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@code ./trellis bench twin} runs. */
@Tag("bench-twin")
class TwinBenchIT {

    @Test
    void measures_blobs_beside_rows() throws Exception {
        TwinBench.measure();
    }
}
