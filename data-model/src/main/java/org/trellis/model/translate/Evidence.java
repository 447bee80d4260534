package org.trellis.model.translate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trellis.model.translate.PathTemplate.Indexed;

/** What the values of one report say about each other. */
final class Evidence {

    static final String IGD = "InternetGatewayDevice.";
    static final String LAN = IGD + "LANDevice.{i}.";
    static final String HOST_MAC = LAN + "Hosts.Host.{i}.MACAddress";
    static final String SSID = WlanConfigurations.PREFIX + "SSID";
    static final String STATION_MAC =
            WlanConfigurations.PREFIX + "AssociatedDevice.{i}.AssociatedDeviceMACAddress";
    static final String LAN_ETHERNET = LAN + "LANEthernetInterfaceConfig.{i}.Enable";
    static final String POOLS = LAN + "LANHostConfigManagement.DHCPConditionalPoolNumberOfEntries";
    static final String INTERFACE_KEY =
            IGD + "Layer2Bridging.AvailableInterface.{i}.AvailableInterfaceKey";
    static final String DEFAULT_CONNECTION = IGD + "Layer3Forwarding.DefaultConnectionService";
    static final String LINE = IGD + "Services.VoiceService.{i}.VoiceProfile.{i}.Line.{i}.";
    static final String LINE_PORTS = LINE + "PhyReferenceList";
    static final String CODEC_PRIORITY = LINE + "Codec.List.{i}.Priority";

    private static final String WAN = IGD + "WANDevice.{i}.";
    private static final String LINK = "WANConnectionDevice.{i}.";
    private static final Set<String> COLLECTED =
            Stream.concat(
                            Stream.of(
                                    HOST_MAC,
                                    SSID,
                                    STATION_MAC,
                                    LAN_ETHERNET,
                                    POOLS,
                                    INTERFACE_KEY,
                                    LINE_PORTS,
                                    CODEC_PRIORITY),
                            Join.KEYS.stream())
                    .collect(Collectors.toUnmodifiableSet());

    private final Map<String, String> texts;
    private final Map<String, List<Entry>> entries = new HashMap<>();
    private final Map<String, Map<String, Entry>> byText = new HashMap<>();
    private final Map<String, Map<String, List<Entry>>> byNumbers = new HashMap<>();
    private final Set<Long> dslLines = new LinkedHashSet<>();
    private final Set<Long> ethernets = new HashSet<>();
    private final Map<Link, Set<String>> links = new LinkedHashMap<>();

    /** A value that is looked for by more than its path. */
    record Entry(long[] numbers, NativeValue value) {
        String text() {
            return value.text().strip();
        }

        /** Compares by content: an array has no equality of its own. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Entry that
                    && value.equals(that.value)
                    && Arrays.equals(numbers, that.numbers);
        }

        @Override
        public int hashCode() {
            return value.hashCode();
        }

        @Override
        public String toString() {
            return value.path();
        }
    }

    /** A WANConnectionDevice. */
    record Link(long wan, long connection) {
        String path() {
            return IGD + "WANDevice." + wan + ".WANConnectionDevice." + connection + ".";
        }
    }

    Evidence(int size) {
        this.texts = HashMap.newHashMap(size);
    }

    void add(Indexed path, NativeValue value) {
        texts.put(value.path(), value.text());
        if (COLLECTED.contains(path.template())) {
            entries.computeIfAbsent(path.template(), _ -> new ArrayList<>())
                    .add(new Entry(path.numbers(), value));
        }
        if (path.template().startsWith(WAN)) {
            wan(path);
        }
    }

    private void wan(Indexed path) {
        String template = path.template();
        int from = WAN.length();
        if (template.startsWith("WANDSLInterfaceConfig.", from)) {
            dslLines.add(path.numbers()[0]);
        } else if (template.startsWith("WANEthernetInterfaceConfig.", from)) {
            ethernets.add(path.numbers()[0]);
        } else if (template.startsWith(LINK, from)) {
            int start = from + LINK.length();
            int end = template.indexOf('.', start);
            if (end > 0) {
                links.computeIfAbsent(
                                new Link(path.numbers()[0], path.numbers()[1]),
                                _ -> new HashSet<>())
                        .add(template.substring(start, end));
            }
        }
    }

    /** The native text at a path; null if the report does not hold it. */
    @Nullable String text(String path) {
        return texts.get(path);
    }

    boolean isTrue(String path) {
        String text = texts.get(path);
        return text != null && (text.strip().equals("1") || text.strip().equals("true"));
    }

    /** As {@link #isTrue}; what is not told is not false. */
    boolean isFalse(String path) {
        String text = texts.get(path);
        return text != null && (text.strip().equals("0") || text.strip().equals("false"));
    }

    List<Entry> all(String template) {
        return entries.getOrDefault(template, List.of());
    }

    /**
     * The first entry with a text that shares some numbers, from the left; null if there is none.
     */
    @Nullable Entry first(String template, String text, long[] numbers, int shared) {
        return byText.computeIfAbsent(template + shared, _ -> byText(template, shared))
                .get(Arrays.toString(Arrays.copyOf(numbers, shared)) + text);
    }

    private Map<String, Entry> byText(String template, int shared) {
        Map<String, Entry> found = new HashMap<>();
        for (Entry entry : all(template)) {
            String place = Arrays.toString(Arrays.copyOf(entry.numbers(), shared));
            found.putIfAbsent(place + entry.text(), entry);
        }
        return found;
    }

    /** The entries whose numbers begin with some, in the order of the report. */
    List<Entry> below(String template, long... numbers) {
        return byNumbers
                .computeIfAbsent(
                        template + numbers.length, _ -> byNumbers(template, numbers.length))
                .getOrDefault(Arrays.toString(numbers), List.of());
    }

    private Map<String, List<Entry>> byNumbers(String template, int length) {
        return all(template).stream()
                .collect(
                        Collectors.groupingBy(
                                entry -> Arrays.toString(Arrays.copyOf(entry.numbers(), length))));
    }

    Set<Long> dslLines() {
        return dslLines;
    }

    /** The objects that the report holds of each WANConnectionDevice. */
    Map<Link, Set<String>> links() {
        return links;
    }

    /** What the WAN interface is: as it says, or as its objects show; empty if neither tells. */
    String access(long wan) {
        String told =
                texts.get(IGD + "WANDevice." + wan + ".WANCommonInterfaceConfig.WANAccessType");
        if (told != null && !told.isBlank()) {
            return told.strip();
        }
        if (dslLines.contains(wan)) {
            return "DSL";
        }
        return ethernets.contains(wan) ? "Ethernet" : "";
    }
}
