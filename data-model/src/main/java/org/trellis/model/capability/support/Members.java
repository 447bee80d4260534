package org.trellis.model.capability.support;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.trellis.model.ResourceTable;

/** The table of all members, {@code members.tsv}; loaded at first use, once. */
public final class Members {

    private static final Map<Capability, List<Member>> ALL =
            of(ResourceTable.shipped(Members.class, "members.tsv"));

    private Members() {}

    /** In the order of the table. */
    public static List<Member> of(Capability capability) {
        return ALL.getOrDefault(capability, List.of());
    }

    /**
     * @throws IllegalStateException if a line of the table is wrong
     */
    public static Map<Capability, List<Member>> of(ResourceTable table) {
        Map<Capability, Map<String, Member>> found = new EnumMap<>(Capability.class);
        for (Member row : table.rows(Members::member)) {
            found.computeIfAbsent(row.capability(), _ -> new LinkedHashMap<>())
                    .merge(row.name(), row, Members::together);
        }
        Map<Capability, List<Member>> all = new EnumMap<>(Capability.class);
        found.forEach((capability, members) -> all.put(capability, List.copyOf(members.values())));
        return all;
    }

    private static Member member(String[] fields) {
        Capability capability =
                Capability.parse(fields[0])
                        .orElseThrow(() ->
                                new IllegalArgumentException("unknown capability " + fields[0]));
        return new Member(capability, fields[1], kind(fields[2]), List.of(fields[3]));
    }

    private static Member together(Member first, Member next) {
        List<String> templates = new ArrayList<>(first.templates());
        templates.addAll(next.templates());
        return new Member(first.capability(), first.name(), first.kind(), templates);
    }

    private static Member.Kind kind(String word) {
        return switch (word) {
            case "attr" -> Member.Kind.ATTRIBUTE;
            case "op" -> Member.Kind.OPERATION;
            case "event" -> Member.Kind.EVENT;
            default -> throw new IllegalArgumentException("unknown kind " + word);
        };
    }
}
