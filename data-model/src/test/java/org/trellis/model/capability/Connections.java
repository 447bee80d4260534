package org.trellis.model.capability;

/** Gateways by the way they reach their provider. */
final class Connections {

    private Connections() {}

    /** IP over PPP over VLAN over PTM over DSL. */
    static TwinBuilder pppoe() {
        return Homes.lan(new TwinBuilder())
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
        return Homes.lan(new TwinBuilder())
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
}
