package org.trellis.model.translate;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.Quality;
import org.trellis.model.SecretNames;
import org.trellis.model.catalogue.CatalogueNode;
import org.trellis.model.catalogue.Lexical;
import org.trellis.model.catalogue.ValueSyntax;

/** Turns what a device reported into observed values without losing any of it. */
final class Reporting {

    /** What decoding puts in the place of bytes that are no text (Unicode 3.9, U+FFFD). */
    private static final char REPLACEMENT = '\uFFFD';

    private Reporting() {}

    /** Whether a canonical text can be a value of its parameter, as far as the model tells. */
    static boolean isPossible(@Nullable ValueSyntax syntax, String text) {
        return text.indexOf(REPLACEMENT) < 0 && (syntax == null || syntax.isPossible(text));
    }

    /**
     * A text that is taken over as it is has to be possible in both models. What a conversion has
     * understood is possible by either: devices say more than their model has words for, and the
     * words of their model are known.
     */
    static boolean isPossible(Row.Nodes nodes, String said, String meant) {
        boolean bySource = isPossible(syntax(nodes.source()), said);
        boolean byTarget = isPossible(syntax(nodes.target()), meant);
        return said.equals(meant)
                ? bySource && byTarget
                : bySource || (nodes.target() != null && byTarget);
    }

    private static @Nullable ValueSyntax syntax(@Nullable CatalogueNode node) {
        return node == null ? null : node.syntax();
    }

    /**
     * A value whose text is taken over; {@link Quality#RAW} if the parameter cannot have it: it is
     * not of the type, outside the enumeration or the ranges, or no proper text.
     *
     * @param node of the catalogue; null if it does not know the path
     */
    static ObservedValue taken(
            ParameterPath path, @Nullable CatalogueNode node, NativeValue value, boolean writable) {
        ValueSyntax syntax = node == null ? null : node.syntax();
        Optional<String> text =
                syntax == null
                        ? Lexical.canonical(value.type(), value.text())
                        : syntax.canonical(value.text());
        return new ObservedValue(
                path,
                syntax == null ? value.type() : syntax.type(),
                text.orElse(value.text()),
                writable,
                node == null ? SecretNames.soundsSecret(value.path()) : node.isSecret(),
                value.path(),
                text.filter(t -> isPossible(syntax, t)).isPresent()
                        ? Quality.REPORTED
                        : Quality.RAW);
    }

    /** A value that is not understood, under the path that the device gave it. */
    static Optional<ObservedValue> raw(NativeValue value, boolean secret, boolean writable) {
        return pathOf(value.path())
                .map(path ->
                        new ObservedValue(
                                path,
                                value.type(),
                                value.text(),
                                writable,
                                secret,
                                value.path(),
                                Quality.RAW));
    }

    /**
     * The path under which a report is kept. Characters that no path may hold, which some vendors
     * use nevertheless, become underscores; empty only for what is no parameter at all.
     */
    static Optional<ParameterPath> pathOf(String text) {
        Optional<ParameterPath> path = ParameterPath.parse(text);
        if (path.isEmpty()) {
            StringBuilder mended = new StringBuilder(text.length());
            for (int i = 0; i < text.length() && i < ParameterPath.MAX_LENGTH; i++) {
                char c = text.charAt(i);
                boolean kept = Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '-';
                mended.append(kept ? c : '_');
            }
            path = ParameterPath.parse(mended.toString());
        }
        return path.filter(ParameterPath::isParameter);
    }
}
