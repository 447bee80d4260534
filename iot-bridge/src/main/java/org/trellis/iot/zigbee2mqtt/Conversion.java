package org.trellis.iot.zigbee2mqtt;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Objects;
import java.util.Optional;

/**
 * How a number of the source becomes one in canonical units, and back. Decimal throughout: counters
 * must not lose digits.
 */
public sealed interface Conversion {

    /** As it is. */
    record Copy() implements Conversion {}

    /** A binary that means the opposite. */
    record Invert() implements Conversion {}

    /** Times a factor. */
    record Times(BigDecimal factor) implements Conversion {
        public Times {
            Objects.requireNonNull(factor);
        }
    }

    /** Divided by a factor. */
    record Over(BigDecimal factor) implements Conversion {
        public Over {
            Objects.requireNonNull(factor);
        }
    }

    /** A constant divided by it: mired and kelvin. */
    record Reciprocal(BigDecimal numerator) implements Conversion {
        public Reciprocal {
            Objects.requireNonNull(numerator);
        }
    }

    /**
     * @throws IllegalArgumentException if it is none
     */
    static Conversion parse(String text) {
        if (text.equals("copy")) {
            return new Copy();
        }
        if (text.equals("invert")) {
            return new Invert();
        }
        if (text.endsWith("/x")) {
            return new Reciprocal(new BigDecimal(text.substring(0, text.length() - 2)));
        }
        return switch (text.charAt(0)) {
            case '*' -> new Times(new BigDecimal(text.substring(1)));
            case '/' -> new Over(new BigDecimal(text.substring(1)));
            default -> throw new IllegalArgumentException("not a conversion: " + text);
        };
    }

    /** Whether the greater becomes the smaller. */
    default boolean inverts() {
        return this instanceof Reciprocal;
    }

    /** Empty where there is no answer. */
    default Optional<BigDecimal> toCanonical(BigDecimal value) {
        return switch (this) {
            case Copy _, Invert _ -> Optional.of(value);
            case Times(BigDecimal factor) -> Optional.of(value.multiply(factor));
            case Over(BigDecimal factor) -> Optional.of(over(value, factor));
            case Reciprocal(BigDecimal numerator) ->
                    value.signum() == 0 ? Optional.empty() : Optional.of(over(numerator, value));
        };
    }

    default Optional<BigDecimal> toSource(BigDecimal value) {
        return switch (this) {
            case Copy _, Invert _ -> Optional.of(value);
            case Times(BigDecimal factor) -> Optional.of(over(value, factor));
            case Over(BigDecimal factor) -> Optional.of(value.multiply(factor));
            case Reciprocal(BigDecimal numerator) ->
                    value.signum() == 0 ? Optional.empty() : Optional.of(over(numerator, value));
        };
    }

    private static BigDecimal over(BigDecimal value, BigDecimal by) {
        return value.divide(by, new MathContext(20, RoundingMode.HALF_EVEN))
                .setScale(6, RoundingMode.HALF_EVEN);
    }
}
