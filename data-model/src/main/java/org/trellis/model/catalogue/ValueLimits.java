package org.trellis.model.catalogue;

import java.util.List;
import java.util.Objects;

/**
 * The facets of TR-106 that limit a value; an empty list means no limit of that kind.
 *
 * @param enumeration allowed texts
 * @param patterns one of them must match
 * @param ranges for numbers, one of them must hold the value
 * @param sizes for texts and binaries, one of them must hold the length (of octets for binaries)
 */
public record ValueLimits(
        List<String> enumeration, Patterns patterns, List<Interval> ranges, List<Interval> sizes) {

    public static final ValueLimits NONE =
            new ValueLimits(List.of(), Patterns.NONE, List.of(), List.of());

    public ValueLimits {
        enumeration = List.copyOf(enumeration);
        Objects.requireNonNull(patterns);
        ranges = List.copyOf(ranges);
        sizes = List.copyOf(sizes);
    }
}
