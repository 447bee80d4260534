package org.trellis.model.profile;

import java.util.Locale;
import java.util.Objects;

/**
 * A pattern for a name that a device gives itself: {@code *} stands for any characters, all others
 * for themselves, whether upper or lower case.
 */
public record Glob(String text) {

    /** More wildcards than a name has parts: a pattern is no program. */
    public static final int MAX_WILDCARDS = 4;

    public Glob {
        Objects.requireNonNull(text);
        if (text.isEmpty()) {
            throw new IllegalArgumentException("an empty pattern fits no name");
        }
        if (text.chars().filter(c -> c == '*').count() > MAX_WILDCARDS) {
            throw new IllegalArgumentException("at most " + MAX_WILDCARDS + " wildcards: " + text);
        }
    }

    /** Whether the whole name fits. */
    public boolean matches(String name) {
        String wanted = text.toLowerCase(Locale.ROOT);
        String given = name.toLowerCase(Locale.ROOT);
        String[] parts = wanted.split("\\*", -1);
        if (parts.length == 1) {
            return given.equals(wanted);
        }
        String last = parts[parts.length - 1];
        if (!given.startsWith(parts[0])) {
            return false;
        }
        // each part as far to the left as it can be leaves most room for the next
        int from = parts[0].length();
        for (int i = 1; i < parts.length - 1; i++) {
            int at = given.indexOf(parts[i], from);
            if (at < 0) {
                return false;
            }
            from = at + parts[i].length();
        }
        return given.length() - last.length() >= from && given.endsWith(last);
    }

    /** How much of a name it fixes. */
    int literals() {
        return (int) text.chars().filter(c -> c != '*').count();
    }

    @Override
    public String toString() {
        return text;
    }
}
