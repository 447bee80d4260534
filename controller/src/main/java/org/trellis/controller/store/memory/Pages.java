package org.trellis.controller.store.memory;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.trellis.controller.store.BadCursorException;
import org.trellis.controller.store.Page;

/** Cuts lists into pages; the cursor is the key of the last item given. */
final class Pages {

    private Pages() {}

    /**
     * @param ahead up to {@code limit + 1} items from behind the cursor
     * @param key what the next cursor shall name
     */
    static <T> Page<T> cut(List<T> ahead, int limit, Function<T, String> key) {
        if (ahead.size() <= limit) {
            return new Page<>(ahead, Optional.empty());
        }
        List<T> items = ahead.subList(0, limit);
        return new Page<>(items, Optional.of(encode(key.apply(items.getLast()))));
    }

    static String encode(String key) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @throws BadCursorException if the cursor is not one of ours
     */
    static String decode(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw new BadCursorException();
        }
    }

    static void requireLimit(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a page has at least one item");
        }
    }
}
