package org.trellis.model.catalogue;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trellis.model.ParameterType;
import org.trellis.model.SupportedNode;

/**
 * One node of a data model.
 *
 * @param template full path with {@code {i}} for instances; objects end with a dot, arguments of a
 *     command read {@code Device.Reboot().Input.Cause}
 * @param access of a parameter: its value; of a table: its rows
 * @param origin which protocols know it, since when
 * @param syntax null for anything but a parameter or an argument
 * @param table {@link TableFacts#NONE} for anything but a table
 */
public record CatalogueNode(
        String template,
        SupportedNode.Kind kind,
        Access access,
        Origin origin,
        Set<Flag> flags,
        @Nullable ValueSyntax syntax,
        TableFacts table) {

    /** Marks that a model sets on a node. */
    public enum Flag {
        /** The value is a secret: never shown, logged or compared. */
        SECRET,
        /** Writing {@code true} triggers an action, reading says nothing (CWMP only). */
        TRIGGER,
        /** The command ends with an OperationComplete notification. */
        ASYNC,
        /** Objects of the root may be mounted below it. */
        MOUNT_POINT,
        /** An argument that a command cannot do without. */
        MANDATORY,
        /** Sent with every Inform. */
        FORCED_INFORM,
        DEPRECATED
    }

    /**
     * @param protocols which protocols' form of the model holds the node
     * @param version of the model that introduced it; empty where the source does not tell
     */
    public record Origin(Protocols protocols, String version) {
        /** Both, or one of the two. */
        public enum Protocols {
            BOTH,
            CWMP,
            USP
        }
    }

    public CatalogueNode {
        Objects.requireNonNull(template);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(access);
        Objects.requireNonNull(origin);
        flags = Set.copyOf(flags);
        Objects.requireNonNull(table);
    }

    /** The same node elsewhere: below a mount point, or a service below its root. */
    CatalogueNode at(String otherTemplate) {
        return new CatalogueNode(otherTemplate, kind, access, origin, flags, syntax, table);
    }

    /** The same node with another syntax. */
    CatalogueNode with(@Nullable ValueSyntax other) {
        return new CatalogueNode(template, kind, access, origin, flags, other, table);
    }

    public boolean isSecret() {
        return flags.contains(Flag.SECRET);
    }

    public boolean isTrigger() {
        return flags.contains(Flag.TRIGGER);
    }

    public boolean isMandatory() {
        return flags.contains(Flag.MANDATORY);
    }

    /** True for an object whose instances are numbered. */
    public boolean isTable() {
        return template.endsWith(".{i}.");
    }

    /** The type of a parameter or an argument. */
    public Optional<ParameterType> type() {
        return valueSyntax().map(ValueSyntax::type);
    }

    /** What its value may be, for a parameter or an argument. */
    public Optional<ValueSyntax> valueSyntax() {
        return Optional.ofNullable(syntax);
    }
}
