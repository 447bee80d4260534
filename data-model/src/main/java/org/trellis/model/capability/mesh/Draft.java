package org.trellis.model.capability.mesh;

import java.util.Optional;
import java.util.Set;
import org.trellis.model.capability.twin.TwinObject;

/**
 * One description of a box, in one twin. Several drafts may be the same box.
 *
 * @param of which table it comes from
 * @param row the object that describes it
 * @param macAddresses what is its own by this description
 * @param alId its IEEE 1905 address
 */
record Draft(
        SiteMember member,
        Of of,
        TwinObject row,
        Set<String> macAddresses,
        Optional<String> alId,
        Maker maker) {

    /** Where a draft comes from. */
    enum Of {
        /** The managed device itself. */
        DEVICE,
        /** {@code WiFi.DataElements.Network.Device.{i}.}. */
        DATA_ELEMENTS,
        /** {@code WiFi.MultiAP.APDevice.{i}.}, which TR-181 2.19 has no more. */
        MULTI_AP,
        /** {@code IEEE1905.AL.NetworkTopology.IEEE1905Device.{i}.}. */
        IEEE1905
    }

    /** Who made it. */
    record Maker(
            Optional<String> manufacturer,
            Optional<String> oui,
            Optional<String> model,
            Optional<String> serialNumber) {}

    Draft {
        macAddresses = Set.copyOf(macAddresses);
    }

    boolean isManaged() {
        return of == Of.DEVICE;
    }

    /**
     * A serial number counts together with the OUI; where a report has no OUI, with the name of the
     * maker.
     */
    boolean isSameBox(Draft other) {
        Maker a = maker;
        Maker b = other.maker;
        if (a.serialNumber().isEmpty() || !a.serialNumber().equals(b.serialNumber())) {
            return false;
        }
        if (a.oui().isPresent() && b.oui().isPresent()) {
            return a.oui().get().equalsIgnoreCase(b.oui().get());
        }
        return a.manufacturer().isPresent()
                && b.manufacturer().isPresent()
                && a.manufacturer().get().equalsIgnoreCase(b.manufacturer().get());
    }
}
