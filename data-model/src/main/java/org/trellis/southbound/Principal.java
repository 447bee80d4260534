package org.trellis.southbound;

import java.util.Objects;

/**
 * What authenticated on the wire.
 *
 * @param id the enrollment key's id, the device's id, or the name in the certificate; never a
 *     secret
 */
public record Principal(Kind kind, String id, TenantId tenant) {

    /** From the weakest to the strongest. */
    public enum Kind {
        /** Authentication is switched off ({@code TRELLIS_CWMP_AUTH=none}). */
        NONE,
        /** A shared secret with which an unknown device may knock. */
        ENROLLMENT_KEY,
        /** The secret of one bridge: it speaks for the things behind it, and for nobody else. */
        BRIDGE,
        /** The secret of one device. */
        DEVICE_CREDENTIAL,
        /** A client certificate. */
        CERTIFICATE
    }

    public Principal {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(id);
        Objects.requireNonNull(tenant);
    }
}
