package org.trellis.model.capability.resolve;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trellis.model.capability.twin.Observation;
import org.trellis.model.capability.twin.Reading;
import org.trellis.model.capability.twin.Twin;
import org.trellis.model.capability.twin.TwinObject;

/** All stations that a twin tells of: of its own access points, and of the mesh that it knows. */
public final class Sightings {

    private static final String NODES = "WiFi.DataElements.Network.Device.";
    private static final long RCPI_MAX = 220;

    private final Twin twin;
    private final Map<String, String> bands = new HashMap<>();
    private final List<Sighting> found = new ArrayList<>();

    private Sightings(Twin twin) {
        this.twin = twin;
    }

    /** In the order of the tables; a station may be in it several times. */
    public static List<Sighting> of(Twin twin) {
        Sightings sightings = new Sightings(twin);
        sightings.accessPoints();
        for (TwinObject node : twin.root().rows(NODES)) {
            for (TwinObject radio : node.rows("Radio.")) {
                radio.rows("BSS.").forEach(bss -> sightings.bss(radio, bss));
            }
        }
        return sightings.found;
    }

    private void accessPoints() {
        for (TwinObject accessPoint : twin.root().rows("WiFi.AccessPoint.")) {
            Optional<TwinObject> ssid =
                    accessPoint.referenceTo("SSIDReference").flatMap(twin::referred);
            Optional<String> band = ssid.flatMap(s -> band(twin, s));
            Optional<String> bssid = ssid.flatMap(s -> s.text("BSSID")).flatMap(MacAddress::of);
            bssid.ifPresent(b -> band.ifPresent(x -> bands.put(b, x)));
            for (TwinObject row : accessPoint.rows("AssociatedDevice.")) {
                mac(row).ifPresent(mac ->
                        found.add(
                                new Sighting(
                                        mac,
                                        row,
                                        accessPoint.asPath(),
                                        bssid,
                                        ssid.flatMap(s -> s.text("SSID")),
                                        band,
                                        row.integer("SignalStrength"),
                                        row.integer("LastDataDownlinkRate"),
                                        row.bool("Active"),
                                        row.time("AssociationTime").map(Reading::value),
                                        observedAt(row))));
            }
        }
    }

    private void bss(TwinObject radio, TwinObject bss) {
        Optional<String> bssid = bss.text("BSSID").flatMap(MacAddress::of);
        Optional<String> band = bssid.map(bands::get).or(() -> bandOfClass(radio));
        for (TwinObject row : bss.rows("STA.")) {
            mac(row).ifPresent(mac ->
                    found.add(
                            new Sighting(
                                    mac,
                                    row,
                                    bss.asPath(),
                                    bssid,
                                    bss.text("SSID"),
                                    band,
                                    dbm(row),
                                    row.integer("LastDataDownlinkRate"),
                                    Optional.empty(),
                                    connectedSince(row),
                                    observedAt(row))));
        }
    }

    /** The band of an SSID, by the radio below it. */
    static Optional<String> band(Twin twin, TwinObject ssid) {
        return radio(ssid)
                .flatMap(twin::referred)
                .flatMap(r -> r.text("OperatingFrequencyBand"))
                .filter(b -> !b.isEmpty());
    }

    /** The radio that an SSID runs on. */
    static Optional<String> radio(TwinObject ssid) {
        return ssid.list("LowerLayers").map(Reading::value).orElse(List.of()).stream()
                .map(Twin::plain)
                .filter(l -> l.startsWith("Device.WiFi.Radio."))
                .findFirst();
    }

    /** IEEE 802.11 Annex E, table E-4: global operating classes. */
    private static Optional<String> bandOfClass(TwinObject radio) {
        for (TwinObject profile : radio.rows("CurrentOperatingClassProfile.")) {
            long number = profile.count("Class", 0);
            if (number >= 81 && number <= 84) {
                return Optional.of("2.4GHz");
            }
            if (number >= 115 && number <= 130) {
                return Optional.of("5GHz");
            }
            if (number >= 131 && number <= 137) {
                return Optional.of("6GHz");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> mac(TwinObject row) {
        return row.text("MACAddress").flatMap(MacAddress::of);
    }

    /** Data Elements report RCPI (IEEE 802.11 9.4.2.38): half decibels above -110 dBm. */
    private static Optional<Reading<Long>> dbm(TwinObject row) {
        return row.integer("SignalStrength")
                .filter(r -> r.value() >= 0 && r.value() <= RCPI_MAX)
                .map(r -> r.derived(rcpi -> rcpi / 2 - 110));
    }

    /** Seconds before the report. */
    private static Optional<Instant> connectedSince(TwinObject row) {
        return row.integer("LastConnectTime")
                .filter(r -> r.value() >= 0 && r.value() < Integer.MAX_VALUE)
                .map(r -> r.observedAt().minusSeconds(r.value()));
    }

    private static Instant observedAt(TwinObject row) {
        return row.observation("MACAddress").map(Observation::observedAt).orElse(Instant.EPOCH);
    }
}
