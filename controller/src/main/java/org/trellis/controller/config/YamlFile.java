package org.trellis.controller.config;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trellis.model.profile.Place;
import org.trellis.model.profile.ProfileException;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A YAML document as texts, lists and mappings whose lines are known. Nothing is constructed of it:
 * tags of classes, anchors and aliases are refused, and so is what is larger or deeper than a
 * profile can be.
 */
final class YamlFile {

    private static final int MAX_CHARACTERS = 1 << 18;
    private static final int MAX_DEPTH = 8;
    private static final int MAX_TEXT = 1_000;

    private final String file;

    YamlFile(String file) {
        this.file = file;
    }

    /** A mapping whose keys are among those that were asked for. */
    record Mapping(Place place, Map<String, Node> entries) {

        Optional<Node> get(String key) {
            return Optional.ofNullable(entries.get(key));
        }
    }

    /** The document, which has to be a mapping with these keys. */
    Mapping document(String text, Set<String> keys) throws ProfileException {
        if (text.length() > MAX_CHARACTERS) {
            throw wrong(0, "larger than " + MAX_CHARACTERS + " characters");
        }
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_CHARACTERS);
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setMaxAliasesForCollections(0);
        @Nullable Node root;
        try {
            root = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            throw wrong(line, "is no YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw wrong(0, "is no YAML: " + e.getMessage());
        }
        if (root == null) {
            throw wrong(0, "is empty");
        }
        return mapping(root, keys);
    }

    /** A mapping with no other keys than these. */
    Mapping mapping(Node node, Set<String> keys) throws ProfileException {
        Map<String, Node> entries = entries(node);
        for (Map.Entry<String, Node> entry : entries.entrySet()) {
            if (!keys.contains(entry.getKey())) {
                throw wrong(
                        line(entry.getValue()),
                        "unknown key '"
                                + entry.getKey()
                                + "', not one of "
                                + String.join(", ", keys.stream().sorted().toList()));
            }
        }
        return new Mapping(place(node), entries);
    }

    /** A mapping with keys of any name, in the order in which they are written. */
    Map<String, Node> entries(Node node) throws ProfileException {
        if (!(plain(node) instanceof MappingNode mapping)) {
            throw wrong(line(node), "a mapping is expected");
        }
        Map<String, Node> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = text(tuple.getKeyNode());
            if (entries.put(key, tuple.getValueNode()) != null) {
                throw wrong(line(tuple.getKeyNode()), "'" + key + "' stands here twice");
            }
        }
        return entries;
    }

    /** What has to be there. */
    Node required(Mapping mapping, String key) throws ProfileException {
        Node node = mapping.entries().get(key);
        if (node == null) {
            throw new ProfileException(mapping.place(), "'" + key + "' is missing");
        }
        return node;
    }

    List<Node> list(Node node) throws ProfileException {
        if (!(plain(node) instanceof SequenceNode sequence)) {
            throw wrong(line(node), "a list is expected");
        }
        return sequence.getValue();
    }

    /** A list, or its only item. */
    List<Node> oneOrMore(Node node) throws ProfileException {
        return plain(node) instanceof SequenceNode ? list(node) : List.of(node);
    }

    /** A text that is not empty, whatever YAML would make of it. */
    String text(Node node) throws ProfileException {
        if (!(plain(node) instanceof ScalarNode scalar)) {
            throw wrong(line(node), "a text is expected");
        }
        String text = scalar.getValue();
        if (text.isBlank() || text.length() > MAX_TEXT) {
            throw wrong(line(node), "a text of 1 to " + MAX_TEXT + " characters is expected");
        }
        return text;
    }

    private Node plain(Node node) throws ProfileException {
        if (node.getAnchor() != null) {
            throw wrong(line(node), "anchors and aliases are not allowed");
        }
        return node;
    }

    Place place(Node node) {
        return new Place(file, line(node));
    }

    ProfileException wrong(Node node, String reason) {
        return wrong(line(node), reason);
    }

    private ProfileException wrong(int line, String reason) {
        return new ProfileException(new Place(file, line), reason);
    }

    private static int line(Node node) {
        return node.getStartMark() == null ? 0 : node.getStartMark().getLine() + 1;
    }
}
