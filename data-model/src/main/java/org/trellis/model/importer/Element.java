package org.trellis.model.importer;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An element of a model file, by its local names: the namespaces change with every version of the
 * schema, the names do not.
 *
 * @param line where its start tag ends
 */
record Element(
        String file,
        int line,
        String name,
        Map<String, String> attributes,
        List<Element> children) {

    Element {
        attributes = Map.copyOf(attributes);
        children = List.copyOf(children);
    }

    /** The attribute, empty if it is missing. */
    String attribute(String key) {
        return attributes.getOrDefault(key, "");
    }

    boolean has(String key) {
        return attributes.containsKey(key);
    }

    /** An attribute of type xs:boolean, false if it is missing. */
    boolean flag(String key) {
        String value = attribute(key);
        return value.equals("true") || value.equals("1");
    }

    Optional<Element> child(String childName) {
        return children.stream().filter(c -> c.name().equals(childName)).findFirst();
    }

    List<Element> children(String childName) {
        return children.stream().filter(c -> c.name().equals(childName)).toList();
    }
}
