package org.trellis.model.profile;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** How the value of a vendor's parameter becomes the canonical one, and back where it can. */
public sealed interface ValueRule {

    /** The same value. */
    record Copy() implements ValueRule {}

    /**
     * A value for a value. Of several native values that mean the same the first one is written.
     *
     * @param canonicalByNative in the order in which they are written down
     */
    record Enumeration(Map<String, String> canonicalByNative) implements ValueRule {
        public Enumeration {
            canonicalByNative = Collections.unmodifiableMap(new LinkedHashMap<>(canonicalByNative));
            if (canonicalByNative.isEmpty()) {
                throw new IllegalArgumentException("no values");
            }
        }
    }

    /** {@code canonical = native * factor + offset}, without rounding. */
    record Scale(BigDecimal factor, BigDecimal offset) implements ValueRule {
        public Scale {
            Objects.requireNonNull(offset);
            if (factor.signum() == 0) {
                throw new IllegalArgumentException("a factor of 0 leaves nothing of the value");
            }
        }
    }

    /** What arithmetic on a line does not do; it is not reversed. */
    enum Function implements ValueRule {
        /**
         * An optical power in 0.1 microwatts becomes thousandths of a dBm in steps of 2, the form
         * of G.988 9.2.1 that TR-181 uses. A power is never negative: a negative number is taken as
         * dBm, which other firmware of the same vendors tells in the same parameter.
         */
        OPTICAL_POWER("optical-power-0.1uW");

        private final String label;

        Function(String label) {
            this.label = label;
        }

        /** How a profile names it. */
        public String label() {
            return label;
        }
    }
}
