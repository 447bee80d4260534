package org.trellis.model.capability;

import java.time.Instant;

/** Devices as they are found in homes. */
final class Homes {

    static final String PHONE = "00:00:5e:00:53:01";
    static final String LAPTOP = "00:00:5e:00:53:02";
    static final String PRINTER = "00:00:5e:00:53:03";
    static final String GATEWAY_AL = "02:00:5e:10:00:01";
    static final String GATEWAY_24 = "02:00:5e:10:00:24";
    static final String GATEWAY_5 = "02:00:5e:10:00:50";
    static final String GATEWAY_ETH = "00:00:5e:10:00:0e";
    static final String WIRELESS_AL = "02:00:5e:20:00:01";
    static final String WIRELESS_STATION = "02:00:5e:20:00:99";
    static final String WIRELESS_5 = "02:00:5e:20:00:50";
    static final String WIRED_AL = "02:00:5e:30:00:01";
    static final String WIRED_ETH = "00:00:5e:30:00:0e";
    static final String WIRED_5 = "02:00:5e:30:00:50";

    private Homes() {}

    /** Two bands, one name, a guest network on the lower band. */
    static TwinBuilder dualBand() {
        return wifi(new TwinBuilder())
                .row(
                        "Device.DeviceInfo.",
                        "Manufacturer",
                        "Acme",
                        "ManufacturerOUI",
                        "00005E",
                        "ProductClass",
                        "HG-1",
                        "SerialNumber",
                        "SN1",
                        "ModelName",
                        "Home Gateway",
                        "HardwareVersion",
                        "A",
                        "SoftwareVersion",
                        "1.0.7",
                        "UpTime",
                        "86400",
                        "MemoryStatus.Total",
                        "262144",
                        "MemoryStatus.Free",
                        "131072",
                        "ProcessStatus.CPUUsage",
                        "7",
                        "TemperatureStatus.TemperatureSensor.1.Name",
                        "SoC",
                        "TemperatureStatus.TemperatureSensor.1.Value",
                        "61",
                        "ActiveFirmwareImage",
                        "Device.DeviceInfo.FirmwareImage.1.",
                        "BootFirmwareImage",
                        "Device.DeviceInfo.FirmwareImage.2")
                .row(
                        "Device.DeviceInfo.FirmwareImage.",
                        "1.Version",
                        "1.0.7",
                        "1.Status",
                        "Active",
                        "1.Available",
                        "true",
                        "2.Version",
                        "1.1.0",
                        "2.Status",
                        "Available",
                        "2.Available",
                        "true")
                .row(
                        "Device.Time.",
                        "Enable",
                        "true",
                        "LocalTimeZone",
                        "CET-1CEST,M3.5.0,M10.5.0/3",
                        "Status",
                        "Synchronized",
                        "Client.1.Servers",
                        "0.pool.example,1.pool.example");
    }

    private static TwinBuilder wifi(TwinBuilder b) {
        b.row(
                "Device.WiFi.Radio.1.",
                "Enable",
                "true",
                "OperatingFrequencyBand",
                "2.4GHz",
                "Channel",
                "6",
                "AutoChannelEnable",
                "true",
                "PossibleChannels",
                "1,6,11",
                "OperatingChannelBandwidth",
                "20MHz",
                "OperatingStandards",
                "g,n,ax",
                "TransmitPower",
                "100",
                "Stats.Noise",
                "-92");
        b.row(
                "Device.WiFi.Radio.2.",
                "Enable",
                "true",
                "OperatingFrequencyBand",
                "5GHz",
                "Channel",
                "36",
                "AutoChannelEnable",
                "true",
                "OperatingChannelBandwidth",
                "80MHz",
                "OperatingStandards",
                "a,n,ac,ax",
                "TransmitPower",
                "100",
                "Stats.Noise",
                "-95");
        ssid(b, 1, "home", 1, GATEWAY_24);
        ssid(b, 2, "home", 2, GATEWAY_5);
        ssid(b, 3, "visitors", 1, "02:00:5e:10:00:25");
        b.row(
                "Device.WiFi.AccessPoint.2.AssociatedDevice.1.",
                "MACAddress",
                PHONE,
                "SignalStrength",
                "-51",
                "LastDataDownlinkRate",
                "866000",
                "Active",
                "true");
        return b;
    }

    static void ssid(TwinBuilder b, int number, String name, int radio, String bssid) {
        b.row(
                "Device.WiFi.SSID." + number + ".",
                "SSID",
                name,
                "Enable",
                "true",
                "BSSID",
                bssid,
                "LowerLayers",
                "Device.WiFi.Radio." + radio + ".");
        b.row(
                "Device.WiFi.AccessPoint." + number + ".",
                "Enable",
                "true",
                "SSIDReference",
                "Device.WiFi.SSID." + number,
                "SSIDAdvertisementEnabled",
                "true",
                "IsolationEnable",
                "false",
                "Security.ModeEnabled",
                "WPA2-Personal",
                "Security.ModesSupported",
                "None,WPA2-Personal,WPA3-Personal-Transition,WPA3-Personal",
                "Security.KeyPassphrase",
                "",
                "Security.SAEPassphrase",
                "");
    }

    /** IP over PPP over VLAN over PTM over DSL. */
    static TwinBuilder pppoe() {
        return lan(new TwinBuilder())
                .row(
                        "Device.IP.Interface.2.",
                        "Status",
                        "Up",
                        "LastChange",
                        "3600",
                        "LowerLayers",
                        "Device.PPP.Interface.1",
                        "Router",
                        "Device.Routing.Router.1",
                        "IPv4Address.1.IPAddress",
                        "192.0.2.7",
                        "IPv4Address.1.AddressingType",
                        "IPCP",
                        "Stats.BytesSent",
                        "18446744073709551615",
                        "Stats.BytesReceived",
                        "12")
                .row(
                        "Device.PPP.Interface.1.",
                        "ConnectionStatus",
                        "Connected",
                        "LastConnectionError",
                        "ERROR_NONE",
                        "Username",
                        "joe@isp.example",
                        "Password",
                        "",
                        "LowerLayers",
                        "Device.Ethernet.VLANTermination.1")
                .value("Device.Ethernet.VLANTermination.1.LowerLayers", "Device.Ethernet.Link.1")
                .value("Device.Ethernet.Link.1.LowerLayers", "Device.PTM.Link.1")
                .value("Device.PTM.Link.1.LowerLayers", "Device.DSL.Channel.1")
                .row(
                        "Device.DSL.Channel.1.",
                        "LowerLayers",
                        "Device.DSL.Line.1",
                        "DownstreamCurrRate",
                        "109000",
                        "UpstreamCurrRate",
                        "36000")
                .row(
                        "Device.DSL.Line.1.",
                        "Upstream",
                        "true",
                        "LinkStatus",
                        "Up",
                        "DownstreamNoiseMargin",
                        "81",
                        "UpstreamNoiseMargin",
                        "72",
                        "DownstreamAttenuation",
                        "143")
                .row(
                        "Device.Routing.Router.1.IPv4Forwarding.1.",
                        "Enable",
                        "true",
                        "DestIPAddress",
                        "",
                        "Interface",
                        "Device.IP.Interface.2",
                        "GatewayIPAddress",
                        "192.0.2.1")
                .row(
                        "Device.DNS.Client.Server.1.",
                        "DNSServer",
                        "192.0.2.53",
                        "Interface",
                        "Device.IP.Interface.2");
    }

    /** IP over Ethernet with an address by DHCP. */
    static TwinBuilder ipoe() {
        return lan(new TwinBuilder())
                .row(
                        "Device.IP.Interface.2.",
                        "Status",
                        "Up",
                        "IPv4Address.1.IPAddress",
                        "198.51.100.9",
                        "IPv4Address.1.SubnetMask",
                        "255.255.255.0",
                        "IPv4Address.1.AddressingType",
                        "DHCP")
                .row(
                        "Device.InterfaceStack.1.",
                        "HigherLayer",
                        "Device.IP.Interface.2",
                        "LowerLayer",
                        "Device.Ethernet.Link.9")
                .row(
                        "Device.InterfaceStack.2.",
                        "HigherLayer",
                        "Device.Ethernet.Link.9",
                        "LowerLayer",
                        "Device.Ethernet.Interface.9")
                .value("Device.Ethernet.Interface.9.Upstream", "true")
                .row(
                        "Device.DHCPv4.Client.1.",
                        "Interface",
                        "Device.IP.Interface.2",
                        "DHCPStatus",
                        "Bound",
                        "LeaseTimeRemaining",
                        "1800");
    }

    /** The home side of a gateway, with a printer at a port. */
    static TwinBuilder lan(TwinBuilder b) {
        return b.row(
                        "Device.IP.Interface.1.",
                        "Status",
                        "Up",
                        "LowerLayers",
                        "Device.Bridging.Bridge.1.Port.1",
                        "IPv4Address.1.IPAddress",
                        "192.168.1.1",
                        "IPv4Address.1.SubnetMask",
                        "255.255.255.0")
                .row(
                        "Device.DHCPv4.Server.Pool.1.",
                        "Enable",
                        "true",
                        "Interface",
                        "Device.IP.Interface.1",
                        "MinAddress",
                        "192.168.1.10",
                        "MaxAddress",
                        "192.168.1.99",
                        "LeaseTime",
                        "86400",
                        "DNSServers",
                        "192.168.1.1",
                        "StaticAddress.4.Enable",
                        "true",
                        "StaticAddress.4.Chaddr",
                        PRINTER,
                        "StaticAddress.4.Yiaddr",
                        "192.168.1.60")
                .row(
                        "Device.Ethernet.Interface.1.",
                        "Status",
                        "Up",
                        "CurrentBitRate",
                        "1000",
                        "DuplexMode",
                        "Auto",
                        "Upstream",
                        "false")
                .row(
                        "Device.Hosts.Host.1.",
                        "PhysAddress",
                        PRINTER,
                        "HostName",
                        "printer",
                        "IPAddress",
                        "192.168.1.60",
                        "Active",
                        "true",
                        "Layer1Interface",
                        "Device.Ethernet.Interface.1");
    }

    /** A mesh controller with one extender over the air and one at a cable. */
    static TwinBuilder mesh() {
        TwinBuilder b = lan(dualBand());
        b.value("Device.Ethernet.Interface.1.MACAddress", GATEWAY_ETH);
        b.value("Device.IEEE1905.AL.IEEE1905Id", GATEWAY_AL);
        String nodes = "Device.WiFi.DataElements.Network.Device.";
        b.row(
                nodes + "1.",
                "ID",
                GATEWAY_AL,
                "Radio.1.BSS.1.BSSID",
                GATEWAY_5,
                "Radio.1.BSS.1.STA.1.MACAddress",
                WIRELESS_STATION,
                "Radio.1.BSS.1.STA.1.SignalStrength",
                "110",
                "Radio.1.BSS.1.STA.2.MACAddress",
                PHONE,
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
                LAPTOP,
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
        ssid(b, 1, "home", 1, WIRED_5);
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

    static TwinBuilder voice() {
        String service = "Device.Services.VoiceService.1.";
        return new TwinBuilder()
                .row(
                        service + "CallControl.Line.1.",
                        "Enable",
                        "true",
                        "Status",
                        "Up",
                        "DirectoryNumber",
                        "+4930123456")
                .row(
                        service + "SIP.Client.1.",
                        "Status",
                        "Up",
                        "AuthUserName",
                        "4930123456",
                        "AuthPassword",
                        "")
                .row(
                        service + "SIP.Network.1.",
                        "ProxyServer",
                        "sip.example",
                        "RegistrarServer",
                        "registrar.example");
    }

    static TwinBuilder plug() {
        String device = "Device.ProxiedDevice.1.";
        return new TwinBuilder()
                .row(
                        device,
                        "Name",
                        "desk lamp",
                        "Type",
                        "SmartPlug",
                        "Online",
                        "true",
                        "LastTimeContacted",
                        "2026-05-01T11:59:58Z",
                        "ProxyProtocol",
                        "ZigBee")
                .row(
                        device + "IoTCapability.1.",
                        "Class",
                        "BinaryControl",
                        "Name",
                        "switch",
                        "BinaryControl.Type",
                        "Switch",
                        "BinaryControl.Value",
                        "false")
                .row(
                        device + "Node.1.IoTCapability.1.",
                        "Class",
                        "LevelSensor",
                        "Name",
                        "energy.active.import",
                        "LevelSensor.Type",
                        "Energy",
                        "LevelSensor.Unit",
                        "kWh",
                        "LevelSensor.Value",
                        "123.4560000000000001")
                .supports("Device.ProxiedDevice.{i}.IoTCapability.{i}.BinaryControl.Toggle()");
    }
}
