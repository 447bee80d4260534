package org.trellis.model.translate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.trellis.model.catalogue.CatalogueNode;
import org.trellis.model.profile.ValueRule;

/** The conversions of the rules of profiles. */
final class RuleConversions {

    /** Longer than any number of a device. */
    private static final int MAX_DIGITS = 40;

    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);

    /** 0.1 microwatts are 10^-4 milliwatts. */
    private static final double TENTH_MICROWATT_IN_DBM = -40;

    private RuleConversions() {}

    /** Of a rule whose values have to be possible ones of the canonical parameter. */
    static Conversion of(ValueRule rule, CatalogueNode target) {
        Conversion all = of(rule);
        return new Conversion(
                text ->
                        all.toCanonical()
                                .apply(text)
                                .filter(t -> Reporting.isPossible(target.syntax(), t)),
                all.toNative());
    }

    static Conversion of(ValueRule rule) {
        return switch (rule) {
            case ValueRule.Copy _ -> Conversion.COPY;
            case ValueRule.Enumeration(Map<String, String> canonicalByNative) -> {
                Map<String, String> writing = new HashMap<>();
                canonicalByNative.forEach(
                        (text, canonical) -> writing.putIfAbsent(canonical, text));
                yield new Conversion(
                        text -> Optional.ofNullable(canonicalByNative.get(text)),
                        text -> Optional.ofNullable(writing.get(text)));
            }
            case ValueRule.Scale(BigDecimal factor, BigDecimal offset) ->
                    new Conversion(
                            text -> number(text).map(n -> plain(n.multiply(factor).add(offset))),
                            text -> number(text).flatMap(n -> unscaled(n, factor, offset)));
            case ValueRule.Function.OPTICAL_POWER ->
                    Conversion.reading(text -> number(text).flatMap(RuleConversions::opticalPower));
        };
    }

    /** Whether what was read can be written back. */
    static boolean isReversible(ValueRule rule) {
        return switch (rule) {
            case ValueRule.Copy _, ValueRule.Enumeration _, ValueRule.Scale _ -> true;
            case ValueRule.Function _ -> false;
        };
    }

    private static Optional<String> unscaled(BigDecimal n, BigDecimal factor, BigDecimal offset) {
        try {
            return Optional.of(plain(n.subtract(offset).divide(factor)));
        } catch (ArithmeticException periodic) {
            return Optional.empty();
        }
    }

    private static Optional<String> opticalPower(BigDecimal power) {
        if (power.signum() == 0) {
            return Optional.empty();
        }
        BigDecimal dbm =
                power.signum() < 0
                        ? power
                        : BigDecimal.valueOf(
                                10 * StrictMath.log10(power.doubleValue())
                                        + TENTH_MICROWATT_IN_DBM);
        BigDecimal steps =
                dbm.multiply(THOUSAND).divide(BigDecimal.TWO).setScale(0, RoundingMode.HALF_EVEN);
        return Optional.of(steps.multiply(BigDecimal.TWO).toPlainString());
    }

    private static String plain(BigDecimal number) {
        BigDecimal brief = number.stripTrailingZeros();
        return (brief.scale() < 0 ? brief.setScale(0) : brief).toPlainString();
    }

    private static Optional<BigDecimal> number(String text) {
        String plain = text.strip();
        // no exponent: what is short must not become long
        boolean digits = plain.chars().allMatch(c -> c >= '0' && c <= '9' || ".+-".indexOf(c) >= 0);
        if (plain.isEmpty() || plain.length() > MAX_DIGITS || !digits) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(plain));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
