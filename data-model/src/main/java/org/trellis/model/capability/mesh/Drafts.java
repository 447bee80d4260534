package org.trellis.model.capability.mesh;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.trellis.model.capability.mesh.Draft.Maker;
import org.trellis.model.capability.mesh.Draft.Of;
import org.trellis.model.capability.resolve.MacAddress;
import org.trellis.model.capability.twin.Reading;
import org.trellis.model.capability.twin.TwinObject;

/**
 * Everything in a twin that describes a box. A box's identity is the set of its MAC addresses: of
 * its abstraction layer, radios, BSSs, backhaul stations and Ethernet. Addresses of clients are
 * never among them.
 */
final class Drafts {

    static final String DATA_ELEMENTS = "WiFi.DataElements.Network.Device.";
    static final String MULTI_AP = "WiFi.MultiAP.APDevice.";
    static final String IEEE1905 = "IEEE1905.AL.NetworkTopology.IEEE1905Device.";

    private Drafts() {}

    static List<Draft> of(SiteMember member) {
        TwinObject root = member.twin().root();
        List<Draft> drafts = new ArrayList<>();
        drafts.add(device(member, root));
        root.rows(DATA_ELEMENTS).forEach(row -> drafts.add(dataElements(member, row)));
        // what remains there of a device whose Data Elements it was translated to has no address
        root.rows(MULTI_AP).stream()
                .filter(row -> mac(row, "MACAddress").isPresent())
                .forEach(row -> drafts.add(multiAp(member, row)));
        root.rows(IEEE1905).forEach(row -> drafts.add(ieee1905(member, row)));
        return drafts;
    }

    private static Draft device(SiteMember member, TwinObject root) {
        Set<String> own = new TreeSet<>();
        Set<String> served = new HashSet<>();
        root.rows("WiFi.AccessPoint.")
                .forEach(a -> a.referenceTo("SSIDReference").ifPresent(served::add));
        for (TwinObject ssid : root.rows("WiFi.SSID.")) {
            add(own, ssid, "MACAddress");
            // of a station's SSID it is the address of the access point at the other end
            if (served.contains(ssid.reference())) {
                add(own, ssid, "BSSID");
            }
        }
        root.rows("Ethernet.Interface.").forEach(i -> add(own, i, "MACAddress"));
        root.rows("Ethernet.Link.").forEach(l -> add(own, l, "MACAddress"));
        root.rows("IEEE1905.AL.Interface.").forEach(i -> add(own, i, "InterfaceId"));
        Optional<String> alId = mac(root, "IEEE1905.AL.IEEE1905Id");
        alId.ifPresent(own::add);
        TwinObject info = root.at("DeviceInfo.");
        return new Draft(
                member,
                Of.DEVICE,
                root,
                own,
                alId,
                new Maker(
                        text(info, "Manufacturer"),
                        text(info, "ManufacturerOUI"),
                        text(info, "ModelName"),
                        text(info, "SerialNumber")));
    }

    private static Draft dataElements(SiteMember member, TwinObject row) {
        Set<String> own = new TreeSet<>();
        Optional<String> alId = mac(row, "ID");
        alId.ifPresent(own::add);
        for (TwinObject radio : row.rows("Radio.")) {
            radio.text("ID").flatMap(MacAddress::ofBase64).ifPresent(own::add);
            add(own, radio, "BackhaulSta.MACAddress");
            radio.rows("BSS.").forEach(b -> add(own, b, "BSSID"));
        }
        for (TwinObject mld : row.rows("APMLD.")) {
            add(own, mld, "MLDMACAddress");
            mld.rows("AffiliatedAP.").forEach(a -> add(own, a, "BSSID"));
        }
        own.addAll(stations(row));
        return new Draft(
                member,
                Of.DATA_ELEMENTS,
                row,
                own,
                alId,
                new Maker(
                        text(row, "Manufacturer"),
                        text(row, "MultiAPDevice.ManufacturerOUI"),
                        text(row, "ManufacturerModel"),
                        text(row, "SerialNumber")));
    }

    /** The box's own stations of a multi-link backhaul. */
    private static Set<String> stations(TwinObject row) {
        Set<String> own = new TreeSet<>();
        add(own, row, "bSTAMLD.MLDMACAddress");
        row.list("bSTAMLD.AffiliatedbSTAList").map(Reading::value).orElse(List.of()).stream()
                .flatMap(m -> MacAddress.of(m).stream())
                .forEach(own::add);
        return own;
    }

    private static Draft multiAp(SiteMember member, TwinObject row) {
        Set<String> own = new TreeSet<>();
        Optional<String> alId = mac(row, "MACAddress");
        alId.ifPresent(own::add);
        row.rows("Radio.").forEach(r -> r.rows("AP.").forEach(a -> add(own, a, "BSSID")));
        return new Draft(
                member,
                Of.MULTI_AP,
                row,
                own,
                alId,
                new Maker(
                        text(row, "Manufacturer"),
                        text(row, "ManufacturerOUI"),
                        Optional.empty(),
                        text(row, "SerialNumber")));
    }

    private static Draft ieee1905(SiteMember member, TwinObject row) {
        Set<String> own = new TreeSet<>();
        Optional<String> alId = mac(row, "IEEE1905Id");
        alId.ifPresent(own::add);
        row.rows("Interface.").forEach(i -> add(own, i, "InterfaceId"));
        return new Draft(
                member,
                Of.IEEE1905,
                row,
                own,
                alId,
                new Maker(
                        text(row, "ManufacturerName"),
                        Optional.empty(),
                        text(row, "ManufacturerModel"),
                        Optional.empty()));
    }

    static Optional<String> mac(TwinObject row, String relative) {
        return row.text(relative).flatMap(MacAddress::of);
    }

    private static void add(Set<String> own, TwinObject row, String relative) {
        mac(row, relative).ifPresent(own::add);
    }

    private static Optional<String> text(TwinObject row, String relative) {
        return row.text(relative).filter(t -> !t.isBlank());
    }
}
