package org.trellis.model.translate.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.trellis.model.ErrorCode;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathError;
import org.trellis.model.SupportedNode;
import org.trellis.model.catalogue.Catalogue;
import org.trellis.model.catalogue.CatalogueNode;

/** What the commands of a model take and give. */
final class Arguments {

    private static final String INPUT = "().Input.";
    private static final String OUTPUT = "().Output.";

    /** By the command's template, then by the argument's. */
    private final Map<String, Map<String, CatalogueNode>> inputs = new HashMap<>();

    private final Map<String, Map<String, CatalogueNode>> outputs = new HashMap<>();

    Arguments(Catalogue canonical) {
        for (CatalogueNode node : canonical.nodes()) {
            if (node.kind() == SupportedNode.Kind.PARAMETER) {
                add(node, INPUT, inputs);
                add(node, OUTPUT, outputs);
            }
        }
    }

    private static void add(
            CatalogueNode node, String mark, Map<String, Map<String, CatalogueNode>> to) {
        int at = node.template().indexOf(mark);
        if (at > 0) {
            to.computeIfAbsent(node.template().substring(0, at + 2), _ -> new TreeMap<>())
                    .put(node.template().substring(at + mark.length()), node);
        }
    }

    Set<String> outputs(String command) {
        return outputs.getOrDefault(command, Map.of()).keySet();
    }

    Set<String> inputs(String command) {
        return inputs.getOrDefault(command, Map.of()).keySet();
    }

    /** How an argument is named in an error. */
    static String path(ParameterPath command, String argument) {
        return command.text() + ".Input." + argument;
    }

    /**
     * Why these arguments cannot be right.
     *
     * @param optional what may be left out whatever the model says
     */
    List<PathError> check(ParameterPath command, Map<String, String> input, Set<String> optional) {
        Map<String, CatalogueNode> known = inputs.getOrDefault(command.template(), Map.of());
        List<PathError> errors = new ArrayList<>();
        input.forEach((name, text) -> {
            String path = path(command, name);
            CatalogueNode node = known.get(template(name));
            if (node == null && !isVendor(name)) {
                errors.add(
                        PathError.of(
                                path, ErrorCode.INVALID_PATH, "the command has no such argument"));
            } else if (node != null) {
                node.valueSyntax().flatMap(s -> s.check(path, text)).ifPresent(errors::add);
            }
        });
        known.forEach((name, node) -> {
            boolean missing =
                    node.isMandatory()
                            && isPart(name, input)
                            && !input.containsKey(name)
                            && !optional.contains(name);
            if (missing) {
                errors.add(
                        PathError.of(
                                path(command, name),
                                ErrorCode.INVALID_VALUE,
                                "the command needs this argument"));
            }
        });
        return errors;
    }

    /**
     * An argument of a row is missing only where there is the row, and one of an object (TR-181
     * {@code AutoRestart.}, which older models do not know) where there is something of it.
     */
    private static boolean isPart(String name, Map<String, String> input) {
        String object = name.substring(0, name.lastIndexOf('.') + 1);
        return !name.contains("{i}")
                && (object.isEmpty()
                        || input.keySet().stream().anyMatch(given -> given.startsWith(object)));
    }

    /** The arguments in canonical form, in the order given. */
    Map<String, String> canonical(ParameterPath command, Map<String, String> input) {
        Map<String, CatalogueNode> known = inputs.getOrDefault(command.template(), Map.of());
        Map<String, String> canonical = new LinkedHashMap<>();
        input.forEach((name, text) ->
                canonical.put(
                        name,
                        Optional.ofNullable(known.get(template(name)))
                                .flatMap(CatalogueNode::valueSyntax)
                                .flatMap(s -> s.canonical(text))
                                .orElse(text)));
        return canonical;
    }

    /** Vendors add arguments of their own; the device judges them. */
    static boolean isVendor(String argument) {
        return argument.startsWith("X_");
    }

    /** {@code TimeWindow.1.Start} is {@code TimeWindow.{i}.Start}. */
    private static String template(String argument) {
        return argument.replaceAll("\\.[1-9][0-9]*(?=\\.)", ".{i}");
    }
}
