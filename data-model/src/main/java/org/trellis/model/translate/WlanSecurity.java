package org.trellis.model.translate;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trellis.model.Quality;
import org.trellis.model.catalogue.Lexical;
import org.trellis.model.profile.WlanHabits;
import org.trellis.model.profile.WlanHabits.MixedBeacon;
import org.trellis.model.profile.WlanHabits.MixedMode;
import org.trellis.model.profile.WlanHabits.OpenNetwork;

/**
 * Wi-Fi security: what TR-098 says with a beacon type, an authentication and a cipher each for WEP,
 * WPA and WPA2, TR-181 says with one mode and a list of ciphers. WPA3 and OWE do not exist in
 * TR-098.
 */
final class WlanSecurity {

    static final String BEACON = "BeaconType";
    static final String BASIC_CIPHER = "BasicEncryptionModes";
    static final String BASIC_AUTH = "BasicAuthenticationMode";
    static final String WPA_CIPHER = "WPAEncryptionModes";
    static final String WPA_AUTH = "WPAAuthenticationMode";
    static final String WPA2_CIPHER = "IEEE11iEncryptionModes";
    static final String WPA2_AUTH = "IEEE11iAuthenticationMode";

    /** The parameters of a WLANConfiguration that tell the mode. */
    private static final List<String> PARAMETERS =
            List.of(BEACON, BASIC_CIPHER, BASIC_AUTH, WPA_CIPHER, WPA_AUTH, WPA2_CIPHER, WPA2_AUTH);

    /** What the parameters can express; a device that can do less refuses it itself. */
    static final String MODES =
            "None,WEP-64,WEP-128,WPA-Personal,WPA2-Personal,WPA-WPA2-Personal,"
                    + "WPA-Enterprise,WPA2-Enterprise,WPA-WPA2-Enterprise";

    private static final String TKIP = "TKIPEncryption";
    private static final String AES = "AESEncryption";
    private static final String MIXED = "TKIPandAESEncryption";
    private static final Map<String, List<String>> CIPHERS =
            Map.of(
                    TKIP,
                    List.of("TKIP"),
                    AES,
                    List.of("AES"),
                    MIXED,
                    List.of("TKIP", "AES"),
                    "WEPEncryption",
                    List.of(),
                    "WEPandTKIPEncryption",
                    List.of("TKIP"),
                    "WEPandAESEncryption",
                    List.of("AES"),
                    "WEPandTKIPandAESEncryption",
                    List.of("TKIP", "AES"));
    private static final int HEX_DIGITS_OF_WEP_64 = 10;

    /** So many of the parameters together are a full read, in which a missing one is absent. */
    private static final int FULL_READ = 3;

    private WlanSecurity() {}

    /** The parameters that tell the mode of a device with these habits. */
    static List<String> parameters(WlanHabits habits) {
        MixedMode mixed = habits.mixedMode();
        return mixed == null
                ? PARAMETERS
                : Stream.concat(
                                PARAMETERS.stream(),
                                Stream.of(mixed.authentication(), mixed.encryption()))
                        .toList();
    }

    /** How the security of a WLANConfiguration reads in TR-181. */
    record State(String mode, Quality quality, @Nullable String ciphers) {}

    /**
     * @param parameters of one WLANConfiguration by their name in it
     * @return null if they do not tell
     */
    static @Nullable State read(Map<String, String> parameters, WlanHabits habits) {
        String beacon = parameters.get(BEACON);
        if (beacon == null) {
            return null;
        }
        return switch (beacon) {
            case "None" -> new State("None", Quality.DERIVED, null);
            case "Basic" -> basic(parameters);
            case "WPA", "BasicandWPA" -> protectedMode("WPA", parameters, WPA_AUTH, WPA_CIPHER);
            case "11i", "Basicand11i" -> protectedMode("WPA2", parameters, WPA2_AUTH, WPA2_CIPHER);
            default -> isMixed(beacon) ? both(parameters, habits.mixedMode()) : null;
        };
    }

    /** Whether a beacon type offers WPA and WPA2 together. */
    private static boolean isMixed(String beacon) {
        return beacon.equals("BasicandWPAand11i") || MixedBeacon.of(beacon).isPresent();
    }

    private static @Nullable State basic(Map<String, String> parameters) {
        String cipher = parameters.get(BASIC_CIPHER);
        if (cipher == null) {
            return null;
        }
        if (cipher.equals("None")) {
            return new State("None", Quality.DERIVED, null);
        }
        String index = parameters.getOrDefault("WEPKeyIndex", "1");
        String key = parameters.getOrDefault("WEPKey." + index + ".WEPKey", "");
        // a key that reads back empty does not tell its length; 104 bits are the common choice
        return new State(
                key.length() == HEX_DIGITS_OF_WEP_64 ? "WEP-64" : "WEP-128",
                key.isEmpty() ? Quality.ASSUMED : Quality.DERIVED,
                null);
    }

    private static @Nullable State protectedMode(
            String name, Map<String, String> parameters, String auth, String cipher) {
        String suffix = suffix(parameters, parameters.get(auth));
        if (suffix == null) {
            return null;
        }
        return new State(
                name + suffix,
                parameters.containsKey(auth) ? Quality.DERIVED : Quality.ASSUMED,
                ciphers(parameters.get(cipher)));
    }

    private static @Nullable State both(Map<String, String> parameters, @Nullable MixedMode mixed) {
        String auth =
                mixed == null
                        ? parameters.getOrDefault(WPA2_AUTH, parameters.getOrDefault(WPA_AUTH, ""))
                        : parameters.getOrDefault(mixed.authentication(), "");
        String suffix = suffix(parameters, auth.isEmpty() ? null : auth);
        if (suffix == null) {
            return null;
        }
        Set<String> ciphers = new LinkedHashSet<>();
        for (String name :
                mixed == null ? List.of(WPA_CIPHER, WPA2_CIPHER) : List.of(mixed.encryption())) {
            ciphers.addAll(CIPHERS.getOrDefault(parameters.getOrDefault(name, ""), List.of()));
        }
        return new State(
                "WPA-WPA2" + suffix,
                auth.isEmpty() ? Quality.ASSUMED : Quality.DERIVED,
                ciphers.isEmpty() ? null : String.join(",", ciphers));
    }

    private static @Nullable String suffix(Map<String, String> parameters, @Nullable String auth) {
        if (auth == null) {
            // accounts of users are checked by a server in the enterprise modes only
            if (parameters.getOrDefault("AuthenticationServiceMode", "").equals("RadiusClient")) {
                return "-Enterprise";
            }
            long known = PARAMETERS.stream().filter(parameters::containsKey).count();
            return known >= FULL_READ ? "-Personal" : null;
        }
        return switch (auth) {
            case "PSKAuthentication" -> "-Personal";
            case "EAPAuthentication", "EAPandPSKAuthentication" -> "-Enterprise";
            default -> null;
        };
    }

    private static @Nullable String ciphers(@Nullable String text) {
        List<String> listed = text == null ? null : CIPHERS.get(text);
        return listed == null || listed.isEmpty() ? null : String.join(",", listed);
    }

    /**
     * What to write for a mode.
     *
     * @param ciphers the wanted {@code EncryptionMode}; empty for those that the device has if it
     *     is in this mode already, else the usual of the mode
     * @param present what the device has now
     * @param mixedBeacon how it spells WPA and WPA2 together
     * @return by parameter name, in the order in which to write; empty if TR-098 cannot express it
     */
    static Optional<Map<String, String>> write(
            String mode,
            String ciphers,
            Map<String, String> present,
            MixedBeacon mixedBeacon,
            WlanHabits habits) {
        State state = read(present, habits);
        boolean same = state != null && state.mode().equals(mode);
        Map<String, String> values = new LinkedHashMap<>();
        int dash = mode.lastIndexOf('-');
        String auth =
                switch (dash < 0 ? "" : mode.substring(dash)) {
                    case "-Personal" -> "PSKAuthentication";
                    case "-Enterprise" -> "EAPAuthentication";
                    default -> "";
                };
        Optional<String> cipher = ciphers.isEmpty() ? Optional.empty() : cipher(ciphers);
        if (!ciphers.isEmpty() && cipher.isEmpty()) {
            return Optional.empty();
        }
        switch (auth.isEmpty() ? mode : mode.substring(0, dash)) {
            case "None" -> open(values, habits.openNetwork());
            case "WEP-64", "WEP-128" -> basic(values, "WEPEncryption");
            case "WPA" -> {
                values.put(BEACON, "WPA");
                values.put(WPA_AUTH, auth);
                values.put(WPA_CIPHER, cipher.orElse(kept(same, present, WPA_CIPHER, TKIP)));
            }
            case "WPA2" -> {
                values.put(BEACON, "11i");
                values.put(WPA2_AUTH, auth);
                values.put(WPA2_CIPHER, cipher.orElse(kept(same, present, WPA2_CIPHER, AES)));
            }
            case "WPA-WPA2" -> {
                values.put(BEACON, mixedBeacon.label());
                MixedMode mixed = habits.mixedMode();
                if (mixed == null) {
                    values.put(WPA_AUTH, auth);
                    values.put(WPA2_AUTH, auth);
                    values.put(WPA_CIPHER, cipher.orElse(kept(same, present, WPA_CIPHER, MIXED)));
                    values.put(WPA2_CIPHER, cipher.orElse(kept(same, present, WPA2_CIPHER, MIXED)));
                } else {
                    String name = mixed.encryption();
                    values.put(mixed.authentication(), auth);
                    values.put(name, cipher.orElse(kept(same, present, name, MIXED)));
                }
            }
            default -> {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    /** The cipher of now where the mode stays; what goes beyond the mode does not. */
    private static String kept(
            boolean same, Map<String, String> present, String name, String usual) {
        String now = present.getOrDefault(name, "");
        return same && List.of(TKIP, AES, MIXED).contains(now) ? now : usual;
    }

    private static void open(Map<String, String> values, @Nullable OpenNetwork form) {
        switch (form) {
            case NONE -> values.put(BEACON, "None");
            case BASIC_NONE -> basic(values, "None");
            case null -> basic(values, "None");
        }
    }

    private static void basic(Map<String, String> values, String cipher) {
        values.put(BEACON, "Basic");
        values.put(BASIC_CIPHER, cipher);
        values.put(BASIC_AUTH, "None");
    }

    /** What to write for new ciphers under the beacon type that the device has now. */
    static Optional<Map<String, String>> writeCiphers(
            String beacon, String ciphers, WlanHabits habits) {
        Optional<String> cipher = cipher(ciphers);
        if (cipher.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        boolean both = isMixed(beacon);
        if (habits.mixedMode() instanceof MixedMode mixed && both) {
            values.put(mixed.encryption(), cipher.get());
            return Optional.of(values);
        }
        if (both || beacon.contains("WPA")) {
            values.put(WPA_CIPHER, cipher.get());
        }
        if (both || beacon.contains("11i")) {
            values.put(WPA2_CIPHER, cipher.get());
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(values);
    }

    private static Optional<String> cipher(String ciphers) {
        List<String> items = Lexical.items(ciphers);
        return switch (items.size()) {
            case 1 ->
                    switch (items.getFirst()) {
                        case "TKIP" -> Optional.of(TKIP);
                        case "AES" -> Optional.of(AES);
                        default -> Optional.empty();
                    };
            case 2 ->
                    items.containsAll(List.of("TKIP", "AES"))
                            ? Optional.of(MIXED)
                            : Optional.empty();
            default -> Optional.empty();
        };
    }
}
