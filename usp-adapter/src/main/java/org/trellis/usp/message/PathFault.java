package org.trellis.usp.message;

import java.util.Objects;

/**
 * An error at a path.
 *
 * @param path a full path, or a parameter name where the message already names the object
 */
public record PathFault(String path, Fault fault) {
    public PathFault {
        Objects.requireNonNull(path);
        Objects.requireNonNull(fault);
    }
}
