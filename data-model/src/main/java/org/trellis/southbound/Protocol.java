package org.trellis.southbound;

import java.util.Locale;

/** The families of devices; one adapter serves each. */
public enum Protocol {
    CWMP,
    USP,
    IOT;

    /** The form that the API prints: {@code cwmp}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
