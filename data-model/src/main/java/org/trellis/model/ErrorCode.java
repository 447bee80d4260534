package org.trellis.model;

import java.util.Locale;

/** Normalised error codes; a protocol's own code travels beside them. */
public enum ErrorCode {
    INVALID_PATH,
    NOT_WRITABLE,
    INVALID_VALUE,
    INVALID_TYPE,
    NOT_SUPPORTED,
    NOT_CREATABLE,
    ALREADY_EXISTS,
    AMBIGUOUS,
    DENIED,
    BUSY,
    RESOURCES_EXCEEDED,
    TRANSFER_FAILED,
    TIMEOUT,
    OFFLINE,
    PROTOCOL_ERROR,
    OUTCOME_UNKNOWN,
    INTERNAL;

    /** The form that the API prints: {@code invalid-path}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
