package org.trellis.model.capability.resolve;

import java.util.List;
import org.trellis.model.PathExpression;
import org.trellis.model.capability.support.Capability;

/** What of a twin a capability looks at, so that nobody reads the rest. */
public final class Scope {

    private Scope() {}

    /** Partial paths; empty means everything: an interface stack may lead anywhere. */
    public static List<PathExpression> of(Capability capability) {
        List<String> objects =
                switch (capability) {
                    case SYSTEM -> List.of("DeviceInfo", "Time", "ManagementServer", "LocalAgent");
                    case FIRMWARE, CONFIG, LOG -> List.of("DeviceInfo");
                    case WAN, NAT -> List.of();
                    case LAN -> List.of("IP", "DHCPv4", "Hosts", "WiFi", "Ethernet");
                    case WIFI -> List.of("WiFi");
                    case MESH -> List.of("WiFi", "IEEE1905", "Hosts", "Ethernet", "DeviceInfo");
                    case DIAGNOSTICS -> List.of("DeviceInfo");
                    case VOICE -> List.of("Services");
                    case SOFTWARE -> List.of("SoftwareModules");
                    case IOT -> List.of("ProxiedDevice", "IoTCapability", "Node");
                };
        return objects.stream().map(o -> PathExpression.of("Device." + o + ".")).toList();
    }
}
