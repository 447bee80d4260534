package org.trellis.southbound;

import java.util.Objects;

/** With what one device proves itself to us, and nobody else. */
public record DeviceLogin(String user, String password) {
    public DeviceLogin {
        Objects.requireNonNull(user);
        Objects.requireNonNull(password);
    }

    /** The password is a secret. */
    @Override
    public String toString() {
        return "DeviceLogin[" + user + "]";
    }
}
