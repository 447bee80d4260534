package org.trellis.model.translate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trellis.model.ParameterType;
import org.trellis.model.Quality;
import org.trellis.model.catalogue.Lexical;
import org.trellis.model.translate.Evidence.Entry;
import org.trellis.model.translate.PathTemplate.Indexed;
import org.trellis.model.translate.WlanConfigurations.Key;
import org.trellis.model.translate.value.LeaseTime;

/** Hosts, leases and bridge ports of a LANDevice. */
final class LateLan {

    private static final String BRIDGE_PORT = "Device.Bridging.Bridge.{i}.Port.{i}.LowerLayers";
    private static final String HOST = "Device.Hosts.Host.";
    private static final Formula HOST_NUMBER = Objects.requireNonNull(Formula.parse("host"));
    private static final Formula STATION_NUMBER =
            Objects.requireNonNull(Formula.parse("host.wlan"));
    private static final Formula STATION = Objects.requireNonNull(Formula.parse("wlan,idem"));

    private final RowTable table;
    private final CanonicalValues report;
    private final References references;
    private final Evidence evidence;
    private final WlanConfigurations wlans;
    private final @Nullable Instant observedAt;
    private final Set<String> wpsTold = new HashSet<>();
    private final Map<Long, Set<String>> addresses = new HashMap<>();
    private @Nullable Map<Key, Band> bands;

    LateLan(
            RowTable table,
            CanonicalValues report,
            References references,
            Evidence evidence,
            WlanConfigurations wlans,
            @Nullable Instant observedAt) {
        this.table = table;
        this.report = report;
        this.references = references;
        this.evidence = evidence;
        this.wlans = wlans;
        this.observedAt = observedAt;
    }

    /** TR-181 keeps what DHCP gave to a host with the pool that gave it. */
    boolean lease(Row row, Late.Lease how, long[] source, NativeValue value) {
        String host = LateTranslation.objectOf(value.path());
        long[] numbers = how.formula().forward(source);
        String from = evidence.text(host + "AddressSource");
        boolean held = from != null && from.strip().equals("DHCP");
        if (numbers == null || !held || value.text().isBlank()) {
            return false;
        }
        String target = row.target().fill(numbers);
        boolean placed =
                report.emit(
                        row, target, value, text -> leased(row, how, host, text), Quality.DERIVED);
        if (placed && row.target().text().endsWith(".Option.{i}.Value")) {
            report.fact(
                    LateTranslation.objectOf(target) + "Tag",
                    ParameterType.UNSIGNED_INT,
                    Long.toString(numbers[numbers.length - 1]),
                    value.path());
        }
        return placed;
    }

    private Optional<String> leased(Row row, Late.Lease how, String host, String text) {
        if (how.until()) {
            return observedAt == null ? Optional.empty() : LeaseTime.until(text, observedAt);
        }
        if (row.target().text().endsWith(".Active") && evidence.isFalse(host + "Active")) {
            return Optional.of("false");
        }
        return how.conversion().toCanonical().apply(text);
    }

    boolean layer1(Row row, Formula formula, long[] source, NativeValue value) {
        long[] numbers = formula.forward(source);
        return numbers != null
                && report.emit(
                        row, row.target().fill(numbers), value, this::layer1, Quality.DERIVED);
    }

    private Optional<String> layer1(String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        Indexed indexed = Indexed.of(References.nativeObject(text.strip()));
        if (indexed != null && indexed.template().equals(WlanConfigurations.PREFIX)) {
            Band band = bands().get(new Key(indexed.numbers()[0], indexed.numbers()[1]));
            return band == null
                    ? Optional.empty()
                    : Optional.of("Device.WiFi.Radio." + band.radio());
        }
        return references.toCanonical(text);
    }

    /** By now all of the report is known. */
    private Map<Key, Band> bands() {
        Map<Key, Band> known = bands == null ? wlans.bands() : bands;
        bands = known;
        return known;
    }

    /** State, lock and enabling together; the parameter that decides has found its place. */
    boolean wpsStatus(Row row, Formula formula, long[] source, NativeValue value) {
        long[] numbers = formula.forward(source);
        if (numbers == null) {
            return false;
        }
        String wps = LateTranslation.objectOf(value.path());
        String state = evidence.text(wps + "ConfigurationState");
        String locked = evidence.text(wps + "SetupLockedState");
        String status = null;
        String decisive = "";
        if (evidence.isFalse(wps + "Enable")) {
            status = "Disabled";
        } else if (locked != null && !locked.isBlank() && !locked.equals("Unlocked")) {
            status = "SetupLocked";
            decisive = "SetupLockedState";
        } else if (evidence.isTrue(wps + "SetupLock")) {
            status = "SetupLocked";
            decisive = "SetupLock";
        } else if (state != null) {
            decisive = "ConfigurationState";
            status =
                    switch (state) {
                        case "Configured" -> "Configured";
                        case "Not configured" -> "Unconfigured";
                        default -> null;
                    };
        }
        if (status == null) {
            return false;
        }
        if (wpsTold.add(wps)) {
            report.derive(row, row.target().fill(numbers), status, wps + decisive, Quality.DERIVED);
        }
        return value.path().endsWith("." + decisive);
    }

    /** A station whose address the table of hosts does not tell. */
    boolean stationAddress(Row row, long[] source, NativeValue value) {
        String station = LateTranslation.objectOf(value.path());
        String mac = evidence.text(station + "AssociatedDeviceMACAddress");
        if (mac == null || value.text().isBlank()) {
            return false;
        }
        int hosts = evidence.below(Evidence.HOST_MAC, source[0]).size();
        if (addresses.computeIfAbsent(source[0], this::addresses).contains(Lexical.mac(mac))) {
            return false;
        }
        String counted =
                evidence.text(
                        Evidence.IGD + "LANDevice." + source[0] + ".Hosts.HostNumberOfEntries");
        long[] numbers = STATION_NUMBER.forward(source);
        long[] accessPoint = STATION.forward(source);
        // only who has seen all hosts knows that one is missing
        if (counted == null
                || !counted.strip().equals(Integer.toString(hosts))
                || numbers == null
                || accessPoint == null) {
            return false;
        }
        String object = HOST + numbers[0] + ".";
        report.fact(object + "PhysAddress", ParameterType.STRING, Lexical.mac(mac), value.path());
        report.fact(object + "Active", ParameterType.BOOLEAN, "true", value.path());
        report.fact(
                object + "AssociatedDevice",
                ParameterType.STRING,
                associatedDevice(accessPoint),
                value.path());
        return report.emit(row, row.target().fill(numbers), value, Optional::of, Quality.DERIVED);
    }

    private Set<String> addresses(long lan) {
        return evidence.below(Evidence.HOST_MAC, lan).stream()
                .map(host -> Lexical.mac(host.text()))
                .collect(Collectors.toSet());
    }

    private static String associatedDevice(long[] numbers) {
        return "Device.WiFi.AccessPoint." + numbers[0] + ".AssociatedDevice." + numbers[1];
    }

    /** What no single value tells. */
    void facts() {
        associatedDevices();
        bridgePorts();
        for (Entry pools : evidence.all(Evidence.POOLS)) {
            long count = Indexed.number(pools.text(), 0, pools.text().length());
            String order = "Device.DHCPv4.Server.Pool.{i}.Order";
            if (count > 0 || pools.text().equals("0")) {
                // the main pool serves whom no conditional pool serves
                report.derive(
                        table.factRow(order),
                        PathTemplate.of(order).fill(pools.numbers()),
                        Long.toString(Math.max(count, 0) + 1),
                        pools.value().path(),
                        Quality.DERIVED);
            }
        }
    }

    private void associatedDevices() {
        List<Entry> stations = evidence.all(Evidence.STATION_MAC);
        if (stations.isEmpty()) {
            return;
        }
        Map<String, Entry> byMac = new HashMap<>();
        for (Entry station : stations) {
            byMac.putIfAbsent(Lexical.mac(station.text()), station);
        }
        String template = HOST + "{i}.AssociatedDevice";
        for (Entry host : evidence.all(Evidence.HOST_MAC)) {
            Entry station = byMac.get(Lexical.mac(host.text()));
            long[] accessPoint = station == null ? null : STATION.forward(station.numbers());
            long[] numbers = HOST_NUMBER.forward(host.numbers());
            if (accessPoint != null && numbers != null) {
                report.derive(
                        table.factRow(template),
                        PathTemplate.of(template).fill(numbers),
                        associatedDevice(accessPoint),
                        host.value().path(),
                        Quality.DERIVED);
            }
        }
    }

    private void bridgePorts() {
        Map<Long, List<String>> bridges = new TreeMap<>();
        for (String source : List.of(Evidence.LAN_ETHERNET, Evidence.SSID)) {
            for (Entry each : evidence.all(source)) {
                Row row = table.objectRow(LateTranslation.objectOf(source));
                if (row != null && row.how() instanceof Late.BridgePort how) {
                    bridgePort(row, how, each, bridges);
                }
            }
        }
        bridges.forEach((lan, references) -> {
            String device = Evidence.IGD + "LANDevice." + lan + ".";
            int counted =
                    count(device + "LANEthernetInterfaceNumberOfEntries")
                            + count(device + "LANWLANConfigurationNumberOfEntries");
            // an incomplete list would say that the other ports are gone
            if (counted == references.size()) {
                report.derive(
                        table.factRow(BRIDGE_PORT),
                        PathTemplate.of(BRIDGE_PORT).fill(new long[] {lan, 1}),
                        String.join(",", references),
                        device,
                        Quality.DERIVED);
            }
        });
    }

    private void bridgePort(
            Row row, Late.BridgePort how, Entry each, Map<Long, List<String>> bridges) {
        long[] port = how.formula().forward(each.numbers());
        long[] lower = how.lower().forward(each.numbers());
        if (port == null || lower == null) {
            return;
        }
        String object = row.target().fill(port);
        bridges.computeIfAbsent(each.numbers()[0], _ -> new ArrayList<>())
                .add(object.substring(0, object.length() - 1));
        report.derive(
                table.factRow(BRIDGE_PORT),
                object + "LowerLayers",
                how.lowerTable() + lower[0],
                LateTranslation.objectOf(each.value().path()),
                Quality.DERIVED);
        report.fact(
                object + "ManagementPort",
                ParameterType.BOOLEAN,
                "false",
                LateTranslation.objectOf(each.value().path()));
    }

    private int count(String path) {
        String text = evidence.text(path);
        return text == null
                ? -1
                : (int) Math.max(0, Indexed.number(text.strip(), 0, text.strip().length()));
    }
}
