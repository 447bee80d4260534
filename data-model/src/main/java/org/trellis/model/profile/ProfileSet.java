package org.trellis.model.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The profiles in use. All that fit a device hold for it; where two speak of the same, the
 * operator's wins over a shipped one, and then the one that fits fewer devices.
 */
public record ProfileSet(List<VendorProfile> profiles) {

    /** The strongest first; names decide the rest, so that every controller decides alike. */
    private static final Comparator<VendorProfile> STRONGEST_FIRST =
            Comparator.comparing(VendorProfile::origin)
                    .thenComparing(VendorProfile::match, Match.BY_PRECISION)
                    .reversed()
                    .thenComparing(VendorProfile::name);

    /** No profile. */
    public static final ProfileSet NONE = new ProfileSet(List.of());

    public ProfileSet {
        profiles = profiles.stream().sorted(STRONGEST_FIRST).toList();
    }

    /** Those of both. */
    public ProfileSet plus(List<VendorProfile> others) {
        List<VendorProfile> all = new ArrayList<>(profiles);
        all.addAll(others);
        return new ProfileSet(all);
    }

    /** The profiles that fit a device, the strongest first. */
    public List<VendorProfile> of(DeviceFacts device) {
        return profiles.stream().filter(p -> p.match().fits(device)).toList();
    }

    /** What profiles say together, the strongest first. */
    public static Adaptation together(List<VendorProfile> strongestFirst) {
        Adaptation all = Adaptation.NONE;
        for (VendorProfile profile : strongestFirst) {
            all = all.over(profile.adaptation());
        }
        return all;
    }
}
