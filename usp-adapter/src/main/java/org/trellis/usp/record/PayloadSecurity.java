package org.trellis.usp.record;

/** How the payload of a record is protected beyond the transport (TR-369 R-E2E.18). */
public enum PayloadSecurity {
    PLAINTEXT,
    /** TLS 1.2 or later inside of the records. */
    TLS12
}
