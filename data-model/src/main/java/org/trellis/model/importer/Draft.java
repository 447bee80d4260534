package org.trellis.model.importer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trellis.model.SupportedNode;

/**
 * A node while a model is put together: a later definition with {@code base} changes what an
 * earlier one said.
 */
final class Draft {

    private final String name;
    private final SupportedNode.Kind kind;
    private final boolean argument;
    private final Element definition;
    private final Map<String, String> attributes = new HashMap<>();
    private final Map<String, Draft> children = new LinkedHashMap<>();
    private final List<Key> keys = new ArrayList<>();
    private @Nullable ParameterSyntax syntax;
    private String version = "";

    /** Parameters that together identify a row. */
    record Key(List<String> parameters, boolean functional) {}

    /**
     * @param name as it follows the parent's path
     * @param argument true if it belongs to a command or an event
     */
    Draft(String name, SupportedNode.Kind kind, boolean argument, Element definition) {
        this.name = name;
        this.kind = kind;
        this.argument = argument;
        this.definition = definition;
    }

    /** What a model has above its first objects. */
    static Draft root(Element model) {
        return new Draft("", SupportedNode.Kind.OBJECT, false, model);
    }

    String name() {
        return name;
    }

    SupportedNode.Kind kind() {
        return kind;
    }

    boolean argument() {
        return argument;
    }

    Element definition() {
        return definition;
    }

    /** Attributes of a later definition replace those of an earlier one. */
    void override(Map<String, String> others) {
        attributes.putAll(others);
    }

    String attribute(String key) {
        return attributes.getOrDefault(key, "");
    }

    boolean flag(String key) {
        String value = attribute(key);
        return value.equals("true") || value.equals("1");
    }

    Map<String, Draft> children() {
        return children;
    }

    List<Key> keys() {
        return keys;
    }

    @Nullable ParameterSyntax syntax() {
        return syntax;
    }

    void syntax(@Nullable ParameterSyntax other) {
        syntax = other;
    }

    String version() {
        return version;
    }

    void version(String other) {
        version = other;
    }
}
