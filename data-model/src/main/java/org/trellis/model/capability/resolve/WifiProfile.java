package org.trellis.model.capability.resolve;

import java.util.Set;

/**
 * What is known of a model and its devices do not tell: which access points serve guests, and which
 * the mesh itself.
 *
 * @param guests instance numbers of {@code Device.WiFi.AccessPoint.}
 * @param backhauls likewise
 */
public record WifiProfile(Set<Long> guests, Set<Long> backhauls) {

    public static final WifiProfile NONE = new WifiProfile(Set.of(), Set.of());

    public WifiProfile {
        guests = Set.copyOf(guests);
        backhauls = Set.copyOf(backhauls);
    }
}
