package org.trellis.model.importer;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.trellis.model.catalogue.NodeFacts;
import org.trellis.model.catalogue.Status;
import org.trellis.model.catalogue.SyntaxFacts;

/** How many nodes of each kind a model has; deleted ones count as such only. */
public record NodeCounts(Map<Kind, Integer> counts) {

    /**
     * What is counted. The first eight make up the living nodes, the others are told apart below.
     */
    public enum Kind {
        OBJECTS,
        PARAMETERS,
        COMMANDS,
        EVENTS,
        INPUT_ARGUMENTS,
        OUTPUT_ARGUMENTS,
        EVENT_ARGUMENTS,
        ARGUMENT_OBJECTS,
        TABLES,
        WRITABLE_TABLES,
        READ_ONLY,
        READ_WRITE,
        WRITE_ONCE,
        ASYNC_COMMANDS,
        REFERENCES,
        SECRETS,
        DEPRECATED,
        OBSOLETED,
        DELETED
    }

    public NodeCounts {
        counts = Map.copyOf(counts);
    }

    static NodeCounts of(List<NodeFacts> roots) {
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        roots.forEach(root -> count(root, Within.MODEL, counts));
        return new NodeCounts(counts);
    }

    public int of(Kind kind) {
        return counts.getOrDefault(kind, 0);
    }

    /** All nodes that are not deleted. */
    public int living() {
        return of(Kind.OBJECTS)
                + of(Kind.PARAMETERS)
                + of(Kind.COMMANDS)
                + of(Kind.EVENTS)
                + of(Kind.INPUT_ARGUMENTS)
                + of(Kind.OUTPUT_ARGUMENTS)
                + of(Kind.EVENT_ARGUMENTS)
                + of(Kind.ARGUMENT_OBJECTS);
    }

    private enum Within {
        MODEL,
        INPUT,
        OUTPUT,
        EVENT
    }

    private static void count(NodeFacts node, Within within, Map<Kind, Integer> counts) {
        Within place = node.name().startsWith(".Input.") ? Within.INPUT : within;
        if (node.status() == Status.DELETED) {
            add(counts, Kind.DELETED, true);
        } else {
            switch (node.kind()) {
                case OBJECT -> object(node, place, counts);
                case PARAMETER -> parameter(node, place, counts);
                case COMMAND -> {
                    add(counts, Kind.COMMANDS, true);
                    add(counts, Kind.ASYNC_COMMANDS, node.async());
                }
                case EVENT -> add(counts, Kind.EVENTS, true);
            }
            add(counts, Kind.DEPRECATED, node.status() == Status.DEPRECATED);
            add(counts, Kind.OBSOLETED, node.status() == Status.OBSOLETED);
        }
        Within below =
                switch (node.kind()) {
                    case OBJECT, PARAMETER -> place;
                    case COMMAND -> Within.OUTPUT;
                    case EVENT -> Within.EVENT;
                };
        node.children().forEach(child -> count(child, below, counts));
    }

    private static void object(NodeFacts node, Within within, Map<Kind, Integer> counts) {
        if (within != Within.MODEL) {
            add(counts, Kind.ARGUMENT_OBJECTS, true);
            return;
        }
        boolean table = node.name().endsWith("{i}.");
        add(counts, Kind.OBJECTS, true);
        add(counts, Kind.TABLES, table);
        add(counts, Kind.WRITABLE_TABLES, table && node.access().isWritable());
    }

    private static void parameter(NodeFacts node, Within within, Map<Kind, Integer> counts) {
        switch (within) {
            case INPUT -> add(counts, Kind.INPUT_ARGUMENTS, true);
            case OUTPUT -> add(counts, Kind.OUTPUT_ARGUMENTS, true);
            case EVENT -> add(counts, Kind.EVENT_ARGUMENTS, true);
            case MODEL -> {
                add(counts, Kind.PARAMETERS, true);
                switch (node.access()) {
                    case READ_ONLY -> add(counts, Kind.READ_ONLY, true);
                    case READ_WRITE -> add(counts, Kind.READ_WRITE, true);
                    case WRITE_ONCE -> add(counts, Kind.WRITE_ONCE, true);
                }
                SyntaxFacts syntax = node.syntax();
                add(counts, Kind.REFERENCES, syntax != null && syntax.reference() != null);
                add(
                        counts,
                        Kind.SECRETS,
                        node.marks().contains("!s") || node.marks().contains("!h"));
            }
        }
    }

    private static void add(Map<Kind, Integer> counts, Kind kind, boolean one) {
        if (one) {
            counts.merge(kind, 1, Integer::sum);
        }
    }
}
