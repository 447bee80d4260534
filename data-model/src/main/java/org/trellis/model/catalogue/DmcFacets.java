package org.trellis.model.catalogue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.trellis.model.SupportedNode;

/** The facets of a node line that are not about values: flags and what a table says of itself. */
final class DmcFacets {

    private DmcFacets() {}

    /**
     * @param first index of the first facet
     * @throws IllegalArgumentException if a mark is unknown
     */
    static Set<CatalogueNode.Flag> flags(
            String[] fields, SupportedNode.Kind kind, Status status, int first) {
        boolean async = kind == SupportedNode.Kind.COMMAND && isAsync(fields);
        if (fields.length <= first && !async && !status.isOld()) {
            return Set.of();
        }
        Set<CatalogueNode.Flag> flags = EnumSet.noneOf(CatalogueNode.Flag.class);
        if (status.isOld()) {
            flags.add(CatalogueNode.Flag.DEPRECATED);
        }
        if (async) {
            flags.add(CatalogueNode.Flag.ASYNC);
        }
        for (int i = first; i < fields.length; i++) {
            String facet = fields[i];
            if (facet.startsWith("!")) {
                mark(facet, flags);
            } else if (kind == SupportedNode.Kind.OBJECT && facet.equals("MmountPoint")) {
                flags.add(CatalogueNode.Flag.MOUNT_POINT);
            } else if (kind == SupportedNode.Kind.COMMAND || kind == SupportedNode.Kind.EVENT) {
                throw new IllegalArgumentException("unknown facet " + facet);
            }
        }
        return flags.isEmpty() ? Set.of() : flags;
    }

    private static boolean isAsync(String[] fields) {
        String mode = fields.length > 6 ? fields[6] : "";
        return switch (mode) {
            case "a" -> true;
            case "s" -> false;
            default -> throw new IllegalArgumentException("unknown mode '" + mode + "'");
        };
    }

    private static void mark(String facet, Set<CatalogueNode.Flag> flags) {
        switch (facet) {
            // "hidden" is what models before TR-106 Amendment 7 call a secured parameter
            case "!s", "!h" -> flags.add(CatalogueNode.Flag.SECRET);
            case "!c" -> flags.add(CatalogueNode.Flag.TRIGGER);
            case "!i" -> flags.add(CatalogueNode.Flag.FORCED_INFORM);
            case "!m" -> flags.add(CatalogueNode.Flag.MANDATORY);
            case "!nfe", "!nfd", "!ncy" -> {
                // who may turn notifications on or off: nothing depends on it
            }
            default -> throw new IllegalArgumentException("unknown mark " + facet);
        }
    }

    /**
     * @return {@link TableFacts#NONE} for an object that is no table
     * @throws IllegalArgumentException if a facet is unknown
     */
    static TableFacts table(String path, String[] fields, int first) {
        String count = "";
        String enable = "";
        List<TableFacts.UniqueKey> keys = new ArrayList<>();
        int functional = 0;
        for (int i = first; i < fields.length; i++) {
            if (fields[i].isEmpty()) {
                throw new IllegalArgumentException("an empty facet");
            }
            String rest = DmcText.unescape(fields[i].substring(1));
            switch (fields[i].charAt(0)) {
                case '#' -> count = rest;
                case '+' -> enable = rest;
                case 'K' -> keys.add(functional++, key(rest, true));
                case 'k' -> keys.add(key(rest, false));
                case '!', 'M', '?', 'X' -> {
                    // a flag, or nothing that anyone asks for yet
                }
                default -> throw new IllegalArgumentException("unknown facet " + fields[i]);
            }
        }
        return path.endsWith(".{i}.") ? new TableFacts(count, enable, keys) : TableFacts.NONE;
    }

    private static TableFacts.UniqueKey key(String parameters, boolean functional) {
        return new TableFacts.UniqueKey(Arrays.asList(parameters.split(",")), functional);
    }
}
