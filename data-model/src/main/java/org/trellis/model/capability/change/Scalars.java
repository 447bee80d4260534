package org.trellis.model.capability.change;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plain values as the texts that parameters hold. */
final class Scalars {

    /** A number with an exponent would be as long as the exponent is large. */
    private static final int MAX_SCALE = 64;

    private static final int MAX_ITEMS = 1_000;

    private Scalars() {}

    /** Empty for what is no value of a parameter. */
    static Optional<String> text(PatchValue value) {
        return switch (value) {
            case PatchValue.Text(String text) -> Optional.of(text);
            case PatchValue.Flag(boolean flag) -> Optional.of(Boolean.toString(flag));
            case PatchValue.Number(BigDecimal number) ->
                    Math.abs((long) number.scale()) <= MAX_SCALE && number.precision() <= MAX_SCALE
                            ? Optional.of(number.toPlainString())
                            : Optional.empty();
            case PatchValue.Items(List<PatchValue> items) -> list(items);
            case PatchValue.Nothing _, PatchValue.Tree _ -> Optional.empty();
        };
    }

    /** TR-106 3.2.3: comma-separated; an item with a comma cannot be told from two. */
    private static Optional<String> list(List<PatchValue> items) {
        List<String> texts = new ArrayList<>();
        for (PatchValue item : items) {
            Optional<String> text =
                    item instanceof PatchValue.Items ? Optional.empty() : text(item);
            if (text.isEmpty() || text.get().indexOf(',') >= 0 || texts.size() == MAX_ITEMS) {
                return Optional.empty();
            }
            texts.add(text.get());
        }
        return Optional.of(String.join(",", texts));
    }
}
