package org.trellis.model.capability;

/** Devices as they are found in homes. */
final class Homes {

    static final String PHONE = "00:00:5e:00:53:01";
    static final String LAPTOP = "00:00:5e:00:53:02";
    static final String PRINTER = "00:00:5e:00:53:03";
    static final String GATEWAY_24 = "02:00:5e:10:00:24";
    static final String GATEWAY_5 = "02:00:5e:10:00:50";

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
