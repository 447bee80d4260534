package org.trellis.model.translate;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.trellis.model.catalogue.Interval;
import org.trellis.model.catalogue.ValueLimits;
import org.trellis.model.catalogue.ValueSyntax;

/** Values that a model allows, from a seed. */
final class RandomValues {

    /** What is easily taken for something else, or cut. */
    private static final List<String> ODD_TEXTS =
            List.of("", "a, b", "B\u00fcro 5", " x", "a.b.", "Device.X", "0", "\u00e9,\u00e9");

    private final Random random;

    RandomValues(long seed) {
        this.random = new Random(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    String of(ValueSyntax syntax) {
        if (!syntax.list()) {
            return item(syntax);
        }
        List<String> items = new ArrayList<>();
        Interval allowed = Objects.requireNonNull(syntax.listLimits()).items();
        long fewest = Math.max(1, allowed.min());
        long count = random.nextLong(fewest, Math.clamp(allowed.max(), fewest, fewest + 2) + 1);
        for (long i = 0; i < count; i++) {
            items.add(item(syntax).replace(",", ";"));
        }
        return String.join(",", items);
    }

    private String item(ValueSyntax syntax) {
        if (!syntax.enumeration().isEmpty()) {
            return syntax.enumeration().get(random.nextInt(syntax.enumeration().size()));
        }
        if (syntax.namedType().equals("MACAddress")) {
            return mac();
        }
        ValueLimits limits = syntax.limits();
        return switch (syntax.type()) {
            case BOOLEAN -> Boolean.toString(random.nextBoolean());
            case INT ->
                    extreme(limits)
                            ? List.of("-2147483648", "2147483647").get(random.nextInt(2))
                            : Long.toString(number(limits, -50, 50));
            case LONG -> Long.toString(number(limits, -50, 50));
            case UNSIGNED_INT ->
                    extreme(limits) ? "4294967295" : Long.toString(number(limits, 0, 5_000));
            case UNSIGNED_LONG ->
                    extreme(limits)
                            ? "18446744073709551615"
                            : Long.toString(number(limits, 0, 5_000));
            case DECIMAL -> random.nextInt(100) + ".5";
            case DATE_TIME -> "2026-11-" + (10 + random.nextInt(20)) + "T10:00:00Z";
            case BASE64 -> Base64.getEncoder().encodeToString(bytes(6));
            case HEX_BINARY -> HexFormat.of().withUpperCase().formatHex(bytes(4));
            case STRING -> text(limits);
        };
    }

    String mac() {
        return HexFormat.ofDelimiter(":").formatHex(bytes(6));
    }

    String address() {
        return "192.0.2." + (1 + random.nextInt(250));
    }

    private long number(ValueLimits limits, long low, long high) {
        if (limits.ranges().isEmpty()) {
            return random.nextLong(low, high);
        }
        Interval range = limits.ranges().get(random.nextInt(limits.ranges().size()));
        long from = range.min() == Long.MIN_VALUE ? low : range.min();
        long to = range.max() == Long.MAX_VALUE ? from + 1_000 : range.max();
        long value = random.nextLong(from, to + 1);
        return value - Math.floorMod(value, range.step());
    }

    /** Now and then what a type can just hold, where the model sets no range. */
    private boolean extreme(ValueLimits limits) {
        return random.nextInt(4) == 0 && limits.ranges().isEmpty();
    }

    private String text(ValueLimits limits) {
        if (!limits.patterns().accept("ghij")) {
            for (String patterned : List.of(address(), "2001:db8::5", "192.0.2.0/24", "DE ")) {
                if (limits.patterns().accept(patterned)) {
                    return patterned;
                }
            }
        }
        long longest = limits.sizes().stream().mapToLong(Interval::max).max().orElse(32);
        String odd = ODD_TEXTS.get(random.nextInt(ODD_TEXTS.size()));
        if (random.nextInt(3) == 0 && odd.length() <= longest) {
            return odd;
        }
        StringBuilder text = new StringBuilder();
        for (int i = (int) Math.min(longest, 1 + random.nextInt(12)); i > 0; i--) {
            text.append((char) ('g' + random.nextInt(20)));
        }
        return text.toString();
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
