package org.trellis.cwmp.message;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/**
 * A dateTime as devices send it (TR-106 3.2.1): kept as text, understood on demand. It may be the
 * Unknown Time, an offset from boot, "never", lack its zone, or be no time at all.
 */
public record CwmpTime(String text) {

    /** TR-106: year 1 means "not known". */
    public static final CwmpTime UNKNOWN = new CwmpTime("0001-01-01T00:00:00Z");

    private static final Instant EPOCH_OF_BOOT = Instant.parse("0001-01-01T00:00:00Z");
    private static final int FIRST_ABSOLUTE_YEAR = 1000;
    private static final int INFINITE_YEAR = 9999;

    private static final DateTimeFormatter LENIENT =
            new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern("uuuu-M-d")
                    .appendLiteral('T')
                    .appendPattern("H:m[:s]")
                    .optionalStart()
                    .appendFraction(java.time.temporal.ChronoField.NANO_OF_SECOND, 0, 9, true)
                    .optionalEnd()
                    .optionalStart()
                    .appendOffset("+HH:MM", "Z")
                    .optionalEnd()
                    .optionalStart()
                    .appendOffset("+HHMM", "Z")
                    .optionalEnd()
                    .toFormatter(Locale.ROOT)
                    .withResolverStyle(ResolverStyle.SMART);

    public CwmpTime {
        text = text.strip();
    }

    /** What kind of time a text is. */
    public enum Kind {
        UNKNOWN,
        SINCE_BOOT,
        ABSOLUTE,
        INFINITE,
        /** Not a dateTime; the text is kept. */
        UNREADABLE
    }

    public Kind kind() {
        if (text.isEmpty()) {
            return Kind.UNKNOWN;
        }
        Optional<Instant> parsed = parse();
        if (parsed.isEmpty()) {
            return Kind.UNREADABLE;
        }
        Instant instant = parsed.get();
        int year = instant.atOffset(ZoneOffset.UTC).getYear();
        if (instant.equals(EPOCH_OF_BOOT)) {
            return Kind.UNKNOWN;
        }
        if (year < FIRST_ABSOLUTE_YEAR) {
            return Kind.SINCE_BOOT;
        }
        return year == INFINITE_YEAR ? Kind.INFINITE : Kind.ABSOLUTE;
    }

    /** The instant, for {@link Kind#ABSOLUTE} only. A missing zone counts as UTC. */
    public Optional<Instant> instant() {
        return kind() == Kind.ABSOLUTE ? parse() : Optional.empty();
    }

    /** The time since boot, for {@link Kind#SINCE_BOOT} only. */
    public Optional<Duration> sinceBoot() {
        return kind() == Kind.SINCE_BOOT
                ? parse().map(instant -> Duration.between(EPOCH_OF_BOOT, instant))
                : Optional.empty();
    }

    private Optional<Instant> parse() {
        try {
            TemporalAccessor parsed =
                    LENIENT.parse(text.indexOf(' ') == 10 ? text.replace(' ', 'T') : text);
            LocalDateTime local = LocalDateTime.from(parsed);
            boolean zoned = parsed.isSupported(java.time.temporal.ChronoField.OFFSET_SECONDS);
            ZoneOffset offset = zoned ? ZoneOffset.from(parsed) : ZoneOffset.UTC;
            return Optional.of(local.toInstant(offset));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }
}
