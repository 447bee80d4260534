package org.trellis.model.translate.value;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** How long a lease lasts: seconds from now in TR-098, a point in time in TR-181. */
public final class LeaseTime {

    /** TR-106 3.2.1: not known, or not applicable. */
    private static final String NONE = "0001-01-01T00:00:00Z";

    private static final String INFINITE = "9999-12-31T23:59:59Z";

    private LeaseTime() {}

    /**
     * @param seconds 0 for none, -1 for ever
     */
    public static Optional<String> until(String seconds, Instant now) {
        try {
            long left = Long.parseLong(seconds);
            if (left < -1 || left > Integer.MAX_VALUE) {
                return Optional.empty();
            }
            return Optional.of(
                    switch ((int) left) {
                        case 0 -> NONE;
                        case -1 -> INFINITE;
                        default -> now.truncatedTo(ChronoUnit.SECONDS).plusSeconds(left).toString();
                    });
        } catch (NumberFormatException | DateTimeException _) {
            return Optional.empty();
        }
    }
}
