package org.trellis.model.profile;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a device uses the WLANConfigurations of TR-098 where that leaves a choice, and its access
 * points.
 *
 * @param openNetwork how a network without security is written; null if nothing is known
 * @param bands the band of a WLANConfiguration by its number, which counts for more than its
 *     standard and channels; others tell by those
 * @param mixedMode the parameters that hold authentication and ciphers while WPA and WPA2 are both
 *     offered; null for those of TR-098
 * @param mixedBeacon the beacon type of WPA and WPA2 together, where the device does not show it;
 *     null for that of TR-098
 * @param uses of the access points, on either root
 */
public record WlanHabits(
        @Nullable OpenNetwork openNetwork,
        Map<Long, FrequencyBand> bands,
        @Nullable MixedMode mixedMode,
        @Nullable MixedBeacon mixedBeacon,
        AccessPointUses uses) {

    /** Nothing beyond the standards. */
    public static final WlanHabits STANDARD =
            new WlanHabits(null, Map.of(), null, null, AccessPointUses.NONE);

    public WlanHabits {
        bands = Map.copyOf(bands);
        Objects.requireNonNull(uses);
    }

    /** The forms of a network that anybody may join. */
    public enum OpenNetwork {
        /** {@code BeaconType} Basic without encryption and authentication. */
        BASIC_NONE("Basic+None"),
        /** {@code BeaconType} None, which TR-098 means for a network that is not announced. */
        NONE("None");

        private final String label;

        OpenNetwork(String label) {
            this.label = label;
        }

        /** How a profile names it. */
        public String label() {
            return label;
        }
    }

    /** The bands of TR-181 {@code OperatingFrequencyBand}. */
    public enum FrequencyBand {
        GHZ_2_4("2.4GHz"),
        GHZ_5("5GHz"),
        GHZ_6("6GHz");

        private final String label;

        FrequencyBand(String label) {
            this.label = label;
        }

        /** As TR-181 writes it. */
        public String label() {
            return label;
        }
    }

    /** The spellings of {@code BeaconType} for WPA and WPA2 together. */
    public enum MixedBeacon {
        /** That of TR-098. */
        WPA_AND_11I("WPAand11i"),
        /** What some devices say instead. */
        WPA_WPA2("WPAWPA2");

        private final String label;

        MixedBeacon(String label) {
            this.label = label;
        }

        /** The one that a {@code BeaconType} is; empty for a network of another kind. */
        public static Optional<MixedBeacon> of(String beaconType) {
            return Stream.of(values())
                    .filter(spelling -> spelling.label.equals(beaconType))
                    .findFirst();
        }

        /** As the device writes it. */
        public String label() {
            return label;
        }
    }

    /** Names of parameters of a WLANConfiguration. */
    public record MixedMode(String authentication, String encryption) {
        public MixedMode {
            Objects.requireNonNull(authentication);
            Objects.requireNonNull(encryption);
        }
    }

    /** These habits, and those of the other where these say nothing. */
    WlanHabits over(WlanHabits weaker) {
        Map<Long, FrequencyBand> all = new TreeMap<>(weaker.bands);
        all.putAll(bands);
        return new WlanHabits(
                openNetwork == null ? weaker.openNetwork : openNetwork,
                all,
                mixedMode == null ? weaker.mixedMode : mixedMode,
                mixedBeacon == null ? weaker.mixedBeacon : mixedBeacon,
                uses.over(weaker.uses));
    }
}
