package org.trellis.southbound;

/** Why a leased command goes back to the queue. */
public enum ReleaseReason {
    /** No byte of it left: it may be sent again whatever it is. */
    NOT_SENT,
    /** The connection was lost after bytes may have left: the core decides by the operation. */
    MAYBE_SENT
}
