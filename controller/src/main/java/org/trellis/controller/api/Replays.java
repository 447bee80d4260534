package org.trellis.controller.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.trellis.controller.core.Caller;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code Idempotency-Key} of the writes that are not commands: same key and body, same answer. Kept
 * by this node only and in memory, since answers may hold a secret that is told once; commands have
 * theirs in the store. Thread-safe.
 */
@Component
class Replays {

    private static final Duration KEEP = Duration.ofHours(24);
    private static final int MAX_KEPT = 10_000;
    private static final int MAX_KEY = 200;

    private record Route(String tenant, String caller, String route, String key) {}

    private record Kept(String fingerprint, Object answer) {}

    private final Cache<Route, Kept> kept =
            Caffeine.newBuilder().expireAfterWrite(KEEP).maximumSize(MAX_KEPT).build();
    private final JsonMapper json;

    Replays(JsonMapper json) {
        this.json = json;
    }

    /**
     * Acts, unless the same was done before.
     *
     * @param key null acts always
     * @throws ApiException 409 if the key came with another body
     */
    <T> T once(
            Caller caller,
            String route,
            @Nullable String key,
            Object body,
            Class<T> type,
            Supplier<T> act) {
        if (key == null) {
            return act.get();
        }
        requireKey(key);
        String fingerprint = Digests.hex(json.writeValueAsString(body));
        Kept answer =
                kept.get(
                        new Route(caller.tenant().value(), caller.name(), route, key),
                        _ -> new Kept(fingerprint, act.get()));
        if (!answer.fingerprint().equals(fingerprint)) {
            throw conflict();
        }
        return type.cast(answer.answer());
    }

    static void requireKey(String key) {
        if (key.isBlank() || key.length() > MAX_KEY) {
            throw ApiException.badField(
                    "Idempotency-Key", "has to have 1 to " + MAX_KEY + " characters");
        }
    }

    static ApiException conflict() {
        return ApiException.of(
                Problems.CONFLICT, "the Idempotency-Key was used with another request");
    }
}
