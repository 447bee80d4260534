package org.trellis.model;

import java.util.Locale;

/** How a value came to be known. */
public enum Quality {
    /** Said by the device itself. */
    REPORTED,
    /** Computed from what the device said. */
    DERIVED,
    /** A constant that the translation supplies because the device has no such parameter. */
    ASSUMED,
    /** Written and accepted, not yet read back. */
    UNCONFIRMED,
    /** Reported once; the device has not confirmed it when it should have. */
    STALE,
    /** Reported, but not understood; shown as it came. */
    RAW;

    /** The form that the API prints. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
