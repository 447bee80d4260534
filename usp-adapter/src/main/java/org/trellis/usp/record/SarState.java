package org.trellis.usp.record;

/** Where a segment stands in what it is a part of (TR-369 R-E2E.31). */
public enum SarState {
    NONE,
    BEGIN,
    IN_PROCESS,
    COMPLETE
}
