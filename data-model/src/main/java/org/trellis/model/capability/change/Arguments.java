package org.trellis.model.capability.change;

import java.util.Optional;
import org.trellis.model.ErrorCode;
import org.trellis.model.PathError;
import org.trellis.model.catalogue.Catalogue;
import org.trellis.model.catalogue.CatalogueNode;
import org.trellis.model.catalogue.ValueSyntax;

/** The arguments of commands, which are no parameters and have a type all the same. */
final class Arguments {

    private Arguments() {}

    /** Why a text cannot be right. */
    static Optional<PathError> check(
            Catalogue canonical, String command, String name, String text) {
        String argument = command + ".Input." + name;
        Optional<ValueSyntax> syntax = canonical.node(argument).flatMap(CatalogueNode::valueSyntax);
        if (syntax.isEmpty()) {
            return Optional.of(
                    PathError.of(argument, ErrorCode.NOT_SUPPORTED, "there is no such argument"));
        }
        if (syntax.get().canonical(text).isEmpty()) {
            return Optional.of(
                    PathError.of(
                            argument,
                            ErrorCode.INVALID_TYPE,
                            "not of type " + syntax.get().type().label()));
        }
        return Optional.empty();
    }
}
