package org.trellis.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One node that a device says it has, by its NATIVE template path ({@code {i}} for instances).
 *
 * @param type null where the protocol does not tell (GetParameterNames)
 */
public record SupportedNode(
        String template, Kind kind, boolean writable, @Nullable ParameterType type) {

    /** What the node is; an object that is writable accepts AddObject. */
    public enum Kind {
        OBJECT,
        PARAMETER,
        COMMAND,
        EVENT
    }

    public SupportedNode {
        Objects.requireNonNull(template);
        Objects.requireNonNull(kind);
    }
}
