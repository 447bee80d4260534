package org.trellis.model.capability.resolve;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.trellis.model.ParameterPath;
import org.trellis.model.capability.twin.Reading;
import org.trellis.model.capability.twin.TwinObject;

/**
 * A station as one table has it.
 *
 * @param row of {@code AssociatedDevice} or {@code STA}
 * @param accessPoint {@code Device.WiFi.AccessPoint.{i}.} or the {@code BSS} of a mesh node
 * @param signalStrength in dBm
 * @param associatedAt when it came, if that is told
 */
public record Sighting(
        String macAddress,
        TwinObject row,
        ParameterPath accessPoint,
        Optional<String> bssid,
        Optional<String> ssid,
        Optional<String> band,
        Optional<Reading<Long>> signalStrength,
        Optional<Reading<Long>> downlinkRate,
        Optional<Reading<Boolean>> active,
        Optional<Instant> associatedAt,
        Instant observedAt) {

    /**
     * Which of several sightings tells where a station is: an active one, the newest association,
     * the strongest signal. The path only makes the choice reproducible.
     */
    public static final Comparator<Sighting> BEST =
            Comparator.comparing(Sighting::isInactive)
                    .thenComparing(
                            s -> s.associatedAt().orElse(Instant.MIN), Comparator.reverseOrder())
                    .thenComparing(
                            s -> s.signalStrength().map(Reading::value).orElse(Long.MIN_VALUE),
                            Comparator.reverseOrder())
                    .thenComparing(s -> s.row().asPath());

    /** A table of stations lists those that are connected, unless it says that one is not. */
    public boolean isInactive() {
        return active.map(a -> !a.value()).orElse(false);
    }
}
