package org.trellis.model.translate.value;

import java.util.Optional;
import org.trellis.model.ParameterType;
import org.trellis.model.catalogue.Lexical;

/** How long a telephone rings: TR-104 version 1 counts rings, version 2 seconds. */
public final class Rings {

    private static final long SECONDS = 5;

    private Rings() {}

    /** Empty if it is no number, or more seconds than TR-181 can tell. */
    public static Optional<String> toSeconds(String rings) {
        return number(rings).map(n -> Long.toString(n * SECONDS)).flatMap(Rings::unsignedInt);
    }

    /** Rounded, and some seconds are one ring at least. */
    public static Optional<String> ofSeconds(String seconds) {
        return number(seconds)
                .map(s -> s == 0 ? 0 : Math.max(1, (s + SECONDS / 2) / SECONDS))
                .map(n -> Long.toString(n));
    }

    private static Optional<Long> number(String text) {
        return unsignedInt(text).map(Long::parseLong);
    }

    private static Optional<String> unsignedInt(String text) {
        return Lexical.canonical(ParameterType.UNSIGNED_INT, text);
    }
}
