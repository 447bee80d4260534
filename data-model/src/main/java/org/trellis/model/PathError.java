package org.trellis.model;

import java.util.Objects;

/**
 * Why one path could not be read, written or executed.
 *
 * @param path the canonical path or expression concerned; empty if the whole request is
 * @param sourceCode the protocol's own code ({@code 9005}, {@code 7026}); empty if there is none
 */
public record PathError(String path, ErrorCode code, String sourceCode, String message) {
    public PathError {
        Objects.requireNonNull(path);
        Objects.requireNonNull(code);
        Objects.requireNonNull(sourceCode);
        // A device's text quotes what it was told: a URL may carry a password.
        message = SecretNames.withoutUserInfo(message);
    }

    public static PathError of(String path, ErrorCode code, String message) {
        return new PathError(path, code, "", message);
    }
}
