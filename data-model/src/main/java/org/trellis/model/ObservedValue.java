package org.trellis.model;

import java.util.Objects;

/**
 * One canonical value as a device gave it.
 *
 * @param path canonical parameter path
 * @param text canonical lexical form (booleans {@code true/false}, dateTime in UTC with Z, ...)
 * @param writable whether this device accepts a write, as far as is known
 * @param secret whether the value must never be shown, logged or diffed (catalogue {@code secured})
 * @param sourcePath the path on the device's own side; equal to {@code path} where it speaks TR-181
 */
public record ObservedValue(
        ParameterPath path,
        ParameterType type,
        String text,
        boolean writable,
        boolean secret,
        String sourcePath,
        Quality quality) {

    public ObservedValue {
        Objects.requireNonNull(path);
        Objects.requireNonNull(type);
        Objects.requireNonNull(text);
        Objects.requireNonNull(sourcePath);
        Objects.requireNonNull(quality);
        if (!path.isParameter()) {
            throw new IllegalArgumentException(path + " is not a parameter");
        }
    }

    /** A value's text may be a secret: it is never part of the printed form. */
    @Override
    public String toString() {
        return path + (secret ? "=<secret>" : "=" + text.length() + " chars") + " " + quality;
    }
}
