package org.trellis.cwmp.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts wrong credentials, so that guessing is slow: per user at a remote address, for many
 * devices may share one, and per address as a whole. A bounded map: who was quiet longest is
 * forgotten first. Thread-safe.
 */
final class FailureLimiter {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MAX_WINDOWS = 20_000;
    private static final int USERS_AT_AN_ADDRESS = 20;
    private static final int LONGEST_USER = 256;

    private final int perWindow;
    private final Map<Source, Window> windows =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Source, Window> eldest) {
                    return size() > MAX_WINDOWS;
                }
            };

    /**
     * @param perWindow failures of one user at one address in a minute
     */
    FailureLimiter(int perWindow) {
        this.perWindow = perWindow;
    }

    /** A user at an address, or the address as a whole. */
    private sealed interface Source {
        record User(String address, String name) implements Source {}

        record Address(String address) implements Source {}
    }

    private record Window(Instant began, int failures) {}

    /**
     * @param user as claimed; empty for a request that names none
     */
    synchronized boolean exhausted(String address, String user, Instant now) {
        return failures(user(address, user), now) >= perWindow
                || failures(new Source.Address(address), now) >= perWindow * USERS_AT_AN_ADDRESS;
    }

    synchronized void failed(String address, String user, Instant now) {
        count(user(address, user), now);
        count(new Source.Address(address), now);
    }

    private static Source user(String address, String user) {
        return new Source.User(
                address, user.length() > LONGEST_USER ? user.substring(0, LONGEST_USER) : user);
    }

    private int failures(Source source, Instant now) {
        Window window = windows.get(source);
        return window == null || over(window, now) ? 0 : window.failures;
    }

    private void count(Source source, Instant now) {
        windows.merge(
                source,
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
