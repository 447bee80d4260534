package org.trellis.model.translate;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trellis.model.ParameterPath;
import org.trellis.model.ParameterType;
import org.trellis.model.PathError;
import org.trellis.model.SupportedNode;
import org.trellis.model.catalogue.Access;
import org.trellis.model.catalogue.Catalogue;
import org.trellis.model.catalogue.CatalogueNode;
import org.trellis.model.catalogue.Lexical;
import org.trellis.model.catalogue.TableFacts;
import org.trellis.model.catalogue.ValueLimits;
import org.trellis.model.catalogue.ValueSyntax;
import org.trellis.model.profile.ParameterRule;
import org.trellis.model.profile.ProfileException;
import org.trellis.model.profile.ValueRule;

/** Whether the rules of a profile fit the models, and what the models then have of them. */
final class RuleCheck {

    private final Catalogue nativeCatalogue;
    private final Catalogue canonical;

    RuleCheck(Catalogue nativeCatalogue, Catalogue canonical) {
        this.nativeCatalogue = nativeCatalogue;
        this.canonical = canonical;
    }

    /** The nodes of both parameters; that of the vendor's is made of the rule. */
    Row.Nodes nodes(ParameterRule rule, RulePlace place) throws ProfileException {
        CatalogueNode target = canonical.node(place.target().text()).orElse(null);
        if (target == null
                || target.kind() != SupportedNode.Kind.PARAMETER
                || target.syntax() == null) {
            throw wrong(rule, rule.canonical() + " is no parameter of the canonical model");
        }
        CatalogueNode source = vendorNode(rule, place, target);
        values(rule, Objects.requireNonNull(source.syntax()), target.syntax());
        return new Row.Nodes(source, target);
    }

    private CatalogueNode vendorNode(ParameterRule rule, RulePlace place, CatalogueNode target) {
        Optional<CatalogueNode> known =
                nativeCatalogue.node(place.source().text()).filter(n -> n.syntax() != null);
        return known.orElseGet(() ->
                new CatalogueNode(
                        place.source().text(),
                        SupportedNode.Kind.PARAMETER,
                        rule.readOnly() ? Access.READ_ONLY : Access.READ_WRITE,
                        target.origin(),
                        target.flags(),
                        new ValueSyntax(rule.type(), "", null, ValueLimits.NONE, ""),
                        TableFacts.NONE));
    }

    private void values(ParameterRule rule, ValueSyntax from, @Nullable ValueSyntax to)
            throws ProfileException {
        ParameterType target = to == null ? ParameterType.STRING : to.type();
        switch (rule.value()) {
            case ValueRule.Copy _ -> {
                if (!copies(from.type(), target)) {
                    throw wrong(
                            rule,
                            "a value of type "
                                    + from.type().label()
                                    + " is none of type "
                                    + target.label());
                }
            }
            case ValueRule.Enumeration(Map<String, String> canonicalByNative) -> {
                for (Map.Entry<String, String> entry : canonicalByNative.entrySet()) {
                    entry(rule, from, entry.getKey(), entry.getValue());
                }
            }
            case ValueRule.Scale _, ValueRule.Function _ -> {
                if (!isNumber(target)) {
                    throw wrong(rule, rule.canonical() + " is no number");
                }
                if (!isNumber(from.type()) && from.type() != ParameterType.STRING) {
                    throw wrong(rule, "a value of type " + from.type().label() + " is no number");
                }
            }
        }
    }

    private void entry(ParameterRule rule, ValueSyntax from, String text, String canonicalText)
            throws ProfileException {
        if (Lexical.canonical(from.type(), text).filter(text::equals).isEmpty()) {
            throw wrong(rule, "the value " + text + " is not of type " + from.type().label());
        }
        ParameterPath example = ParameterPath.of(rule.canonical().replace("{i}", "1"));
        Optional<PathError> error = canonical.check(example, canonicalText);
        if (error.isPresent()) {
            throw wrong(
                    rule,
                    "the value "
                            + canonicalText
                            + " of "
                            + rule.canonical()
                            + " is "
                            + error.get().message());
        }
    }

    private static boolean copies(ParameterType from, ParameterType to) {
        return from == to
                || from == ParameterType.STRING
                || to == ParameterType.STRING
                || isNumber(from) && isNumber(to);
    }

    private static boolean isNumber(ParameterType type) {
        return switch (type) {
            case INT, UNSIGNED_INT, LONG, UNSIGNED_LONG, DECIMAL -> true;
            case STRING, BOOLEAN, DATE_TIME, BASE64, HEX_BINARY -> false;
        };
    }

    private static ProfileException wrong(ParameterRule rule, String reason) {
        return new ProfileException(rule.place(), reason);
    }
}
