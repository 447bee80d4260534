package org.trellis.usp.message;

import java.util.Objects;

/**
 * An error code and its text (TR-369 6.5).
 *
 * @param code 7000 to 7999
 */
public record Fault(int code, String message) {
    public Fault {
        Objects.requireNonNull(message);
    }
}
