package org.trellis.controller.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.trellis.controller.api.Listing.Part;

/** Pages over a list that is at hand, ordered by a text key; the cursor is the last key told. */
final class PagedText {

    private PagedText() {}

    static String encode(String key) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    static String decode(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notOurs) {
            throw Listing.badCursor();
        }
    }

    /**
     * @param rest the part of the list behind a key
     * @param keyOf of an item, for the next cursor
     */
    static <T, V> Part<V> page(
            List<T> rest, int limit, Function<T, String> keyOf, Function<T, V> view) {
        List<T> shown = rest.subList(0, Math.min(limit, rest.size()));
        Optional<String> next =
                shown.size() < rest.size()
                        ? Optional.of(encode(keyOf.apply(shown.getLast())))
                        : Optional.empty();
        return Listing.part(shown.stream().map(view).toList(), next);
    }
}
