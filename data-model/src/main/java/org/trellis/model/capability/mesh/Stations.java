package org.trellis.model.capability.mesh;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.trellis.model.capability.mesh.Boxes.Box;
import org.trellis.model.capability.resolve.MacAddress;
import org.trellis.model.capability.resolve.Sighting;
import org.trellis.model.capability.resolve.Sightings;
import org.trellis.model.capability.twin.TwinObject;

/** All stations of a site, each with the box that it was seen at. */
final class Stations {

    /** A station at a box. */
    record Seen(SiteMember member, Box box, Sighting sighting) {}

    /** A multi-link station at a box (Wi-Fi 7). */
    record MultiLink(
            SiteMember member, Box box, TwinObject row, String macAddress, Set<String> links) {}

    private final Boxes boxes;
    private final List<Seen> seen = new ArrayList<>();
    private final List<MultiLink> multiLinks = new ArrayList<>();
    private final Map<String, String> mldOfLink = new HashMap<>();
    private final Set<String> backhaul = new HashSet<>();

    private Stations(Boxes boxes) {
        this.boxes = boxes;
    }

    static Stations of(List<SiteMember> members, Boxes boxes) {
        Stations stations = new Stations(boxes);
        members.forEach(stations::collect);
        return stations;
    }

    private void collect(SiteMember member) {
        Map<String, Box> boxOfBss = new HashMap<>();
        for (TwinObject node : member.twin().root().rows(Drafts.DATA_ELEMENTS)) {
            Box box = boxes.row(member, node);
            for (TwinObject radio : node.rows("Radio.")) {
                radio.rows("BSS.").forEach(b -> boxOfBss.put(b.path(), box));
            }
            node.rows("APMLD.").forEach(mld -> multiLinks(member, box, mld));
        }
        for (TwinObject node : member.twin().root().rows(Drafts.MULTI_AP)) {
            Box box = boxes.row(member, node);
            node.rows("Radio.").forEach(r -> r.rows("AP.").forEach(a -> old(member, box, a)));
        }
        Box own = boxes.device(member);
        for (Sighting sighting : Sightings.of(member.twin())) {
            Box box = boxOfBss.getOrDefault(sighting.accessPoint().text(), own);
            seen.add(new Seen(member, box, sighting));
        }
    }

    /** {@code MultiAP.APDevice.{i}.Radio.{i}.AP.{i}.} of devices before TR-181 2.19. */
    private void old(SiteMember member, Box box, TwinObject ap) {
        for (TwinObject row : ap.rows("AssociatedDevice.")) {
            Drafts.mac(row, "MACAddress")
                    .ifPresent(mac ->
                            seen.add(
                                    new Seen(
                                            member,
                                            box,
                                            new Sighting(
                                                    mac,
                                                    row,
                                                    ap.asPath(),
                                                    Drafts.mac(ap, "BSSID"),
                                                    ap.text("SSID"),
                                                    Optional.empty(),
                                                    row.integer("SignalStrength"),
                                                    row.integer("LastDataDownlinkRate"),
                                                    row.bool("Active"),
                                                    row.time("AssociationTime").map(r -> r.value()),
                                                    observedAt(row)))));
        }
    }

    private static java.time.Instant observedAt(TwinObject row) {
        return row.observation("MACAddress")
                .map(o -> o.observedAt())
                .orElse(java.time.Instant.EPOCH);
    }

    private void multiLinks(SiteMember member, Box box, TwinObject mld) {
        for (TwinObject row : mld.rows("STAMLD.")) {
            Set<String> links = new TreeSet<>();
            row.rows("AffiliatedSTA.")
                    .forEach(s -> Drafts.mac(s, "MACAddress").ifPresent(links::add));
            Optional<String> mac = row.text("MLDMACAddress").flatMap(MacAddress::of);
            if (mac.isEmpty()) {
                continue;
            }
            if (row.flag("IsbSTA", false)) {
                backhaul.add(mac.get());
                backhaul.addAll(links);
            }
            links.forEach(l -> mldOfLink.putIfAbsent(l, mac.get()));
            multiLinks.add(new MultiLink(member, box, row, mac.get(), links));
        }
    }

    List<Seen> seen() {
        return seen;
    }

    List<MultiLink> multiLinks() {
        return multiLinks;
    }

    /** The multi-link device that a link belongs to, or the station itself. */
    String clientOf(String mac) {
        return mldOfLink.getOrDefault(mac, mac);
    }

    /** Whether it is a box's connection to another box, and no client. */
    boolean isBackhaul(String mac) {
        return backhaul.contains(mac)
                || backhaul.contains(clientOf(mac))
                || boxes.owner(mac).isPresent()
                || boxes.owner(clientOf(mac)).isPresent();
    }
}
