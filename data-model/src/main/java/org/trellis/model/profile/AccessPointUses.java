package org.trellis.model.profile;

import java.util.Set;

/**
 * What is known of a model and its devices do not tell: which access points serve guests, and which
 * the mesh itself.
 *
 * @param guests instance numbers of {@code Device.WiFi.AccessPoint.}
 * @param backhauls likewise
 */
public record AccessPointUses(Set<Long> guests, Set<Long> backhauls) {

    /** Nothing is known. */
    public static final AccessPointUses NONE = new AccessPointUses(Set.of(), Set.of());

    public AccessPointUses {
        guests = Set.copyOf(guests);
        backhauls = Set.copyOf(backhauls);
    }

    /** These uses, and those of the other where these say nothing. */
    AccessPointUses over(AccessPointUses weaker) {
        return new AccessPointUses(
                guests.isEmpty() ? weaker.guests : guests,
                backhauls.isEmpty() ? weaker.backhauls : backhauls);
    }
}
