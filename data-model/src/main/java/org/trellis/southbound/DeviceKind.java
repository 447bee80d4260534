package org.trellis.southbound;

import java.util.Locale;

/** What a device is, for people. */
public enum DeviceKind {
    GATEWAY,
    EXTENDER,
    STB,
    IOT,
    OTHER;

    /** The form that the API prints. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
