package org.trellis.model.catalogue;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.trellis.model.SupportedNode;

/**
 * All that a catalogue file says of one node, with the nodes below it. {@link CatalogueNode} is
 * what the reader keeps of it.
 *
 * @param name as it follows the parent's path: {@code WiFi.}, {@code SSID.{i}.}, {@code Reset()},
 *     {@code .Input.URL} below a command, {@code .Cause} below an event
 * @param protocols which protocols' form of the model says this
 * @param access of a parameter its value, of a table its rows; {@code READ_ONLY} for anything else
 * @param argument true for the arguments of commands and events, which are no parameters to read or
 *     write
 * @param async true for a command that ends with OperationComplete
 * @param cardinality of an object: {@code 0..*}, {@code 0..1}; empty if it is there exactly once
 * @param version of the model that introduced it; empty where the source does not tell
 * @param syntax null for anything but a parameter or an argument
 * @param marks the facets that need no table, in the notation of the format: {@code !s}, {@code
 *     #RadioNumberOfEntries}, {@code KName}
 */
public record NodeFacts(
        String name,
        SupportedNode.Kind kind,
        CatalogueNode.Origin.Protocols protocols,
        Access access,
        boolean argument,
        boolean async,
        String cardinality,
        String version,
        Status status,
        @Nullable SyntaxFacts syntax,
        List<String> marks,
        List<NodeFacts> children) {

    public NodeFacts {
        Objects.requireNonNull(name);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(protocols);
        Objects.requireNonNull(access);
        Objects.requireNonNull(cardinality);
        Objects.requireNonNull(version);
        Objects.requireNonNull(status);
        marks = List.copyOf(marks);
        children = List.copyOf(children);
    }

    /** The same node with these below it. */
    public NodeFacts withChildren(List<NodeFacts> others) {
        return with(protocols, version, others);
    }

    /** The same node as another protocol's, since another version, with these below it. */
    public NodeFacts with(
            CatalogueNode.Origin.Protocols otherProtocols,
            String otherVersion,
            List<NodeFacts> others) {
        return new NodeFacts(
                name,
                kind,
                otherProtocols,
                access,
                argument,
                async,
                cardinality,
                otherVersion,
                status,
                syntax,
                marks,
                others);
    }
}
