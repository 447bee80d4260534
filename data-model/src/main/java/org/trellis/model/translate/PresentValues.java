package org.trellis.model.translate;

import java.util.Optional;
import java.util.function.Function;
import org.trellis.model.catalogue.CatalogueNode;
import org.trellis.model.catalogue.ValueSyntax;

/** Which of several parameters or values that mean the same a device has now. */
final class PresentValues {

    private final RowTable table;
    private final Function<String, Optional<String>> current;

    PresentValues(RowTable table, Function<String, Optional<String>> current) {
        this.table = table;
        this.current = current;
    }

    /** Of several native values that mean the same, the one that the device has stays. */
    Optional<String> unchanged(Row row, String nativePath, Conversion conversion, String text) {
        CatalogueNode node = row.nodes().source();
        ValueSyntax syntax = node == null || node.isSecret() ? null : node.syntax();
        return syntax == null
                ? Optional.empty()
                : current.apply(nativePath)
                        .flatMap(syntax::canonical)
                        .filter(now ->
                                conversion
                                        .toCanonical()
                                        .apply(now)
                                        .filter(text::equals)
                                        .isPresent());
    }

    /** A device without {@code KeyPassphrase} of its own has that of its first pre-shared key. */
    String holder(Row row, long[] source) {
        String path = row.source().fill(source);
        if (!row.transform().equals("passphrase") || current.apply(path).isPresent()) {
            return path;
        }
        for (Row other : table.byTarget(row.target().text())) {
            if (other.how() instanceof Row.Direct direct && other.writable()) {
                long[] numbers =
                        row.how() instanceof Row.Direct own ? own.formula().forward(source) : null;
                long[] alternative = numbers == null ? null : direct.formula().inverse(numbers);
                String candidate = alternative == null ? path : other.source().fill(alternative);
                if (current.apply(candidate).isPresent()) {
                    return candidate;
                }
            }
        }
        return path;
    }

    /** A link has one connection as a rule: whether it is known to be one of the other kind. */
    boolean isElsewhere(Row row, long[] numbers) {
        boolean here = false;
        boolean there = false;
        for (Row other : table.byTarget(row.target().text())) {
            if (other.how() instanceof Row.Direct(Formula formula, Conversion _)) {
                long[] source = formula.inverse(numbers);
                boolean known =
                        source != null && current.apply(other.source().fill(source)).isPresent();
                here |= known && other == row;
                there |= known && other != row;
            }
        }
        return there && !here;
    }
}
