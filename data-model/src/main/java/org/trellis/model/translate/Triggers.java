package org.trellis.model.translate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trellis.model.ErrorCode;
import org.trellis.model.ParameterPath;
import org.trellis.model.ParameterType;
import org.trellis.model.PathError;
import org.trellis.model.catalogue.Catalogue;
import org.trellis.model.catalogue.CatalogueNode;

/**
 * Canonical commands that CWMP knows as parameters (TR-106 {@code command="true"}): writing true is
 * the command, and reading it back says nothing.
 */
final class Triggers {

    private Triggers() {}

    static Translated<List<NativeValue>> of(
            ModelTranslator translator, Catalogue canonical, ParameterPath command) {
        String text = command.text();
        Optional<ParameterPath> parameter =
                text.endsWith("()")
                        ? ParameterPath.parse(text.substring(0, text.length() - 2))
                        : Optional.empty();
        return parameter
                .filter(p -> canonical.node(p).filter(Triggers::isPlain).isPresent())
                .map(p -> translator.toNativeWrites(Map.of(p, "true"), _ -> Optional.empty()))
                .orElseGet(() ->
                        new Translated.Refused<>(
                                List.of(
                                        PathError.of(
                                                text,
                                                ErrorCode.NOT_SUPPORTED,
                                                "not available over CWMP"))));
    }

    /** A few carry a value ({@code AddCertificate}): true would be no such value. */
    private static boolean isPlain(CatalogueNode node) {
        return node.isTrigger()
                && node.valueSyntax().filter(v -> v.type() == ParameterType.BOOLEAN).isPresent();
    }
}
