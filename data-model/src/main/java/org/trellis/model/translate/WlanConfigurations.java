package org.trellis.model.translate;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trellis.model.profile.WlanHabits;
import org.trellis.model.translate.PathTemplate.Indexed;

/**
 * The WLANConfigurations that a report or a question mentions, in the order of their numbers: their
 * Wi-Fi security and their radios follow from several parameters together.
 */
final class WlanConfigurations {

    static final String PREFIX = "InternetGatewayDevice.LANDevice.{i}.WLANConfiguration.{i}.";

    private final WlanHabits habits;
    private final SortedMap<Key, Map<String, NativeValue>> values = new TreeMap<>();

    WlanConfigurations(WlanHabits habits) {
        this.habits = habits;
    }

    /** The two numbers of a WLANConfiguration. */
    record Key(long lan, long wlan) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byLan = Long.compare(lan, other.lan);
            return byLan != 0 ? byLan : Long.compare(wlan, other.wlan);
        }

        /** Its object path. */
        String path() {
            return "InternetGatewayDevice.LANDevice." + lan + ".WLANConfiguration." + wlan + ".";
        }

        long[] numbers() {
            return new long[] {lan, wlan};
        }
    }

    /** Remembers a value if it belongs to a WLANConfiguration. */
    void add(Indexed path, NativeValue value) {
        if (path.template().startsWith(PREFIX)) {
            Key key = new Key(path.numbers()[0], path.numbers()[1]);
            String name = value.path().substring(key.path().length());
            values.computeIfAbsent(key, _ -> new TreeMap<>()).put(name, value);
        }
    }

    Iterable<Key> keys() {
        return values.keySet();
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    /** The texts of one WLANConfiguration by the name in it. */
    Map<String, String> texts(Key key) {
        Map<String, String> texts = new TreeMap<>();
        values.getOrDefault(key, Map.of()).forEach((name, value) -> texts.put(name, value.text()));
        return texts;
    }

    @Nullable NativeValue value(Key key, String name) {
        return values.getOrDefault(key, Map.of()).get(name);
    }

    /** The band of every WLANConfiguration that tells it. */
    Map<Key, Band> bands() {
        Map<Key, Band> bands = new TreeMap<>();
        for (Key key : values.keySet()) {
            Band band = Band.of(texts(key), habits, key.wlan());
            if (band != null) {
                bands.put(key, band);
            }
        }
        return bands;
    }
}
