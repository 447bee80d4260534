package org.trellis.model.capability;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.trellis.model.SupportedNode;
import org.trellis.model.catalogue.Catalogue;
import org.trellis.model.catalogue.CatalogueNode;

/**
 * Devices that report anything: parts of everything that capabilities look at, with references that
 * lead anywhere, in circles too.
 */
final class RandomHome {

    static final String SECRET = "a-secret-never-shown";

    private static final List<String> TOPS =
            List.of(
                    "Device.WiFi.",
                    "Device.IP.Interface.",
                    "Device.Routing.",
                    "Device.Hosts.",
                    "Device.DHCPv4.",
                    "Device.NAT.",
                    "Device.DNS.",
                    "Device.PPP.",
                    "Device.IEEE1905.",
                    "Device.DeviceInfo.",
                    "Device.Time.",
                    "Device.ProxiedDevice.",
                    "Device.IoTCapability.",
                    "Device.InterfaceStack.",
                    "Device.Ethernet.",
                    "Device.DSL.",
                    "Device.Cellular.",
                    "Device.Services.VoiceService.",
                    "Device.SoftwareModules.",
                    "Device.XPON.",
                    "Device.LocalAgent.Controller.");

    /** What resolvers follow comes often. */
    private static final List<String> KEYS =
            List.of(
                    "Device.WiFi.SSID.{i}.SSID",
                    "Device.WiFi.SSID.{i}.LowerLayers",
                    "Device.WiFi.SSID.{i}.BSSID",
                    "Device.WiFi.SSID.{i}.Enable",
                    "Device.WiFi.AccessPoint.{i}.SSIDReference",
                    "Device.WiFi.AccessPoint.{i}.Enable",
                    "Device.WiFi.AccessPoint.{i}.Security.KeyPassphrase",
                    "Device.WiFi.AccessPoint.{i}.AssociatedDevice.{i}.MACAddress",
                    "Device.WiFi.Radio.{i}.OperatingFrequencyBand",
                    "Device.WiFi.Radio.{i}.Channel",
                    "Device.IP.Interface.{i}.LowerLayers",
                    "Device.IP.Interface.{i}.IPv4Address.{i}.IPAddress",
                    "Device.IP.Interface.{i}.IPv4Address.{i}.SubnetMask",
                    "Device.PPP.Interface.{i}.LowerLayers",
                    "Device.PPP.Interface.{i}.Username",
                    "Device.PPP.Interface.{i}.Password",
                    "Device.InterfaceStack.{i}.HigherLayer",
                    "Device.InterfaceStack.{i}.LowerLayer",
                    "Device.Ethernet.Interface.{i}.Upstream",
                    "Device.Ethernet.Interface.{i}.MACAddress",
                    "Device.Routing.Router.{i}.IPv4Forwarding.{i}.Interface",
                    "Device.Routing.Router.{i}.IPv6Forwarding.{i}.Interface",
                    "Device.DHCPv4.Server.Pool.{i}.Interface",
                    "Device.DHCPv4.Server.Pool.{i}.Enable",
                    "Device.DHCPv4.Server.Pool.{i}.StaticAddress.{i}.Chaddr",
                    "Device.Hosts.Host.{i}.PhysAddress",
                    "Device.Hosts.Host.{i}.Layer1Interface",
                    "Device.NAT.PortMapping.{i}.ExternalPort",
                    "Device.WiFi.DataElements.Network.Device.{i}.ID",
                    "Device.WiFi.DataElements.Network.Device.{i}.BackhaulALID",
                    "Device.WiFi.DataElements.Network.Device.{i}.BackhaulMACAddress",
                    "Device.WiFi.DataElements.Network.Device.{i}.Radio.{i}.BSS.{i}.BSSID",
                    "Device.WiFi.DataElements.Network.Device.{i}.Radio.{i}.BSS.{i}.STA.{i}"
                            + ".MACAddress",
                    "Device.WiFi.DataElements.Network.Device.{i}.APMLD.{i}.STAMLD.{i}"
                            + ".MLDMACAddress",
                    "Device.WiFi.DataElements.Network.Device.{i}.APMLD.{i}.STAMLD.{i}"
                            + ".AffiliatedSTA.{i}.MACAddress",
                    "Device.IEEE1905.AL.NetworkTopology.IEEE1905Device.{i}.IEEE1905Id",
                    "Device.IEEE1905.AL.NetworkTopology.IEEE1905Device.{i}.IEEE1905Neighbor.{i}"
                            + ".NeighborDeviceId",
                    "Device.ProxiedDevice.{i}.IoTCapability.{i}.BinaryControl.Value",
                    "Device.ProxiedDevice.{i}.Name",
                    "Device.Time.Client.{i}.Servers",
                    "Device.Services.VoiceService.{i}.CallControl.Line.{i}.DirectoryNumber");

    private static final List<String> TEMPLATES = templates();

    final Random random;

    RandomHome(long seed) {
        this.random = new Random(seed);
    }

    private static List<String> templates() {
        Set<String> found = new LinkedHashSet<>();
        for (CatalogueNode node : Catalogue.canonical().nodes()) {
            if (node.kind() == SupportedNode.Kind.PARAMETER
                    && !node.template().contains("()")
                    && !node.template().contains("!")
                    && TOPS.stream().anyMatch(node.template()::startsWith)) {
                found.add(node.template());
            }
        }
        return List.copyOf(found);
    }

    TwinBuilder next() {
        TwinBuilder home = new TwinBuilder();
        int count = 20 + random.nextInt(250);
        for (int i = 0; i < count; i++) {
            String template = random.nextInt(4) > 0 ? pick(KEYS) : pick(TEMPLATES);
            home.at(TwinBuilder.NOON.plusSeconds(random.nextInt(10)));
            String path = numbered(template);
            boolean secret =
                    Catalogue.canonical().isSecret(org.trellis.model.ParameterPath.of(path));
            home.value(path, secret ? SECRET : text(), random.nextInt(8) > 0);
        }
        return home;
    }

    private String numbered(String template) {
        String path = template;
        while (path.contains("{i}")) {
            path = path.replaceFirst("\\{i}", Integer.toString(1 + random.nextInt(3)));
        }
        return path;
    }

    String text() {
        return switch (random.nextInt(12)) {
            case 0, 1 -> reference();
            case 2, 3, 4 -> mac();
            case 5 -> pick(List.of("192.168.1.1", "203.0.113.9", "10.0.0.1", "0.0.0.0", "1.2"));
            case 6 -> pick(List.of("255.255.255.0", "255.0.0.0", "0.0.0.0", ""));
            case 7, 8 -> Boolean.toString(random.nextBoolean());
            case 9 -> Integer.toString(random.nextInt(400) - 100);
            case 10 ->
                    pick(
                            List.of(
                                    "2.4GHz",
                                    "5GHz",
                                    "6GHz",
                                    "Up",
                                    "home",
                                    "visitors",
                                    "WPA2-Personal",
                                    "WPA3-Personal",
                                    "BinaryControl",
                                    "LevelSensor",
                                    "Guest"));
            default ->
                    pick(
                            List.of(
                                    "",
                                    ".",
                                    "..",
                                    "Device",
                                    "Device.",
                                    ",,",
                                    "99999999999999999999",
                                    "1e999999999",
                                    "\u0000",
                                    "Device.X.",
                                    "{i}",
                                    "not a time",
                                    "0001-01-01T00:00:00Z",
                                    "a b\"c]"));
        };
    }

    private String reference() {
        return numbered(
                        pick(
                                List.of(
                                        "Device.WiFi.Radio.{i}",
                                        "Device.WiFi.SSID.{i}",
                                        "Device.IP.Interface.{i}",
                                        "Device.PPP.Interface.{i}",
                                        "Device.Ethernet.Interface.{i}",
                                        "Device.WiFi.DataElements.Network.Device.{i}",
                                        "Device.IEEE1905.AL.NetworkTopology.IEEE1905Device.{i}")))
                + (random.nextBoolean() ? "." : "");
    }

    String mac() {
        return (random.nextBoolean() ? "00" : "02") + ":00:5e:00:53:0" + random.nextInt(8);
    }

    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
