package org.trellis.controller.core;

import java.util.Objects;

/**
 * What is let through and may yet fail on the device.
 *
 * @param path as the request has it
 * @param message for people
 */
public record Warning(String path, String message) {
    public Warning {
        Objects.requireNonNull(path);
        Objects.requireNonNull(message);
    }
}
