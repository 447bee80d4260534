package org.trellis.model.profile;

import java.util.Objects;

/** By what a profile is found; what a device does not say is empty. */
public record DeviceFacts(
        String manufacturer, String oui, String productClass, String softwareVersion) {
    public DeviceFacts {
        Objects.requireNonNull(manufacturer);
        Objects.requireNonNull(oui);
        Objects.requireNonNull(productClass);
        Objects.requireNonNull(softwareVersion);
    }
}
