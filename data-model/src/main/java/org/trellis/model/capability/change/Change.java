package org.trellis.model.capability.change;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.trellis.model.ParameterPath;

/**
 * One operation in canonical terms, all of it or nothing. The command that carries it is the
 * controller's; this package does not know the SPI, which depends on the model.
 */
public sealed interface Change {

    /**
     * @param values canonical text by parameter, in the order to be written
     */
    record Set(Map<ParameterPath, String> values) implements Change {
        public Set {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        /** Values may be secrets. */
        @Override
        public String toString() {
            return "Set" + values.keySet();
        }
    }

    /** New rows. */
    record Add(List<Row> rows) implements Change {
        public Add {
            rows = List.copyOf(rows);
        }
    }

    /**
     * @param table ending with a dot, without instance number
     * @param values by relative parameter name
     */
    record Row(ParameterPath table, Map<String, String> values) {
        public Row {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        /** Values may be secrets. */
        @Override
        public String toString() {
            return table + values.keySet().toString();
        }
    }

    /** Rows to be deleted. */
    record Delete(List<ParameterPath> rows) implements Change {
        public Delete {
            rows = List.copyOf(rows);
        }
    }

    /** A command of the data model. */
    record Operate(ParameterPath command, Map<String, String> input) implements Change {
        public Operate {
            input = Collections.unmodifiableMap(new LinkedHashMap<>(input));
        }

        /** Inputs may be secrets. */
        @Override
        public String toString() {
            return "Operate[" + command + " " + input.keySet() + "]";
        }
    }
}
