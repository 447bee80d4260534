package org.trellis.model.translate;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trellis.model.Quality;
import org.trellis.model.translate.WlanConfigurations.Key;

/**
 * What several parameters of WLANConfigurations say together: their radio and their security. Of
 * all WLANConfigurations of one band the first one speaks for the radio; the values of the others
 * are kept as they are.
 */
final class WlanTranslation {

    private static final String SSID = "Device.WiFi.SSID.";
    private static final String ACCESS_POINT = "Device.WiFi.AccessPoint.";

    private final RowTable table;
    private final CanonicalValues report;
    private final WlanConfigurations wlans;
    private final Set<String> placed;
    private final Map<Key, Band> bands;

    WlanTranslation(
            RowTable table, CanonicalValues report, WlanConfigurations wlans, Set<String> placed) {
        this.table = table;
        this.report = report;
        this.wlans = wlans;
        this.placed = placed;
        this.bands = wlans.bands();
    }

    void translate() {
        radios();
        for (Key key : wlans.keys()) {
            Map<String, String> texts = wlans.texts(key);
            long[] number = table.wlanNumber(key.numbers());
            if (number != null) {
                security(key, texts, number[0]);
                links(key, texts, number[0]);
            }
        }
    }

    private void radios() {
        Map<Band, Set<String>> spoken = new EnumMap<>(Band.class);
        for (Key key : wlans.keys()) {
            Band band = bands.get(key);
            for (String name : wlans.texts(key).keySet()) {
                radioValue(key, name, band, spoken);
            }
        }
    }

    private void radioValue(
            Key key, String name, @Nullable Band band, Map<Band, Set<String>> spoken) {
        NativeValue value = wlans.value(key, name);
        boolean onRadio = false;
        boolean placed = false;
        for (Row row : table.bySource(WlanConfigurations.PREFIX + name)) {
            boolean standard = row.how() instanceof Row.RadioStandard;
            if (value == null || !(standard || row.how() instanceof Row.OnRadio)) {
                continue;
            }
            onRadio = true;
            if (band == null) {
                continue;
            }
            Set<String> told = spoken.computeIfAbsent(band, _ -> new LinkedHashSet<>());
            if (told.add(row.target().text())) {
                String target = row.target().fill(new long[] {band.radio()});
                placed |=
                        report.emit(
                                row,
                                target,
                                value,
                                row.how() instanceof Row.OnRadio(Conversion conversion)
                                        ? conversion.toCanonical()
                                        : band::standards181,
                                Quality.REPORTED);
            }
        }
        if (onRadio && !placed && value != null && !this.placed.contains(value.path())) {
            report.raw(value, table.nativeNode(WlanConfigurations.PREFIX + name));
        }
    }

    private void security(Key key, Map<String, String> texts, long number) {
        WlanSecurity.State state = WlanSecurity.read(texts, table.habits());
        if (state == null) {
            return;
        }
        String object = ACCESS_POINT + "{i}.Security.";
        derive(object + "ModesSupported", number, WlanSecurity.MODES, key, Quality.ASSUMED);
        derive(object + "ModeEnabled", number, state.mode(), key, state.quality());
        if (state.ciphers() != null) {
            derive(object + "EncryptionMode", number, state.ciphers(), key, state.quality());
        }
        String index = texts.getOrDefault("WEPKeyIndex", "1");
        NativeValue wepKey = wlans.value(key, "WEPKey." + index + ".WEPKey");
        if (wepKey != null) {
            // of the index and the key only the key is told
            for (Row row : table.byTarget(object + "WEPKey")) {
                report.emit(
                        row,
                        row.target().fill(new long[] {number}),
                        wepKey,
                        Optional::of,
                        Quality.REPORTED);
            }
        }
    }

    /** References between the rows that one WLANConfiguration feeds. */
    private void links(Key key, Map<String, String> texts, long number) {
        if (!texts.containsKey("SSID")) {
            return;
        }
        Quality derived = Quality.DERIVED;
        derive(ACCESS_POINT + "{i}.SSIDReference", number, SSID + number, key, derived);
        Band band = bands.get(key);
        if (band == null) {
            return;
        }
        String radio = "Device.WiFi.Radio.";
        derive(SSID + "{i}.LowerLayers", number, radio + band.radio(), key, derived);
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Name", band.label());
        facts.put("OperatingFrequencyBand", band.label());
        facts.put("SupportedFrequencyBands", band.label());
        if (texts.containsKey("AutoChannelEnable")) {
            facts.put("AutoChannelSupported", "true");
        }
        facts.forEach(
                (name, text) -> derive(radio + "{i}." + name, band.radio(), text, key, derived));
        derive(radio + "{i}.Upstream", band.radio(), "false", key, Quality.ASSUMED);
    }

    private void derive(String template, long number, String text, Key key, Quality quality) {
        for (Row row : table.byTarget(template)) {
            report.derive(row, row.target().fill(new long[] {number}), text, key.path(), quality);
            return;
        }
    }
}
