package org.trellis.model.capability.resolve;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.trellis.model.ParameterPath;
import org.trellis.model.capability.twin.Twin;
import org.trellis.model.capability.twin.TwinObject;
import org.trellis.model.capability.view.LanView;
import org.trellis.model.capability.view.LanView.Attachment;

/** What is in the home network: the union of three tables, keyed by MAC address. */
final class HostUnion {

    private final Twin twin;
    private final Map<String, Entry> entries = new TreeMap<>();

    private static final class Entry {
        final List<TwinObject> hosts = new ArrayList<>();
        final List<Sighting> sightings = new ArrayList<>();
    }

    private HostUnion(Twin twin) {
        this.twin = twin;
    }

    static List<LanView.Host> of(Twin twin) {
        HostUnion union = new HostUnion(twin);
        for (TwinObject host : twin.root().rows("Hosts.Host.")) {
            host.text("PhysAddress")
                    .map(HostUnion::key)
                    .filter(k -> !k.isEmpty())
                    .ifPresent(k -> union.entry(k).hosts.add(host));
        }
        for (Sighting sighting : Sightings.of(twin)) {
            union.entry(sighting.macAddress()).sightings.add(sighting);
        }
        List<LanView.Host> hosts = new ArrayList<>();
        union.entries.forEach((mac, entry) -> hosts.add(union.host(mac, entry)));
        return hosts;
    }

    private Entry entry(String key) {
        return entries.computeIfAbsent(key, _ -> new Entry());
    }

    /** A host of another link layer has an identifier of its own kind. */
    private static String key(String physAddress) {
        return MacAddress.of(physAddress)
                .orElseGet(() -> physAddress.strip().toLowerCase(Locale.ROOT));
    }

    private LanView.Host host(String mac, Entry entry) {
        entry.hosts.sort(Comparator.comparing(h -> !h.flag("Active", false)));
        entry.sightings.sort(Sighting.BEST);
        TwinObject host = entry.hosts.isEmpty() ? Twin.EMPTY.root() : entry.hosts.getFirst();
        Optional<Sighting> seen = entry.sightings.stream().findFirst();
        List<ParameterPath> sources = new ArrayList<>();
        entry.hosts.forEach(h -> sources.add(h.asPath()));
        entry.sightings.forEach(s -> sources.add(s.row().asPath()));
        return new LanView.Host(
                mac,
                host.string("HostName").or(() -> seen.flatMap(s -> s.row().string("Hostname"))),
                host.string("IPAddress"),
                host.bool("Active").or(() -> seen.flatMap(Sighting::active)),
                attachment(host, seen),
                sources);
    }

    private Optional<Attachment> attachment(TwinObject host, Optional<Sighting> seen) {
        Optional<String> layer1 = host.referenceTo("Layer1Interface");
        boolean wired = layer1.map(l -> !l.startsWith("Device.WiFi.")).orElse(false);
        if (seen.isPresent() && !(seen.get().isInactive() && wired)) {
            return Optional.of(wifi(seen.get()));
        }
        return layer1.map(l -> wired ? new Attachment.Wired(l) : wireless(l));
    }

    private static Attachment wifi(Sighting seen) {
        return new Attachment.Wifi(
                seen.accessPoint(), seen.bssid(), seen.ssid(), seen.band(), seen.signalStrength());
    }

    /** Of a wireless host that no table of stations has, the radio is known, or the SSID. */
    private Attachment wireless(String layer1) {
        Optional<TwinObject> named = twin.referred(layer1);
        Optional<String> band =
                named.flatMap(o -> o.text("OperatingFrequencyBand"))
                        .or(() -> named.flatMap(o -> Sightings.band(twin, o)));
        Optional<TwinObject> accessPoint =
                twin.root().rows("WiFi.AccessPoint.").stream()
                        .filter(a ->
                                a.referenceTo("SSIDReference").map(layer1::equals).orElse(false))
                        .findFirst();
        if (accessPoint.isPresent() && named.isPresent()) {
            return new Attachment.Wifi(
                    accessPoint.get().asPath(),
                    named.get().text("BSSID").flatMap(MacAddress::of),
                    named.get().text("SSID"),
                    band,
                    Optional.empty());
        }
        return new Attachment.Radio(layer1, band);
    }
}
