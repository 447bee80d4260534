package org.trellis.simulator.usp;

import java.util.Map;

/** How an operation ended. */
sealed interface Outcome {

    record Done(Map<String, String> outputs) implements Outcome {
        public Done {
            outputs = Map.copyOf(outputs);
        }
    }

    record Failed(int code, String message) implements Outcome {}
}
