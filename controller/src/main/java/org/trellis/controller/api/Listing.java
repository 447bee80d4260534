package org.trellis.controller.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What lists have in common: {@code limit}, {@code cursor}, {@code items} and {@code next}. */
final class Listing {

    static final String DEFAULT_LIMIT = "50";
    static final int MAX_LIMIT = 500;
    private static final int MAX_CURSOR = 4096;

    private Listing() {}

    /** A part of a list. */
    @Schema(description = "A part of a list; next is null at the end")
    record Part<T>(
            List<T> items,
            @Schema(
                            description =
                                    "Give it back as cursor for the following part; null at the end",
                            nullable = true)
                    @Nullable String next) {
        Part {
            items = List.copyOf(items);
        }
    }

    static <T> Part<T> part(List<T> items, Optional<String> next) {
        return new Part<>(items, next.orElse(null));
    }

    static int limit(String text) {
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException notANumber) {
            // told below, as a number out of range is
        }
        throw ApiException.badField("limit", "has to be a number from 1 to " + MAX_LIMIT);
    }

    static Optional<String> cursor(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        if (text.length() > MAX_CURSOR) {
            throw badCursor();
        }
        return Optional.of(text);
    }

    static ApiException badCursor() {
        return ApiException.badField("cursor", "is not one that was given out here");
    }

    static Optional<UUID> eventId(String field, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        try {
            UUID id = UUID.fromString(text);
            if (text.length() == 36) {
                return Optional.of(id);
            }
        } catch (IllegalArgumentException notAUuid) {
            // told below
        }
        throw ApiException.badField(field, "is not the id of an event");
    }
}
