package org.trellis.model.translate;

import java.util.Objects;
import org.trellis.model.ParameterType;

/** One parameter as the device names and types it. */
public record NativeValue(String path, ParameterType type, String text) {
    public NativeValue {
        Objects.requireNonNull(path);
        Objects.requireNonNull(type);
        Objects.requireNonNull(text);
    }

    /** A value's text may be a secret: it is never part of the printed form. */
    @Override
    public String toString() {
        return path + "=" + text.length() + " chars";
    }
}
