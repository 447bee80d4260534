package org.trellis.model.capability.support;

import java.util.List;
import java.util.Objects;

/**
 * One member of a capability.
 *
 * @param templates the canonical paths that make it up, in the order of the table
 */
public record Member(Capability capability, String name, Kind kind, List<String> templates) {

    /** What it is to the operator. */
    public enum Kind {
        /** Values that are read, and perhaps written. */
        ATTRIBUTE,
        /** Something that the device does. */
        OPERATION,
        /** Something that the device says by itself. */
        EVENT
    }

    public Member {
        Objects.requireNonNull(capability);
        Objects.requireNonNull(name);
        Objects.requireNonNull(kind);
        templates = List.copyOf(templates);
    }
}
