package org.trellis.model.capability.support;

import java.util.Locale;
import java.util.Optional;

/** What operators look at a device by. */
public enum Capability {
    SYSTEM,
    FIRMWARE,
    CONFIG,
    LOG,
    WAN,
    NAT,
    LAN,
    WIFI,
    MESH,
    DIAGNOSTICS,
    VOICE,
    SOFTWARE,
    IOT;

    /** The word that the API uses. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Capability> parse(String label) {
        for (Capability capability : values()) {
            if (capability.label().equals(label)) {
                return Optional.of(capability);
            }
        }
        return Optional.empty();
    }
}
