package org.trellis.model.importer;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trellis.model.catalogue.Interval;
import org.trellis.model.catalogue.SyntaxFacts.EnumeratedValue;
import org.trellis.model.catalogue.SyntaxFacts.ListFacts;
import org.trellis.model.catalogue.SyntaxFacts.Reference;

/**
 * The facets below an element, deleted ones left out.
 *
 * @param deletedValues enumeration values that the element takes away from its base
 */
record Facets(
        List<EnumeratedValue> enumeration,
        List<String> deletedValues,
        List<String> patterns,
        List<Interval> ranges,
        List<Interval> sizes,
        String units,
        @Nullable Reference reference,
        String enumerationRef) {

    static final Facets NONE =
            new Facets(List.of(), List.of(), List.of(), List.of(), List.of(), "", null, "");

    /**
     * @param problems gets what is not understood
     */
    static Facets of(Element element, List<Problem> problems) {
        Map<String, EnumeratedValue> enumeration = new LinkedHashMap<>();
        List<String> deleted = new ArrayList<>();
        List<String> patterns = new ArrayList<>();
        List<Interval> ranges = new ArrayList<>();
        List<Interval> sizes = new ArrayList<>();
        String units = "";
        Reference reference = null;
        String enumerationRef = "";
        for (Element facet : element.children()) {
            boolean gone = facet.attribute("status").equals("deleted");
            if (gone && !facet.name().equals("enumeration")) {
                continue;
            }
            switch (facet.name()) {
                case "enumeration" -> {
                    if (gone) {
                        deleted.add(facet.attribute("value"));
                    } else {
                        enumeration.put(facet.attribute("value"), enumerated(facet));
                    }
                }
                case "pattern" -> patterns.add(facet.attribute("value"));
                case "range" ->
                        interval(facet, "minInclusive", "maxInclusive", problems)
                                .ifPresent(ranges::add);
                case "size" ->
                        interval(facet, "minLength", "maxLength", problems).ifPresent(sizes::add);
                case "units" -> units = facet.attribute("value");
                case "pathRef" -> reference = path(facet);
                case "instanceRef" -> reference = instance(facet);
                case "enumerationRef" -> enumerationRef = facet.attribute("targetParam");
                default -> problems.add(Problem.at(facet, "unknown facet " + facet.name()));
            }
        }
        return new Facets(
                List.copyOf(enumeration.values()),
                deleted,
                patterns,
                ranges,
                sizes,
                units,
                reference,
                enumerationRef);
    }

    private static EnumeratedValue enumerated(Element facet) {
        String status = facet.attribute("status");
        String since = facet.attribute("version");
        return new EnumeratedValue(
                facet.attribute("value"),
                facet.flag("optional"),
                status.equals("deprecated") || status.equals("obsoleted"),
                ModelVersion.isVersion(since) ? since : "");
    }

    private static Reference path(Element facet) {
        return new Reference(
                facet.attribute("refType").equals("strong")
                        ? Reference.Kind.STRONG
                        : Reference.Kind.WEAK,
                facet.attribute("targetType"),
                targets(facet));
    }

    private static Reference instance(Element facet) {
        return new Reference(
                facet.attribute("refType").equals("strong")
                        ? Reference.Kind.STRONG_INSTANCE
                        : Reference.Kind.WEAK_INSTANCE,
                "",
                targets(facet));
    }

    private static String targets(Element facet) {
        return facet.attribute("targetParent").strip().replaceAll("\\s+", " ");
    }

    /** The facets of a list: how many items, and the size of the whole. */
    static ListFacts list(Element list, List<Problem> problems) {
        String max = list.attribute("maxItems");
        String min = list.attribute("minItems");
        String low = min.equals("0") ? "" : min;
        String high = max.equals("unbounded") ? "" : max;
        boolean nested =
                list.attribute("nestedBrackets").equals("permitted")
                        || list.attribute("nestedBrackets").equals("required");
        return new ListFacts(
                low.isEmpty() && high.isEmpty() ? "" : low + ".." + high,
                nested,
                of(list, problems).sizes());
    }

    private static Optional<Interval> interval(
            Element facet, String from, String to, List<Problem> problems) {
        try {
            long step = facet.has("step") ? bound(facet, "step", 1) : 1;
            long min = bound(facet, from, Long.MIN_VALUE);
            boolean length = from.equals("minLength");
            return Optional.of(
                    new Interval(
                            // no length is below zero: the facet says nothing
                            length && min == 0 && !facet.attribute(to).equals("0")
                                    ? Long.MIN_VALUE
                                    : min,
                            bound(facet, to, Long.MAX_VALUE),
                            step));
        } catch (NumberFormatException e) {
            problems.add(Problem.at(facet, facet.name() + " is no interval"));
            return Optional.empty();
        }
    }

    /** What no long can hold is no limit to a catalogue. */
    private static long bound(Element facet, String key, long open) {
        String text = facet.attribute(key).strip();
        if (text.isEmpty()) {
            return open;
        }
        BigInteger whole = new BigDecimal(text).toBigInteger();
        return whole.bitLength() > 63 ? open : whole.longValue();
    }
}
