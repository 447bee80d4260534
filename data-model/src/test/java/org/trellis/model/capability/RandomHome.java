package org.trellis.model.capability;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.trellis.model.SupportedNode;
import org.trellis.model.capability.change.PatchValue;
import org.trellis.model.capability.support.Capability;
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

    private final Random random;

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

    private String text() {
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

    private String mac() {
        return (random.nextBoolean() ? "00" : "02") + ":00:5e:00:53:0" + random.nextInt(8);
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    /** What an operator may ask for, and what nobody would. */
    PatchValue patch(Capability capability) {
        List<PatchValue.Tree> asked = new ArrayList<>();
        switch (capability) {
            case WIFI -> {
                PatchValue settings =
                        Patches.tree(
                                pick(List.of("ssid", "passphrase")),
                                Patches.text("name " + random.nextInt(9) + " long"),
                                "enabled",
                                Patches.flag(random.nextBoolean()));
                asked.add(Patches.tree("bands", Patches.tree(pick(BANDS), settings)));
                asked.add(
                        Patches.tree(
                                "networks", Patches.tree(pick(List.of("home", "Up")), settings)));
                asked.add(Patches.tree("guest", settings));
                asked.add(
                        Patches.tree(
                                "radios",
                                Patches.tree(
                                        pick(List.of("1", "2", "5GHz")),
                                        Patches.tree("channel", Patches.number("36")))));
            }
            case LAN -> {
                asked.add(
                        Patches.tree(
                                "dhcp",
                                Patches.tree(
                                        "minAddress",
                                        Patches.text("192.168.7.10"),
                                        "enable",
                                        Patches.flag(random.nextBoolean()))));
                asked.add(
                        Patches.tree(
                                "pools",
                                Patches.tree(
                                        "1", Patches.tree("leaseTime", Patches.number("60")))));
                asked.add(
                        Patches.tree(
                                "staticLeases",
                                Patches.tree(
                                        mac(),
                                        Patches.tree("ipAddress", Patches.text("192.168.7.9")))));
            }
            case WAN -> {
                asked.add(Patches.tree("ppp", Patches.tree("username", Patches.text("jane@isp"))));
                asked.add(
                        Patches.tree(
                                "address",
                                Patches.tree("ipAddress", Patches.text("203.0.113.77"))));
                asked.add(Patches.tree("gateway", Patches.text("203.0.113.1")));
            }
            case NAT ->
                    asked.add(
                            Patches.tree(
                                    "portMappings",
                                    Patches.tree(
                                            "1",
                                            Patches.tree("externalPort", Patches.number("81")))));
            case SYSTEM -> {
                asked.add(Patches.tree("time", Patches.tree("servers", Patches.text("a.example"))));
                asked.add(Patches.tree("time", Patches.tree("enable", Patches.flag(true))));
            }
            case VOICE ->
                    asked.add(
                            Patches.tree(
                                    "lines",
                                    Patches.tree(
                                            "1",
                                            Patches.tree("directoryNumber", Patches.text("123")))));
            case IOT ->
                    asked.add(
                            Patches.tree(
                                    "devices",
                                    Patches.tree(
                                            "1",
                                            Patches.tree(
                                                    "name",
                                                    Patches.text("lamp"),
                                                    "functions",
                                                    Patches.tree(
                                                            "1",
                                                            Patches.tree(
                                                                    "value",
                                                                    Patches.flag(true)))))));
            case FIRMWARE -> asked.add(Patches.tree("boot", Patches.number("1")));
            case CONFIG, LOG, MESH, DIAGNOSTICS, SOFTWARE -> {}
        }
        asked.add(
                Patches.tree(pick(List.of("bands", "ppp", "x", "dhcp", "add", "devices")), any(3)));
        return pick(asked);
    }

    private static final List<String> BANDS = List.of("2.4GHz", "5GHz", "6GHz");

    private PatchValue any(int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0 -> Patches.text(text());
            case 1 -> Patches.number(pick(List.of("1", "-1", "1e999999999", "0.5")));
            case 2 -> Patches.flag(random.nextBoolean());
            case 3 -> Patches.nothing();
            case 4 -> new PatchValue.Items(List.of(any(depth - 1), any(depth - 1)));
            default -> Patches.tree(pick(List.of("1", "5GHz", "name", "")), any(depth - 1));
        };
    }
}
