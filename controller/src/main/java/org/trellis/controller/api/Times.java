package org.trellis.controller.api;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** RFC 3339 from outside. */
final class Times {

    private Times() {}

    static Instant parse(String field, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException notATime) {
            throw ApiException.badField(field, "is not a time such as 2026-11-24T12:00:00Z");
        }
    }
}
