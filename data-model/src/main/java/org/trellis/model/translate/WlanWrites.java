package org.trellis.model.translate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.trellis.model.ErrorCode;
import org.trellis.model.profile.WlanHabits.MixedBeacon;
import org.trellis.model.translate.WlanConfigurations.Key;

/**
 * Writes that concern a whole WLANConfiguration (its security) or all of one band (their radio).
 * Security is written when all of a request is known, since mode and ciphers may come in either
 * order.
 */
final class WlanWrites {

    /** Where WLANConfigurations are looked for; gateways number them densely from 1. */
    private static final int LANS = 2;

    private static final int WLANS = 16;

    private final RowTable table;
    private final WritePlan plan;
    private final Function<String, Optional<String>> current;
    private final Map<Key, Wanted> security = new LinkedHashMap<>();
    private Map<Key, Band> bands = Map.of();

    /** What a request wants of one access point's security. */
    private static final class Wanted {
        private String path = "";
        private String mode = "";
        private String ciphers = "";
    }

    WlanWrites(RowTable table, WritePlan plan, Function<String, Optional<String>> current) {
        this.table = table;
        this.plan = plan;
        this.current = current;
    }

    /**
     * Radio parameters are written to the first WLANConfiguration of the band; those that devices
     * keep for each of them, to all.
     *
     * @param text empty if the value cannot be expressed
     */
    void radio(String path, Row row, long radio, Optional<String> text) {
        if (text.isEmpty()) {
            plan.refuse(
                    path,
                    ErrorCode.INVALID_VALUE,
                    "this value has no counterpart in TR-098 (" + row.transform() + ")");
            return;
        }
        List<Key> group = group(radio);
        if (group.isEmpty()) {
            plan.refuse(
                    path,
                    ErrorCode.NOT_SUPPORTED,
                    "no WLANConfiguration of this band is known; read Device.WiFi. first");
            return;
        }
        String name = row.source().text().substring(WlanConfigurations.PREFIX.length());
        if (row.transform().equals("channel")) {
            leaveAutomaticChannel(path, group.getFirst());
        }
        boolean each = row.transform().equals("lead+fanout");
        for (Key key : each ? group : group.subList(0, 1)) {
            plan.put(path, key.path() + name, text.get());
        }
    }

    /** A device that chooses its channel itself would change it back. */
    private void leaveAutomaticChannel(String path, Key key) {
        String automatic = key.path() + "AutoChannelEnable";
        boolean on =
                current.apply(automatic).filter(t -> t.equals("true") || t.equals("1")).isPresent();
        if (on && !plan.isWritten(automatic)) {
            plan.put(path, automatic, "false");
        }
    }

    private List<Key> group(long radio) {
        if (bands.isEmpty()) {
            bands = knownBands();
        }
        List<Key> group = new ArrayList<>();
        bands.forEach((key, band) -> {
            if (band.radio() == radio) {
                group.add(key);
            }
        });
        return group;
    }

    private Map<Key, Band> knownBands() {
        Map<Key, Band> known = new LinkedHashMap<>();
        for (Key key : places()) {
            Map<String, String> texts = new LinkedHashMap<>();
            for (String name : Band.EVIDENCE) {
                current.apply(key.path() + name).ifPresent(t -> texts.put(name, t));
            }
            Band band = texts.isEmpty() ? null : Band.of(texts, table.habits(), key.wlan());
            if (band != null) {
                known.put(key, band);
            }
        }
        return known;
    }

    private static List<Key> places() {
        List<Key> places = new ArrayList<>();
        for (long lan = 1; lan <= LANS; lan++) {
            for (long wlan = 1; wlan <= WLANS; wlan++) {
                places.add(new Key(lan, wlan));
            }
        }
        return places;
    }

    /**
     * @return false if no WLANConfiguration has this number
     */
    boolean security(String path, Row row, long[] numbers, String text) {
        long[] source = table.wlanSource(numbers);
        if (source == null) {
            return false;
        }
        Key key = new Key(source[0], source[1]);
        if (row.target().text().endsWith(".WEPKey")) {
            String index = current.apply(key.path() + "WEPKeyIndex").orElse("1");
            plan.put(path, key.path() + "WEPKey." + index + ".WEPKey", text);
            return true;
        }
        Wanted wanted = security.computeIfAbsent(key, _ -> new Wanted());
        wanted.path = path;
        if (row.target().text().endsWith(".ModeEnabled")) {
            wanted.mode = text;
        } else {
            wanted.ciphers = text;
        }
        return true;
    }

    /** What the device has now, as far as is known. */
    private Map<String, String> present(Key key) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String name : WlanSecurity.parameters(table.habits())) {
            current.apply(key.path() + name).ifPresent(t -> texts.put(name, t));
        }
        return texts;
    }

    /**
     * How the device spells WPA and WPA2 together: as it does here, or else at another of its
     * WLANConfigurations, or else as is known of it.
     */
    private MixedBeacon mixedBeacon(String here) {
        return MixedBeacon.of(here)
                .or(() -> {
                    for (Key key : places()) {
                        Optional<MixedBeacon> there =
                                current.apply(key.path() + WlanSecurity.BEACON)
                                        .flatMap(MixedBeacon::of);
                        if (there.isPresent()) {
                            return there;
                        }
                    }
                    return Optional.ofNullable(table.habits().mixedBeacon());
                })
                .orElse(MixedBeacon.WPA_AND_11I);
    }

    /** Writes the security of every access point that the request concerns. */
    void finish() {
        security.forEach((key, wanted) -> {
            String beacon = current.apply(key.path() + WlanSecurity.BEACON).orElse("");
            Optional<Map<String, String>> values =
                    wanted.mode.isEmpty()
                            ? WlanSecurity.writeCiphers(beacon, wanted.ciphers, table.habits())
                            : WlanSecurity.write(
                                    wanted.mode,
                                    wanted.ciphers,
                                    present(key),
                                    mixedBeacon(beacon),
                                    table.habits());
            if (values.isEmpty()) {
                plan.refuse(
                        wanted.path,
                        ErrorCode.NOT_SUPPORTED,
                        "TR-098 cannot express this security"
                                + (wanted.mode.isEmpty()
                                        ? " while the mode is not known to use ciphers"
                                        : ""));
                return;
            }
            values.get().forEach((name, text) -> plan.put(wanted.path, key.path() + name, text));
        });
    }
}
