package org.trellis.controller.broker;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;

/** User and password with which the controller's own clients reach the embedded broker. */
public record InternalCredential(String user, String password) {

    /** Client ids with this prefix are the controller's alone. */
    public static final String CLIENT_ID_PREFIX = "trellis-";

    public InternalCredential {
        Objects.requireNonNull(user);
        Objects.requireNonNull(password);
        if (password.length() < 16) {
            throw new IllegalArgumentException("the internal password is too short");
        }
    }

    /** A fresh one, for this run of the process. */
    public static InternalCredential generate() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return new InternalCredential("trellis-controller", HexFormat.of().formatHex(bytes));
    }

    @Override
    public String toString() {
        return "InternalCredential[" + user + "]";
    }
}
