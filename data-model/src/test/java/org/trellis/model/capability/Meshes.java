package org.trellis.model.capability;

import java.time.Instant;

/** A gateway with two extenders. */
final class Meshes {

    static final String GATEWAY_AL = "02:00:5e:10:00:01";
    static final String GATEWAY_ETH = "00:00:5e:10:00:0e";
    static final String WIRELESS_AL = "02:00:5e:20:00:01";
    static final String WIRELESS_STATION = "02:00:5e:20:00:99";
    static final String WIRELESS_5 = "02:00:5e:20:00:50";
    static final String WIRED_AL = "02:00:5e:30:00:01";
    static final String WIRED_ETH = "00:00:5e:30:00:0e";
    static final String WIRED_5 = "02:00:5e:30:00:50";

    private Meshes() {}

    /** A mesh controller with one extender over the air and one at a cable. */
    static TwinBuilder mesh() {
        TwinBuilder b = Homes.lan(Homes.dualBand());
        b.value("Device.Ethernet.Interface.1.MACAddress", GATEWAY_ETH);
        b.value("Device.IEEE1905.AL.IEEE1905Id", GATEWAY_AL);
        String nodes = "Device.WiFi.DataElements.Network.Device.";
        b.row(
                nodes + "1.",
                "ID",
                GATEWAY_AL,
                "Radio.1.BSS.1.BSSID",
                Homes.GATEWAY_5,
                "Radio.1.BSS.1.STA.1.MACAddress",
                WIRELESS_STATION,
                "Radio.1.BSS.1.STA.1.SignalStrength",
                "110",
                "Radio.1.BSS.1.STA.2.MACAddress",
                Homes.PHONE,
                "Radio.1.BSS.1.STA.2.SignalStrength",
                "118",
                "Radio.1.BSS.1.STA.2.LastConnectTime",
                "900");
        b.row(
                nodes + "2.",
                "ID",
                WIRELESS_AL,
                "BackhaulALID",
                GATEWAY_AL,
                "BackhaulMediaType",
                "IEEE 802.11ax",
                "BackhaulPHYRate",
                "1201",
                "Radio.1.BackhaulSta.MACAddress",
                WIRELESS_STATION,
                "Radio.1.BSS.1.BSSID",
                WIRELESS_5,
                "Radio.1.BSS.1.SSID",
                "home",
                "Radio.1.BSS.1.STA.1.MACAddress",
                Homes.LAPTOP,
                "Radio.1.BSS.1.STA.1.SignalStrength",
                "140");
        b.row(nodes + "3.", "ID", WIRED_AL, "Radio.1.BSS.1.BSSID", WIRED_5);
        String neighbors = "Device.IEEE1905.AL.NetworkTopology.IEEE1905Device.";
        b.row(
                neighbors + "1.",
                "IEEE1905Id",
                GATEWAY_AL,
                "Interface.1.MediaType",
                "IEEE 802.3ab",
                "IEEE1905Neighbor.1.NeighborDeviceId",
                WIRED_AL,
                "IEEE1905Neighbor.1.LocalInterface",
                neighbors + "1.Interface.1");
        b.row(neighbors + "2.", "IEEE1905Id", WIRED_AL);
        return b;
    }

    /** The wired extender, managed itself, with a laptop that has just come. */
    static TwinBuilder wiredExtender() {
        TwinBuilder b = new TwinBuilder().at(Instant.parse("2026-05-01T12:05:00Z"));
        Homes.ssid(b, 1, "home", 1, WIRED_5);
        b.value("Device.WiFi.Radio.1.OperatingFrequencyBand", "5GHz");
        b.value("Device.Ethernet.Interface.1.MACAddress", WIRED_ETH);
        b.row(
                "Device.DeviceInfo.",
                "Manufacturer",
                "Acme",
                "ManufacturerOUI",
                "00005E",
                "SerialNumber",
                "EXT2");
        return b;
    }
}
