package org.trellis.cwmp.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts wrong credentials per remote address, so that guessing is slow. A bounded map: the address
 * that was quiet longest is forgotten first. Thread-safe.
 */
final class FailureLimiter {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MAX_ADDRESSES = 10_000;

    private final int perWindow;
    private final Map<String, Window> windows =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
                    return size() > MAX_ADDRESSES;
                }
            };

    FailureLimiter(int perWindow) {
        this.perWindow = perWindow;
    }

    private record Window(Instant began, int failures) {}

    synchronized boolean exhausted(String address, Instant now) {
        Window window = windows.get(address);
        return window != null && !over(window, now) && window.failures >= perWindow;
    }

    synchronized void failed(String address, Instant now) {
        windows.merge(
                address,
                new Window(now, 1),
                (old, _) ->
                        over(old, now)
                                ? new Window(now, 1)
                                : new Window(old.began, old.failures + 1));
    }

    private static boolean over(Window window, Instant now) {
        return window.began.plus(WINDOW).isBefore(now);
    }
}
