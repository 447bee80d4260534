package org.trellis.model.catalogue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives parameters whose allowed values are those of another one ({@code OperatingStandards} of
 * {@code SupportedStandards}) the enumeration of that other one. What a device really supports is
 * narrower and known to the device only.
 */
final class EnumerationReferences {

    private final List<CatalogueNode> nodes;
    private final Map<Integer, String> references;
    private final Map<String, CatalogueNode> byTemplate = new HashMap<>();

    /**
     * @param references by index of the node: the reference as the model writes it, where each
     *     {@code #} climbs one object and a leading dot starts at the root of the model (TR-106
     *     3.2.4)
     */
    EnumerationReferences(List<CatalogueNode> nodes, Map<Integer, String> references) {
        this.nodes = nodes;
        this.references = references;
        nodes.forEach(n -> byTemplate.put(n.template(), n));
    }

    void resolve() {
        references.forEach((index, reference) -> {
            CatalogueNode node = nodes.get(index);
            ValueSyntax own = node.syntax();
            CatalogueNode target = byTemplate.get(target(node.template(), reference));
            ValueSyntax other = target == null ? null : target.syntax();
            if (own != null && other != null) {
                nodes.set(index, node.with(merged(own, other)));
            }
        });
    }

    private String target(String template, String reference) {
        if (reference.startsWith(".")) {
            return rootOf(template) + reference.substring(1);
        }
        String object = parent(template);
        int climbs = 0;
        while (climbs < reference.length() && reference.charAt(climbs) == '#') {
            object = parent(object.substring(0, object.length() - 1));
            climbs++;
        }
        String rest = reference.substring(climbs);
        return object + (rest.startsWith(".") ? rest.substring(1) : rest);
    }

    /** {@code Device.}, or the row of a service, whose model has no root of its own. */
    private static String rootOf(String template) {
        String first = template.substring(0, template.indexOf('.') + 1);
        return template.startsWith("{i}.", first.length()) ? first + "{i}." : first;
    }

    /** The object of a node; the instance belongs to its table's name. */
    private static String parent(String template) {
        int dot = template.lastIndexOf('.');
        String object = template.substring(0, dot + 1);
        String last = template.substring(dot + 1);
        return last.equals("{i}") ? parent(object.substring(0, dot)) : object;
    }

    private static ValueSyntax merged(ValueSyntax own, ValueSyntax other) {
        ValueLimits limits = own.limits();
        return new ValueSyntax(
                own.type(),
                own.namedType(),
                own.listLimits(),
                new ValueLimits(
                        other.enumeration(), limits.patterns(), limits.ranges(), limits.sizes()),
                own.units());
    }
}
