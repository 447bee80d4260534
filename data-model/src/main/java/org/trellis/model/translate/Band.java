package org.trellis.model.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trellis.model.catalogue.Lexical;
import org.trellis.model.profile.WlanHabits;
import org.trellis.model.profile.WlanHabits.FrequencyBand;

/**
 * The frequency band of a WLANConfiguration, which TR-098 does not name. TR-098 has no radio object
 * either: all WLANConfigurations of a band are one radio, numbered by the band.
 */
enum Band {
    GHZ_2_4(1, "2.4GHz"),
    GHZ_5(2, "5GHz"),
    GHZ_6(3, "6GHz");

    /** What tells the band, in the order of its weight. */
    static final List<String> EVIDENCE = List.of("Standard", "PossibleChannels", "Channel");

    private static final int LAST_CHANNEL_2_4 = 14;
    private static final int FIRST_CHANNEL_5 = 36;

    private final int radio;
    private final String label;

    Band(int radio, String label) {
        this.radio = radio;
        this.label = label;
    }

    /** The instance number of its {@code Device.WiFi.Radio.}. */
    int radio() {
        return radio;
    }

    String label() {
        return label;
    }

    /**
     * A vendor's own parameter first, then what is known of the device, then the standard, then the
     * channels.
     *
     * @param parameters of one WLANConfiguration by their name in it, as far as they are known
     * @param wlan its number
     * @return null if they do not tell
     */
    static @Nullable Band of(Map<String, String> parameters, WlanHabits habits, long wlan) {
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            Band band = vendor(parameter.getKey(), parameter.getValue());
            if (band != null) {
                return band;
            }
        }
        Band byNumber = of(habits.bands().get(wlan));
        if (byNumber != null) {
            return byNumber;
        }
        Band byStandard = byStandard(parameters.getOrDefault("Standard", ""));
        if (byStandard != null) {
            return byStandard;
        }
        Band byChannels = byChannels(parameters.getOrDefault("PossibleChannels", ""));
        return byChannels != null ? byChannels : byChannels(parameters.getOrDefault("Channel", ""));
    }

    private static @Nullable Band of(@Nullable FrequencyBand known) {
        return switch (known) {
            case GHZ_2_4 -> GHZ_2_4;
            case GHZ_5 -> GHZ_5;
            case GHZ_6 -> GHZ_6;
            case null -> null;
        };
    }

    private static @Nullable Band vendor(String name, String value) {
        if (!name.startsWith("X_") || !name.endsWith("Band")) {
            return null;
        }
        String plain = value.strip();
        if (plain.startsWith("2.4")) {
            return GHZ_2_4;
        }
        if (plain.startsWith("5")) {
            return GHZ_5;
        }
        return plain.startsWith("6") ? GHZ_6 : null;
    }

    private static @Nullable Band byStandard(String text) {
        List<String> standards = standards(text);
        if (standards.contains("a") || standards.contains("ac")) {
            return GHZ_5;
        }
        return standards.contains("b") || standards.contains("g") ? GHZ_2_4 : null;
    }

    /** {@code 1-11}, {@code 36,40,44}, {@code 36-64,100-140}, {@code 6}. */
    private static @Nullable Band byChannels(String text) {
        long highest = 0;
        for (String item : Lexical.items(text)) {
            int dash = item.indexOf('-');
            String last = dash < 0 ? item : item.substring(dash + 1);
            highest = Math.max(highest, PathTemplate.Indexed.number(last, 0, last.length()));
        }
        if (highest >= FIRST_CHANNEL_5) {
            return GHZ_5;
        }
        return highest >= 1 && highest <= LAST_CHANNEL_2_4 ? GHZ_2_4 : null;
    }

    /** The text of {@code Standard} as TR-181 lists standards; empty if it is not understood. */
    Optional<String> standards181(String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        boolean five = this != GHZ_2_4;
        String listed =
                switch (plain) {
                    case "g" -> "b,g";
                    case "g-only" -> "g";
                    case "n" -> five ? "a,n" : "g,n";
                    case "ac" -> "a,n,ac";
                    case "ax" -> five ? "a,n,ac,ax" : "b,g,n,ax";
                    case "be" -> five ? "a,n,ac,ax,be" : "b,g,n,ax,be";
                    default -> String.join(",", standards(plain));
                };
        return listed.isEmpty() ? Optional.empty() : Optional.of(listed);
    }

    /** {@code b,g,n}, {@code bgn}, {@code b/g/n}, {@code n(2.4)}, {@code 802.11ac}. */
    private static List<String> standards(String text) {
        List<String> found = new ArrayList<>();
        String plain = text.toLowerCase(Locale.ROOT).replace("802.11", "").replace("-only", "");
        for (String token : plain.split("[^a-z]+")) {
            if (token.matches("a|b|g|n|ac|ax|be")) {
                found.add(token);
            } else if (token.matches("[abgn]+")) {
                token.chars().forEach(c -> found.add(String.valueOf((char) c)));
            } else if (!token.isEmpty()) {
                return List.of();
            }
        }
        return found;
    }
}
