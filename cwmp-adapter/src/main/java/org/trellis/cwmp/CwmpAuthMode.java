package org.trellis.cwmp;

/** What a CPE must show on the CWMP port ({@code TRELLIS_CWMP_AUTH}). */
public enum CwmpAuthMode {
    /** Digest, basic over TLS, or a client certificate. */
    REQUIRED,
    /** As {@link #REQUIRED}, and basic over plain HTTP too. */
    ALLOW_PLAIN_BASIC,
    /** Any CPE is let in, whatever it shows. */
    NONE
}
