package org.trellis.model.capability.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table of all members, {@code members.tsv}; loaded at first use, once. */
public final class Members {

    private static final Map<Capability, List<Member>> ALL = load();

    private Members() {}

    /** In the order of the table. */
    public static List<Member> of(Capability capability) {
        return ALL.getOrDefault(capability, List.of());
    }

    private static Map<Capability, List<Member>> load() {
        Map<Capability, Map<String, Member>> found = new EnumMap<>(Capability.class);
        String file = "members.tsv";
        try (InputStream in = Members.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + file);
            }
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> add(found, line.split("\t", -1)));
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
        Map<Capability, List<Member>> all = new EnumMap<>(Capability.class);
        found.forEach((capability, members) -> all.put(capability, List.copyOf(members.values())));
        return all;
    }

    private static void add(Map<Capability, Map<String, Member>> found, String[] fields) {
        Capability capability = Capability.parse(fields[0]).orElseThrow();
        Member row = new Member(capability, fields[1], kind(fields[2]), List.of(fields[3]));
        found.computeIfAbsent(capability, _ -> new LinkedHashMap<>())
                .merge(row.name(), row, Members::together);
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
            default -> throw new IllegalStateException("members.tsv: " + word);
        };
    }
}
