package org.trellis.model.capability.mesh;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.trellis.model.capability.mesh.Boxes.Box;
import org.trellis.model.capability.mesh.Stations.MultiLink;
import org.trellis.model.capability.mesh.Stations.Seen;
import org.trellis.model.capability.resolve.Sighting;
import org.trellis.model.capability.twin.Reading;
import org.trellis.model.capability.twin.TwinObject;
import org.trellis.model.capability.view.Topology;
import org.trellis.model.capability.view.Topology.Evidence;

/** What tells the uplink of a box, in the order of weight. */
final class Claims {

    private static final String WIFI = "Wi-Fi";

    private final Boxes boxes;
    private final Stations stations;
    private final Neighbors neighbors;
    private final Optional<SiteMember> gateway;

    /**
     * @param gateway the managed device that is the root
     */
    Claims(Boxes boxes, Stations stations, Neighbors neighbors, Optional<SiteMember> gateway) {
        this.boxes = boxes;
        this.stations = stations;
        this.neighbors = neighbors;
        this.gateway = gateway;
    }

    List<Claim> of(Box box) {
        List<Claim> claims = new ArrayList<>();
        for (Draft draft : boxes.drafts(box)) {
            switch (draft.of()) {
                case DATA_ELEMENTS -> dataElements(box, draft, claims);
                case MULTI_AP -> multiAp(box, draft, claims);
                case DEVICE, IEEE1905 -> {}
            }
        }
        stations(box, claims);
        for (Neighbors.Link link : neighbors.towardsRoot(box)) {
            claims.add(
                    new Claim(
                            Evidence.IEEE1905_NEIGHBOR,
                            link.neighbor(),
                            link.media(),
                            Optional.empty(),
                            link.source()));
        }
        hosts(box, claims);
        claims.sort(Claim.BEST);
        return claims;
    }

    private void dataElements(Box box, Draft draft, List<Claim> claims) {
        TwinObject row = draft.row();
        Optional<String> media =
                row.text("BackhaulMediaType")
                        .or(() -> row.text("MultiAPDevice.Backhaul.LinkType"))
                        .filter(m -> !m.isEmpty() && !m.equals("None"));
        Optional<Long> rate = row.integer("BackhaulPHYRate").map(Reading::value);
        claim(box, draft, Evidence.BACKHAUL_AL_ID, "BackhaulALID", media, rate, claims);
        claim(
                box,
                draft,
                Evidence.BACKHAUL_AL_ID,
                "MultiAPDevice.Backhaul.BackhaulDeviceID",
                media,
                rate,
                claims);
        claim(box, draft, Evidence.BACKHAUL_MAC_ADDRESS, "BackhaulMACAddress", media, rate, claims);
        claim(
                box,
                draft,
                Evidence.BACKHAUL_MAC_ADDRESS,
                "MultiAPDevice.Backhaul.BackhaulMACAddress",
                media,
                rate,
                claims);
    }

    private void multiAp(Box box, Draft draft, List<Claim> claims) {
        Optional<String> media =
                draft.row().text("BackhaulLinkType").filter(m -> !m.isEmpty() && !m.equals("None"));
        Optional<Long> none = Optional.empty();
        claim(box, draft, Evidence.BACKHAUL_AL_ID, "BackhaulDeviceID", media, none, claims);
        claim(box, draft, Evidence.BACKHAUL_MAC_ADDRESS, "BackhaulMACAddress", media, none, claims);
    }

    private void claim(
            Box box,
            Draft draft,
            Evidence evidence,
            String relative,
            Optional<String> media,
            Optional<Long> rate,
            List<Claim> claims) {
        Drafts.mac(draft.row(), relative)
                .flatMap(boxes::owner)
                .filter(parent -> !parent.equals(box))
                .ifPresent(parent ->
                        claims.add(
                                new Claim(
                                        evidence,
                                        parent,
                                        media,
                                        rate,
                                        source(draft.member(), draft.row(), relative))));
    }

    /** Where one of the box's own addresses is a station. */
    private void stations(Box box, List<Claim> claims) {
        var own = boxes.macAddresses(box);
        stations.seen().stream()
                .filter(s -> own.contains(s.sighting().macAddress()) && !s.box().equals(box))
                .min(Comparator.comparing(Seen::sighting, Sighting.BEST))
                .ifPresent(s ->
                        claims.add(
                                new Claim(
                                        Evidence.STATION,
                                        s.box(),
                                        Optional.of(WIFI),
                                        Optional.empty(),
                                        source(s.member(), s.sighting().row(), "MACAddress"))));
        for (MultiLink mld : stations.multiLinks()) {
            if (!mld.box().equals(box)
                    && (own.contains(mld.macAddress())
                            || mld.links().stream().anyMatch(own::contains))) {
                claims.add(
                        new Claim(
                                Evidence.STATION,
                                mld.box(),
                                Optional.of(WIFI),
                                Optional.empty(),
                                source(mld.member(), mld.row(), "MLDMACAddress")));
            }
        }
    }

    private void hosts(Box box, List<Claim> claims) {
        if (gateway.isEmpty() || boxes.device(gateway.get()).equals(box)) {
            return;
        }
        var own = boxes.macAddresses(box);
        for (TwinObject host : gateway.get().twin().root().rows("Hosts.Host.")) {
            if (Drafts.mac(host, "PhysAddress").filter(own::contains).isPresent()) {
                claims.add(
                        new Claim(
                                Evidence.HOST,
                                boxes.device(gateway.get()),
                                media(host),
                                Optional.empty(),
                                source(gateway.get(), host, "PhysAddress")));
            }
        }
    }

    private static Optional<String> media(TwinObject host) {
        return host.text("InterfaceType")
                .filter(t -> !t.isEmpty())
                .or(() ->
                        host.referenceTo("Layer1Interface")
                                .map(l ->
                                        l.startsWith("Device.WiFi.")
                                                ? WIFI
                                                : l.startsWith("Device.Ethernet.")
                                                        ? "Ethernet"
                                                        : ""))
                .filter(t -> !t.isEmpty());
    }

    static Topology.Source source(SiteMember member, TwinObject row, String relative) {
        return Boxes.source(member, row.asPath().child(relative), row.observation(relative));
    }
}
