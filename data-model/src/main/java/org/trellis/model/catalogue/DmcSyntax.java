package org.trellis.model.catalogue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The interned tables of a catalogue file, and what the facets of a line make of them. Equal
 * syntaxes are one object: a model has ten times as many parameters as ways to limit them.
 */
final class DmcSyntax {

    private final Map<String, List<String>> enumerations = new HashMap<>();
    private final Map<String, Patterns> patterns = new HashMap<>();
    private final Set<String> targets = new HashSet<>();
    private final Map<String, ValueSyntax> dataTypes = new HashMap<>();
    private final Map<String, ValueSyntax> shared = new HashMap<>();

    /**
     * Takes a line before the nodes.
     *
     * @throws IllegalArgumentException if the table is unknown or the line is wrong
     */
    void table(String[] fields) {
        switch (fields[0]) {
            case "E" -> put(enumerations, fields, enumeration(entry(fields)));
            case "X" ->
                    put(
                            patterns,
                            fields,
                            new Patterns(
                                    Arrays.stream(
                                                    entry(fields)
                                                            .split(
                                                                    String.valueOf(
                                                                            DmcText
                                                                                    .PATTERN_SEPARATOR),
                                                                    -1))
                                            .map(DmcText::unescape)
                                            .toList()));
            case "F" -> {
                // what a reference points to is not needed for values, that it is there is checked
                if (fields.length < 2 || !targets.add(fields[1])) {
                    throw new IllegalArgumentException("a target without or with a used id");
                }
            }
            case "T" -> {
                if (fields.length < 3) {
                    throw new IllegalArgumentException("a data type has a name and a type");
                }
                String name = DmcText.unescape(fields[1]);
                put(dataTypes, fields, syntax(name, fields[2], fields, 3));
            }
            default -> throw new IllegalArgumentException("unknown table '" + fields[0] + "'");
        }
    }

    private static <T> void put(Map<String, T> table, String[] fields, T value) {
        if (fields.length < 2 || table.put(fields[1], value) != null) {
            throw new IllegalArgumentException(fields[0] + " without or with a used id");
        }
    }

    private static String entry(String[] fields) {
        return fields.length > 2 ? fields[2] : "";
    }

    /** {@code None|GZIP?|BZIP2!|XZ@2.18}: optional, deprecated and version marks are dropped. */
    private static List<String> enumeration(String text) {
        List<String> values = new ArrayList<>();
        for (String item : text.split("\\|", -1)) {
            int end = item.indexOf('@');
            end = end < 0 ? item.length() : end;
            while (end > 0 && (item.charAt(end - 1) == '?' || item.charAt(end - 1) == '!')) {
                end--;
            }
            values.add(DmcText.unescape(item.substring(0, end)));
        }
        return List.copyOf(values);
    }

    /**
     * The syntax of a parameter line.
     *
     * @param letter of its primitive type
     * @param first index of the first facet
     * @throws IllegalArgumentException if the type or a facet is unknown
     */
    ValueSyntax parameter(String letter, String[] fields, int first) {
        StringBuilder key = new StringBuilder(letter);
        for (int i = first; i < fields.length; i++) {
            if (!fields[i].startsWith("!") && !fields[i].startsWith("D")) {
                key.append('\t').append(fields[i]);
            }
        }
        String facets = key.toString();
        ValueSyntax present = shared.get(facets);
        if (present == null) {
            present = syntax("", letter, fields, first);
            shared.put(facets, present);
        }
        return present;
    }

    private ValueSyntax syntax(String name, String letter, String[] fields, int first) {
        String namedType = name;
        @Nullable String list = null;
        List<Interval> listSizes = List.of();
        String units = "";
        List<String> enumeration = List.of();
        Patterns pattern = Patterns.NONE;
        List<Interval> ranges = List.of();
        List<Interval> sizes = List.of();
        @Nullable ValueSyntax base = null;
        for (int i = first; i < fields.length; i++) {
            String facet = fields[i];
            if (facet.isEmpty()) {
                throw new IllegalArgumentException("an empty facet");
            }
            String rest = facet.substring(1);
            switch (facet.charAt(0)) {
                case 'L' -> list = rest;
                case 'z' -> listSizes = intervals(rest);
                case 'T' -> {
                    namedType = DmcText.unescape(rest);
                    base = known(dataTypes, rest, facet);
                }
                case 'S' -> sizes = intervals(rest);
                case 'R' -> ranges = intervals(rest);
                case 'U' -> units = DmcText.unescape(rest);
                case 'E' -> enumeration = known(enumerations, rest, facet);
                case 'P' -> pattern = known(patterns, rest, facet);
                case 'N', 'n', 'I', 'i' -> {
                    if (!targets.contains(rest)) {
                        throw new IllegalArgumentException("no table holds " + facet);
                    }
                }
                case 'D', 'Q', '!' -> {
                    // defaults, references and marks do not limit a value
                }
                default -> throw new IllegalArgumentException("unknown facet " + facet);
            }
        }
        ValueLimits inherited = base == null ? ValueLimits.NONE : base.limits();
        ListLimits inner = base == null ? null : base.listLimits();
        return new ValueSyntax(
                TypeLetters.type(letter),
                namedType,
                list == null ? inner : ListLimits.parse(list, listSizes, inner),
                new ValueLimits(
                        enumeration.isEmpty() ? inherited.enumeration() : enumeration,
                        pattern.isEmpty() ? inherited.patterns() : pattern,
                        ranges.isEmpty() ? inherited.ranges() : ranges,
                        sizes.isEmpty() ? inherited.sizes() : sizes),
                units.isEmpty() && base != null ? base.units() : units);
    }

    private static <T> T known(Map<String, T> table, String id, String facet) {
        T value = table.get(id);
        if (value == null) {
            throw new IllegalArgumentException("no table holds " + facet);
        }
        return value;
    }

    private static List<Interval> intervals(String text) {
        List<Interval> intervals = new ArrayList<>();
        for (String interval : text.split("\\|")) {
            intervals.add(Interval.parse(interval));
        }
        return List.copyOf(intervals);
    }
}
