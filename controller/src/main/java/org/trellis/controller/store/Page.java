package org.trellis.controller.store;

import java.util.List;
import java.util.Optional;

/**
 * A part of a list.
 *
 * @param next opaque, URL-safe cursor of the following part; empty at the end. Another text as a
 *     cursor is a {@link BadCursorException}
 */
public record Page<T>(List<T> items, Optional<String> next) {
    public Page {
        items = List.copyOf(items);
    }
}
