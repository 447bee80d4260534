package org.trellis.model.translate.value;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Time zones as POSIX writes them (IEEE 1003.1, 8.3): {@code <+01>-1<+02>,M3.5.0/2,M10.5.0/3}. The
 * sign is that of what has to be added to local time.
 */
public final class PosixTimeZone {

    private static final int DAYS_OF_WEEK = 7;

    private PosixTimeZone() {}

    /**
     * @param offset {@code +01:00}
     */
    public static Optional<String> of(String offset) {
        return zone(offset).map(z -> named(z));
    }

    /**
     * With daylight saving of one hour.
     *
     * @param start the local time at which it starts this year; with any zone, which says nothing
     * @param end likewise
     */
    public static Optional<String> of(String offset, String start, String end) {
        Optional<ZoneOffset> standard = zone(offset);
        String starts = rule(start);
        String ends = rule(end);
        if (standard.isEmpty() || starts == null || ends == null) {
            return Optional.empty();
        }
        ZoneOffset summer = ZoneOffset.ofTotalSeconds(standard.get().getTotalSeconds() + 60 * 60);
        return Optional.of(named(standard.get()) + name(summer) + "," + starts + "," + ends);
    }

    private static Optional<ZoneOffset> zone(String offset) {
        try {
            // one hour of daylight saving must still be an offset
            return Optional.of(ZoneOffset.of(offset.strip()))
                    .filter(z -> z.getTotalSeconds() <= 17 * 60 * 60);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static String named(ZoneOffset zone) {
        int minutes = zone.getTotalSeconds() / 60;
        int hours = Math.abs(minutes) / 60;
        int rest = Math.abs(minutes) % 60;
        return name(zone)
                + (minutes > 0 ? "-" : "")
                + hours
                + (rest == 0 ? "" : String.format(Locale.ROOT, ":%02d", rest));
    }

    private static String name(ZoneOffset zone) {
        int minutes = zone.getTotalSeconds() / 60;
        if (minutes == 0) {
            return "UTC";
        }
        int rest = Math.abs(minutes) % 60;
        return "<"
                + String.format(
                        Locale.ROOT, "%s%02d", minutes < 0 ? "-" : "+", Math.abs(minutes) / 60)
                + (rest == 0 ? "" : String.format(Locale.ROOT, "%02d", rest))
                + ">";
    }

    /** The last such weekday of a month is meant where it is the last one this year. */
    private static @Nullable String rule(String text) {
        LocalDateTime time;
        try {
            time = LocalDateTime.parse(text.substring(0, Math.min(19, text.length())));
        } catch (DateTimeException _) {
            return null;
        }
        int day = time.getDayOfMonth();
        boolean last = day + DAYS_OF_WEEK > time.toLocalDate().lengthOfMonth();
        int week = last ? 5 : (day - 1) / DAYS_OF_WEEK + 1;
        int weekday = time.getDayOfWeek().getValue() % DAYS_OF_WEEK;
        return "M" + time.getMonthValue() + "." + week + "." + weekday + "/" + time.getHour();
    }
}
