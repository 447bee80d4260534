package org.trellis.model.profile;

import java.util.Comparator;
import java.util.List;

/**
 * Which devices a profile is for. Every list that is not empty needs a pattern that fits.
 *
 * @param manufacturers as {@code DeviceInfo.Manufacturer} says
 * @param ouis as {@code DeviceInfo.ManufacturerOUI} says
 * @param productClasses as {@code DeviceInfo.ProductClass} says
 * @param softwareVersions as {@code DeviceInfo.SoftwareVersion} says
 */
public record Match(
        List<Glob> manufacturers,
        List<Glob> ouis,
        List<Glob> productClasses,
        List<Glob> softwareVersions) {

    /**
     * The more specific one last: that which looks at the version, then the product class, then the
     * rest, then that which fixes more characters.
     */
    public static final Comparator<Match> BY_PRECISION =
            Comparator.<Match, Boolean>comparing(m -> !m.softwareVersions.isEmpty())
                    .thenComparing(m -> !m.productClasses.isEmpty())
                    .thenComparing(m -> !m.ouis.isEmpty())
                    .thenComparing(m -> !m.manufacturers.isEmpty())
                    .thenComparingInt(Match::literals);

    public Match {
        manufacturers = List.copyOf(manufacturers);
        ouis = List.copyOf(ouis);
        productClasses = List.copyOf(productClasses);
        softwareVersions = List.copyOf(softwareVersions);
    }

    /** Whether the profile is for this device. */
    public boolean fits(DeviceFacts device) {
        return fits(manufacturers, device.manufacturer())
                && fits(ouis, device.oui())
                && fits(productClasses, device.productClass())
                && fits(softwareVersions, device.softwareVersion());
    }

    private static boolean fits(List<Glob> patterns, String name) {
        return patterns.isEmpty() || patterns.stream().anyMatch(p -> p.matches(name));
    }

    private int literals() {
        return shortest(manufacturers)
                + shortest(ouis)
                + shortest(productClasses)
                + shortest(softwareVersions);
    }

    private static int shortest(List<Glob> patterns) {
        return patterns.stream().mapToInt(Glob::literals).min().orElse(0);
    }
}
