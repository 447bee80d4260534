package org.trellis.southbound;

import java.util.Objects;

/**
 * Names one way to a device, unique within its tenant: {@code cwmp:<device id>}, {@code usp:<USP
 * endpoint id>} (shared by its MTPs), {@code iot:<bridge>:<source id>}.
 */
public record EndpointId(String value) {
    public EndpointId {
        Objects.requireNonNull(value);
        if (value.isBlank() || value.length() > 300) {
            throw new IllegalArgumentException("not an endpoint id");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
