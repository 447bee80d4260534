package org.trellis.cwmp.message;

/** The Status of a response: 0 or 1 on the wire. */
public enum ApplyStatus {
    /** Done and in effect. */
    APPLIED,
    /** Accepted; takes effect later (after a reboot, or when the transfer has ended). */
    PENDING
}
