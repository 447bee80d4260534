package org.trellis.model.capability.resolve;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.trellis.model.capability.twin.Reading;
import org.trellis.model.capability.twin.Twin;
import org.trellis.model.capability.twin.TwinObject;
import org.trellis.model.capability.view.Summary;
import org.trellis.model.capability.view.WifiView;
import org.trellis.model.capability.view.WifiView.Bss;
import org.trellis.model.capability.view.WifiView.Use;
import org.trellis.model.profile.AccessPointUses;

/**
 * Networks: radio of a band, SSIDs whose lower layers hold that radio, access point whose reference
 * is that SSID; grouped by name.
 */
public final class WifiResolver {

    private final Twin twin;
    private final AccessPointUses uses;
    private final Map<String, TwinObject> accessPoints = new HashMap<>();
    private final Set<String> backhauls = new HashSet<>();
    private final Set<String> guestNames = new HashSet<>();
    private final Set<String> backhaulNames = new HashSet<>();

    private WifiResolver(Snapshot device) {
        this.twin = device.twin();
        this.uses = device.uses();
        for (TwinObject accessPoint : twin.root().rows("WiFi.AccessPoint.")) {
            accessPoint
                    .referenceTo("SSIDReference")
                    .ifPresent(s -> accessPoints.putIfAbsent(s, accessPoint));
        }
        uses();
    }

    public static WifiView resolve(Snapshot device, Summary summary) {
        WifiResolver resolver = new WifiResolver(device);
        return new WifiView(
                summary,
                resolver.networks(),
                device.twin().root().rows("WiFi.Radio.").stream().map(WifiResolver::radio).toList(),
                clients(device.twin()));
    }

    /** What a mesh controller says its BSSs and names are for. */
    private void uses() {
        TwinObject network = twin.root().at("WiFi.DataElements.Network.");
        for (TwinObject name : network.rows("SSID.")) {
            name.text("SSID")
                    .ifPresent(ssid -> {
                        if (name.text("Type").map(t -> t.equalsIgnoreCase("Guest")).orElse(false)) {
                            guestNames.add(ssid);
                        }
                        if (name.text("HaulType").map(t -> t.equals("Backhaul")).orElse(false)) {
                            backhaulNames.add(ssid);
                        }
                    });
        }
        for (TwinObject node : network.rows("Device.")) {
            for (TwinObject radio : node.rows("Radio.")) {
                for (TwinObject bss : radio.rows("BSS.")) {
                    if (bss.flag("BackhaulUse", false) && !bss.flag("FronthaulUse", true)) {
                        bss.text("BSSID").flatMap(MacAddress::of).ifPresent(backhauls::add);
                    }
                }
            }
        }
    }

    private List<WifiView.Network> networks() {
        List<Bss> all = withPrimary(members());
        Map<String, List<Bss>> byName = new TreeMap<>();
        List<WifiView.Network> nameless = new ArrayList<>();
        for (Bss bss : all) {
            if (bss.ssid().isPresent()) {
                byName.computeIfAbsent(bss.ssid().get().value(), _ -> new ArrayList<>()).add(bss);
            } else {
                nameless.add(new WifiView.Network(Optional.empty(), List.of(bss)));
            }
        }
        List<WifiView.Network> networks = new ArrayList<>();
        byName.forEach(
                (name, members) -> networks.add(new WifiView.Network(Optional.of(name), members)));
        networks.addAll(nameless);
        return networks;
    }

    private List<Bss> members() {
        List<Bss> members = new ArrayList<>();
        for (TwinObject ssid : twin.root().rows("WiFi.SSID.")) {
            Optional<TwinObject> accessPoint =
                    Optional.ofNullable(accessPoints.get(ssid.reference()));
            TwinObject ap = accessPoint.orElse(Twin.EMPTY.root());
            members.add(
                    new Bss(
                            ssid.asPath(),
                            accessPoint.map(TwinObject::asPath),
                            Sightings.radio(ssid),
                            Sightings.band(twin, ssid),
                            use(ssid, accessPoint),
                            false,
                            ssid.string("SSID"),
                            ssid.bool("Enable"),
                            ap.bool("Enable"),
                            ssid.string("BSSID"),
                            ap.bool("SSIDAdvertisementEnabled"),
                            ap.bool("IsolationEnable"),
                            new WifiView.Security(
                                    ap.string("Security.ModeEnabled"),
                                    ap.list("Security.ModesSupported"),
                                    ap.secret("Security.KeyPassphrase"),
                                    ap.secret("Security.SAEPassphrase"))));
        }
        return members;
    }

    private Use use(TwinObject ssid, Optional<TwinObject> accessPoint) {
        long number = accessPoint.map(TwinObject::number).orElse(0L);
        Optional<String> name = ssid.text("SSID");
        boolean backhaul =
                uses.backhauls().contains(number)
                        || name.map(backhaulNames::contains).orElse(false)
                        || ssid.text("BSSID")
                                .flatMap(MacAddress::of)
                                .map(backhauls::contains)
                                .orElse(false);
        if (backhaul) {
            return Use.BACKHAUL;
        }
        boolean guest =
                uses.guests().contains(number) || name.map(guestNames::contains).orElse(false);
        return guest ? Use.GUEST : Use.FRONTHAUL;
    }

    /** On each radio the lowest access point that is enabled and serves the household. */
    private static List<Bss> withPrimary(List<Bss> members) {
        Map<String, Bss> lowest = new LinkedHashMap<>();
        members.stream()
                .filter(b -> b.accessPoint().isPresent() && b.band().isPresent())
                .filter(b -> b.isEnabled() && b.use() == Use.FRONTHAUL)
                .sorted(Comparator.comparing(b -> b.accessPoint().orElseThrow()))
                .forEach(b -> lowest.putIfAbsent(b.radio().orElseThrow(), b));
        return members.stream().map(b -> lowest.containsValue(b) ? primary(b) : b).toList();
    }

    private static Bss primary(Bss b) {
        return new Bss(
                b.ssidPath(),
                b.accessPoint(),
                b.radio(),
                b.band(),
                b.use(),
                true,
                b.ssid(),
                b.enable(),
                b.accessPointEnable(),
                b.bssid(),
                b.advertised(),
                b.isolated(),
                b.security());
    }

    private static WifiView.Radio radio(TwinObject r) {
        return new WifiView.Radio(
                r.asPath(),
                r.number(),
                r.string("OperatingFrequencyBand"),
                r.bool("Enable"),
                r.integer("Channel"),
                r.bool("AutoChannelEnable"),
                r.string("OperatingChannelBandwidth"),
                r.list("OperatingStandards"),
                r.integer("TransmitPower"),
                r.integer("Stats.Noise"));
    }

    private static List<WifiView.Client> clients(Twin twin) {
        Map<String, Sighting> best = new TreeMap<>();
        for (Sighting sighting : Sightings.of(twin)) {
            best.merge(
                    sighting.macAddress(),
                    sighting,
                    (a, b) -> Sighting.BEST.compare(a, b) <= 0 ? a : b);
        }
        return best.values().stream()
                .map(s ->
                        new WifiView.Client(
                                s.macAddress(),
                                s.row().asPath(),
                                Optional.of(s.accessPoint()),
                                s.ssid(),
                                s.band(),
                                s.signalStrength(),
                                s.downlinkRate(),
                                s.active()))
                .toList();
    }

    /** The bands and the rest of a name's members, for those who choose between them. */
    public static String describe(Bss bss) {
        return bss.accessPoint().orElse(bss.ssidPath())
                + bss.ssid().map(Reading::value).map(n -> " \"" + n + "\"").orElse("")
                + bss.band().map(b -> " " + b).orElse("");
    }
}
