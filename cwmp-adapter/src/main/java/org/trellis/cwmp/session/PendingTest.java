package org.trellis.cwmp.session;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.trellis.southbound.Command;

/**
 * A diagnostic that a device was asked for, as a setting of the device keeps it over sessions and
 * restarts: {@code cwmp.diagnostic.IP.Diagnostics.IPPing}. One of a kind at a time.
 *
 * @param tag of its command
 * @param until when it is given up, at the latest at the deadline of its command
 * @param taken whether the device has answered that it has it
 */
record PendingTest(String kind, String tag, Instant until, boolean taken) {

    /** No test takes longer; a device that still says so has got stuck. */
    private static final Duration LONGEST = Duration.ofHours(1);

    static PendingTest begun(String kind, Command command, Instant now) {
        Instant longest = now.plus(LONGEST);
        return new PendingTest(
                kind,
                command.tag(),
                command.expiresAt().isBefore(longest) ? command.expiresAt() : longest,
                false);
    }

    static List<PendingTest> all(Map<String, String> settings) {
        List<PendingTest> all = new ArrayList<>();
        new TreeMap<>(settings)
                .forEach((name, text) -> {
                    if (name.startsWith(Settings.DIAGNOSTIC)) {
                        parse(name.substring(Settings.DIAGNOSTIC.length()), text)
                                .ifPresent(all::add);
                    }
                });
        return all;
    }

    static Optional<PendingTest> of(String kind, Map<String, String> settings) {
        return parse(kind, settings.getOrDefault(Settings.DIAGNOSTIC + kind, ""));
    }

    private static Optional<PendingTest> parse(String kind, String text) {
        String[] words = text.split(" ");
        if (words.length != 3) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new PendingTest(
                            kind, words[0], Instant.parse(words[1]), words[2].equals("taken")));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    PendingTest asTaken() {
        return new PendingTest(kind, tag, until, true);
    }

    boolean isOver(Instant now) {
        return !until.isAfter(now);
    }

    Map<String, String> kept() {
        return Map.of(setting(), tag + " " + until + (taken ? " taken" : " sent"));
    }

    Map<String, String> forgotten() {
        return Map.of(setting(), "");
    }

    private String setting() {
        return Settings.DIAGNOSTIC + kind;
    }
}
