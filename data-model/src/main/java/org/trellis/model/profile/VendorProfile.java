package org.trellis.model.profile;

import java.util.Objects;

/**
 * What is known of the devices of a vendor, or of some of them.
 *
 * @param name unique among those of the same origin
 * @param place where it begins
 */
public record VendorProfile(
        String name, Origin origin, Match match, Adaptation adaptation, Place place) {

    /** Whose word it is; the last one counts most. */
    public enum Origin {
        SHIPPED,
        OPERATOR
    }

    public VendorProfile {
        Objects.requireNonNull(name);
        Objects.requireNonNull(origin);
        Objects.requireNonNull(match);
        Objects.requireNonNull(adaptation);
        Objects.requireNonNull(place);
    }
}
